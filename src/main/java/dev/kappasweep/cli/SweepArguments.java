package dev.kappasweep.cli;

import dev.kappasweep.conf.SweepFile;
import dev.kappasweep.conf.SweepFileReader;
import dev.kappasweep.results.Mixing;
import dev.kappasweep.spark.DriverPlace;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.SweepSpec;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** The arguments that say which sweep, on what data, with results where. */
final class SweepArguments {
    private static final Path STANDARD_INPUT = Path.of("-");

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Sweep files, such as conf/quickstart.yaml, one after the other; - for standard input.")
    private List<Path> files = new ArrayList<>();

    private final Map<Path, String> texts = new HashMap<>();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "Replace a key of the file, as in --set axes.lambda=0,0.1; repeatable, of several for one key the "
                            + "last one holds.")
    private List<String> overrides = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Directory of the results (default: runs/NAME, with the sweep's name). In Spark's cluster mode a "
                            + "URI, such as hdfs://HOST/DIR, or file:///DIR where every machine sees it.")
    private Optional<String> out = Optional.empty();

    @Option(
            names = "--allow-mixed",
            description =
                    "Go on in a directory whose trials mean something else, such as other data or epochs; sweep.json "
                            + "records what differed.")
    private boolean allowMixed;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Look for data sets in this directory only; see kappasweep data list.")
    private Optional<Path> dataDir = Optional.empty();

    /** Whether results of trials that mean something else may lie in the same directory. */
    Mixing mixing() {
        return allowMixed ? Mixing.RECORDED : Mixing.REFUSED;
    }

    /**
     * Reads the sweep files: once, as standard input demands.
     *
     * @throws InvalidInputException if one is wrong, or two of them would have the same directory
     */
    List<SweepFile> read() {
        Optional<InputStream> carried = CarriedFile.of(System.getProperty(CarriedFile.SETTING));
        if (carried.isPresent()) {
            return List.of(SweepFileReader.read(carried.get(), name(files.get(0)), overrides));
        }
        List<SweepFile> read = files.stream().map(this::read).toList();
        requireDirectoriesOfTheirOwn(read);
        return read;
    }

    private SweepFile read(Path file) {
        String text = SweepFileReader.text(file);
        SweepFile read = file.equals(STANDARD_INPUT)
                ? SweepFileReader.parse(text, name(file), overrides)
                : SweepFileReader.read(file, overrides);
        texts.put(out(read.spec()), written(text));
        return read;
    }

    /** With what was said on the command line as comments. */
    private String written(String text) {
        StringBuilder written = new StringBuilder(text);
        if (!overrides.isEmpty() && !text.endsWith("\n")) {
            written.append('\n');
        }
        overrides.forEach(one -> written.append("# --set ").append(one).append('\n'));
        return written.toString();
    }

    /** The file that was read for results in {@code directory}, as it was written; empty where it came in another way. */
    Optional<String> text(Path directory) {
        return Optional.ofNullable(texts.get(directory));
    }

    private static String name(Path file) {
        return file.equals(STANDARD_INPUT) ? "standard input" : file.toString();
    }

    private void requireDirectoriesOfTheirOwn(List<SweepFile> read) {
        Map<Path, Path> files = new HashMap<>();
        for (int i = 0; i < read.size(); i++) {
            Path place = out(read.get(i).spec());
            Path other = files.put(place, this.files.get(i));
            if (other != null) {
                throw new InvalidInputException("out: " + other + " and " + this.files.get(i) + " would both write to "
                        + place + ", expected one file with --out, or files with names of their own");
            }
        }
    }

    /** @throws InvalidInputException if results would be lost with the driver, or no file system has this place */
    Path out(SweepSpec sweep) {
        String place = out.orElseGet(() -> "runs/" + sweep.name());
        DriverPlace.current().requireLasting(place);
        try {
            return new PathArgument().convert(place);
        } catch (TypeConversionException e) {
            throw new InvalidInputException("out: " + e.getMessage(), e);
        }
    }

    Optional<Path> dataDir() {
        return dataDir;
    }
}
