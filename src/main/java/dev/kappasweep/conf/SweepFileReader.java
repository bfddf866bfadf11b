package dev.kappasweep.conf;

import dev.kappasweep.paper.PaperTables;
import dev.kappasweep.search.Measures;
import dev.kappasweep.sweep.Axes;
import dev.kappasweep.sweep.EvaluationSpec;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.RunSpec;
import dev.kappasweep.sweep.SweepSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a sweep file: YAML with the keys of {@link SweepKeys}. The only reader of such files. */
public final class SweepFileReader {
    private static final Path STANDARD_INPUT = Path.of("-");

    private SweepFileReader() {}

    /**
     * Reads {@code file}, with some of its keys replaced. A relative path of a data set in it starts at its directory, one in
     * {@code overrides} at the working directory.
     *
     * @param overrides each {@code KEY=VALUE}, the value in YAML, where a list may lack its brackets; the last one of a key holds
     * @throws InvalidInputException if anything is wrong; the message has one line for each problem of file and overrides, with
     *     file and line or the override, key, value and what is expected
     */
    public static SweepFile read(Path file, List<String> overrides) {
        return parse(
                text(file),
                file.toString(),
                overrides,
                Optional.ofNullable(file.toAbsolutePath().getParent()));
    }

    /**
     * Reads all of a stream that is called {@code name} in messages, and leaves it open.
     *
     * @throws InvalidInputException as {@link #read(Path, List)}
     */
    public static SweepFile read(InputStream in, String name, List<String> overrides) {
        try {
            return parse(text(in, name), name, overrides);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /**
     * Reads the text of a sweep file that is called {@code name} in messages, as {@link #read(Path, List)} does, but for relative
     * paths, which stay as they are.
     */
    public static SweepFile parse(String text, String name, List<String> overrides) {
        return parse(text, name, overrides, Optional.empty());
    }

    /** @param base where relative paths in the text start */
    private static SweepFile parse(String text, String name, List<String> overrides, Optional<Path> base) {
        SweepValues values = values(text, name, overrides);
        SweepSpec sweep = sweep(values, base);
        try {
            PaperTables.requireFitting(sweep);
            sweep.searched().ifPresent(search -> new Measures(sweep));
        } catch (InvalidInputException e) {
            throw new InvalidInputException(
                    String.valueOf(e.getMessage())
                            .lines()
                            .map(line -> name + ": " + line)
                            .collect(Collectors.joining("\n")),
                    e);
        }
        return new SweepFile(sweep, run(values));
    }

    /**
     * The text of a sweep file with some of its keys replaced, for whoever has no way to give replacements.
     *
     * @param file {@code -} for standard input
     * @throws InvalidInputException as {@link #read(Path, List)}
     */
    public static String merged(Path file, List<String> overrides) {
        String name = file.equals(STANDARD_INPUT) ? "standard input" : file.toString();
        return merged(text(file), name, overrides);
    }

    /** As {@link #merged(Path, List)}, of a text that is called {@code name} in messages. */
    public static String merged(String text, String name, List<String> overrides) {
        parse(text, name, overrides);
        return MergedText.of(text, name, overrides);
    }

    private static SweepValues values(String text, String name, List<String> overrides) {
        Origin origin = Origin.file(name);
        Node root = YamlText.parse(text, origin)
                .orElseThrow(() -> new InvalidInputException(
                        name + ": is empty, expected keys with values: " + String.join(", ", SweepKeys.namesIn(""))));
        Problems problems = new Problems();
        SweepDocument document = new SweepDocument(root, origin, problems);
        Overrides replaced = new Overrides(overrides, problems);
        SweepValues values = new SweepValues(origin, document, replaced, problems);
        values.checkAll();
        problems.throwIfAny();
        return values;
    }

    private static SweepSpec sweep(SweepValues values, Optional<Path> base) {
        return new SweepSpec(
                values.get(SweepKeys.NAME),
                values.get(SweepKeys.EXPERIMENT),
                base.filter(directory -> values.isInFile(SweepKeys.DATASET))
                        .map(directory -> DatasetReading.startingAt(directory, values.get(SweepKeys.DATASET)))
                        .orElseGet(() -> values.get(SweepKeys.DATASET)),
                values.settings(),
                values.isSearched() ? List.of(Axes.NONE) : values.axesOfGrids(),
                new EvaluationSpec(values.get(SweepKeys.TEST_SNR), values.get(SweepKeys.DRAWS)),
                values.get(SweepKeys.TABLE),
                values.get(SweepKeys.TABLES),
                values.isSearched() ? SearchKeys.search(values) : null);
    }

    private static RunSpec run(SweepValues values) {
        int maxFailures = values.get(SweepKeys.MAX_FAILURES);
        return new RunSpec(
                values.get(SweepKeys.TIMEOUT),
                values.get(SweepKeys.KEEP_GOING) ? maxFailures : 1,
                values.get(SweepKeys.CANARY),
                values.get(SweepKeys.CHECKPOINT_EVERY),
                values.get(SweepKeys.CHECKPOINT_DIRECTORY),
                values.get(SweepKeys.ALLOW_UNSEEN_CLASSES),
                values.get(SweepKeys.KEEP_WEIGHTS),
                values.get(SweepKeys.CREW),
                values.get(SweepKeys.LANES));
    }

    /**
     * The text of a sweep file, whatever it says.
     *
     * @param file {@code -} for standard input, which is read to its end
     * @throws InvalidInputException if it cannot be read or is no text
     */
    public static String text(Path file) {
        if (file.equals(STANDARD_INPUT)) {
            return text(System.in);
        }
        try (InputStream in = Files.newInputStream(file)) {
            return text(in, file.toString());
        } catch (NoSuchFileException e) {
            throw new InvalidInputException(file + ": no such file, expected a sweep file", e);
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    private static String text(InputStream in) {
        try {
            return text(in, "standard input");
        } catch (IOException e) {
            throw unreadable("standard input", e);
        }
    }

    private static String text(InputStream in, String name) throws IOException {
        byte[] bytes = in.readNBytes(YamlText.MAX_SIZE + 1);
        if (bytes.length > YamlText.MAX_SIZE) {
            throw new InvalidInputException(name + ": more than 1 MiB, expected a sweep file");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidInputException(name + ": not UTF-8 text, expected a sweep file", e);
        }
    }

    private static InvalidInputException unreadable(String name, IOException e) {
        return new InvalidInputException(name + ": cannot be read: " + reason(e), e);
    }

    private static String reason(IOException e) {
        return Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
    }
}
