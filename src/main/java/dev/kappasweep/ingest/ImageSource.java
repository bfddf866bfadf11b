package dev.kappasweep.ingest;

import dev.kappasweep.data.FoundFiles;
import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Images with labels in a format of others. */
interface ImageSource {
    /** How deep below a source its files may lie. */
    int DEPTH = 4;

    /**
     * Reads all images.
     *
     * @return the classes' names, where the source has them for labels that are numbers, in the order of these; empty else
     * @throws InvalidInputException if a file is not valid; the message names it and what was found
     */
    List<String> read(ImageSink train, ImageSink test) throws IOException;

    /**
     * The source that lies at {@code place}.
     *
     * @throws InvalidInputException if nothing there is known
     */
    static ImageSource at(Path place, ImportOptions options) throws IOException {
        if (Files.isRegularFile(place)) {
            return ofFile(place, options);
        }
        if (Files.isDirectory(place)) {
            if (!files(place, ".parquet").isEmpty()) {
                return new ParquetSource(files(place, ".parquet"), options);
            }
            if (NumpySource.isIn(place)) {
                return new NumpySource(place, options);
            }
            if (!files(place, ".npz").isEmpty()) {
                return new NumpySource(sole(files(place, ".npz"), place), options);
            }
            if (FolderSource.isIn(place)) {
                return new FolderSource(place, options);
            }
            if (!files(place, ".csv", ".tsv").isEmpty()) {
                return new CsvSource(files(place, ".csv", ".tsv"), options);
            }
        }
        throw new InvalidInputException(place + ": " + FoundFiles.in(place)
                + ", expected PNG or JPEG files in a directory for each class, CSV, .npz, .npy or Parquet");
    }

    private static ImageSource ofFile(Path file, ImportOptions options) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".npz")) {
            return new NumpySource(file, options);
        }
        if (name.endsWith(".csv") || name.endsWith(".tsv")) {
            return new CsvSource(List.of(file), options);
        }
        if (name.endsWith(".parquet")) {
            return new ParquetSource(List.of(file), options);
        }
        throw new InvalidInputException(
                file + ": is a file of another kind, expected .csv, .tsv, .npz or .parquet, or a directory");
    }

    private static Path sole(List<Path> files, Path place) {
        if (files.size() > 1) {
            throw new InvalidInputException(
                    place + ": holds " + files.size() + " .npz files, expected one, or name one of them");
        }
        return files.get(0);
    }

    /** The files below {@code place} that end in one of {@code endings}, by name. */
    static List<Path> files(Path place, String... endings) throws IOException {
        return files(place, name -> Stream.of(endings).anyMatch(name::endsWith));
    }

    /**
     * The files below {@code place}, by name.
     *
     * @param isWanted asked about names in lower case; hidden files are not asked about
     */
    static List<Path> files(Path place, Predicate<String> isWanted) throws IOException {
        try (Stream<Path> paths = Files.walk(place, DEPTH)) {
            return paths.filter(Files::isRegularFile)
                    .filter(file -> {
                        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
                        return !name.startsWith(".") && isWanted.test(name);
                    })
                    .sorted()
                    .toList();
        }
    }
}
