package dev.kappasweep.ingest;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Files with a line for each image: its label and all its pixels. One is of training images, another, with {@code test} in its name,
 * of test images. With a header the label is in the column {@code label}, without one in the first.
 */
final class CsvSource implements ImageSource {
    private static final int MOST_COLUMNS = 1 << 18;
    private static final int LONGEST_CELL = 1 << 10;
    private static final int SHOWN_COLUMNS = 5;
    private static final String LABEL = "label";

    private final List<Path> files;
    private final ImportOptions options;

    CsvSource(List<Path> files, ImportOptions options) {
        this.files = files;
        this.options = options;
    }

    @Override
    public List<String> read(ImageSink train, ImageSink test) throws IOException {
        SplitNames splits = SplitNames.of(files, file -> String.valueOf(file.getFileName()));
        if (files.size() == 1) {
            read(files.get(0), train);
            return List.of();
        }
        if (splits.train().isEmpty()) {
            throw new InvalidInputException(files.get(0)
                    + ": is not of training images by its name, expected files called train.csv and test.csv");
        }
        for (Path file : splits.train()) {
            read(file, train);
        }
        for (Path file : splits.test()) {
            read(file, test);
        }
        return List.of();
    }

    private void read(Path file, ImageSink sink) throws IOException {
        CsvParserSettings settings = new CsvParserSettings();
        settings.setMaxColumns(MOST_COLUMNS);
        settings.setMaxCharsPerColumn(LONGEST_CELL);
        settings.setLineSeparatorDetectionEnabled(true);
        if (String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".tsv")) {
            settings.getFormat().setDelimiter('\t');
        }
        CsvParser parser = new CsvParser(settings);
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            parser.beginParsing(reader);
            read(file, parser, sink);
        } catch (TextParsingException e) {
            throw new InvalidInputException(
                    file + ":" + e.getLineIndex() + ": cannot be read, expected lines of a label and pixels", e);
        } finally {
            parser.stopParsing();
        }
    }

    private void read(Path file, CsvParser parser, ImageSink sink) {
        String[] first = parser.parseNext();
        if (first == null) {
            throw new InvalidInputException(file + ": is empty, expected a line for each image");
        }
        boolean hasHeader = Arrays.stream(first).anyMatch(cell -> number(cell).isEmpty());
        int label = hasHeader ? labelColumn(file, first) : 0;
        for (String[] cells = hasHeader ? parser.parseNext() : first; cells != null; cells = parser.parseNext()) {
            String item = file + ":" + parser.getContext().currentLine();
            if (cells.length != first.length) {
                throw new InvalidInputException(item + ": has " + cells.length + " columns, expected " + first.length
                        + " as in the first line");
            }
            add(item, cells, label, sink);
        }
    }

    private int labelColumn(Path file, String[] header) {
        String wanted = options.labelColumn().orElse(LABEL);
        for (int i = 0; i < header.length; i++) {
            if (wanted.equalsIgnoreCase(header[i])) {
                return i;
            }
        }
        String found =
                Stream.of(header).limit(SHOWN_COLUMNS).map(String::valueOf).collect(Collectors.joining(", "));
        throw new InvalidInputException(file + ": has no column '" + wanted + "' but " + found
                + (header.length > SHOWN_COLUMNS ? " and " + (header.length - SHOWN_COLUMNS) + " more" : "")
                + ", expected one of labels, or --label COLUMN");
    }

    private void add(String item, String[] cells, int label, ImageSink sink) {
        if (cells[label] == null) {
            throw new InvalidInputException(item + ": has no label, expected a number or a name");
        }
        byte[] pixels = new byte[cells.length - 1];
        for (int i = 0, place = 0; i < cells.length; i++) {
            if (i != label) {
                String cell = String.valueOf(cells[i]);
                double value = number(cells[i])
                        .orElseThrow(() -> new InvalidInputException(
                                item + ": pixel '" + cell + "' is not a number, expected one from 0 to 255"));
                pixels[place++] = options.pixel(item, value);
            }
        }
        sink.add(item, cells[label], options.shapeOf(item, pixels.length), pixels);
    }

    private static Optional<Double> number(@Nullable String cell) {
        try {
            return Optional.ofNullable(cell).map(Double::valueOf);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
