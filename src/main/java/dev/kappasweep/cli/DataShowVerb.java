package dev.kappasweep.cli;

import dev.kappasweep.data.ContactSheet;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.DatasetLoader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        footer = {"", "Examples:", "  kappasweep data show digits --per-side 8 --out digits.png"},
        description = "Write the first training images of a data set as one PNG.")
final class DataShowVerb implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "SET", description = DatasetArgument.DESCRIPTION)
    private String dataset = "";

    @Option(names = "--per-side", defaultValue = "16", description = "Images in a row and in a column (default: 16).")
    private int perSide = 16;

    @Option(names = "--out", paramLabel = "FILE", description = "The picture (default: SET.png).")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--data-dir", paramLabel = "DIR", description = "Look in this directory only.")
    private Optional<Path> dataDir = Optional.empty();

    DataShowVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Dataset data = new DatasetLoader(dataDir, System.getenv()).load(DatasetArgument.parse(dataset));
        Path file = out.orElseGet(() -> Path.of(Path.of(dataset).getFileName() + ".png"));
        ContactSheet.write(data.train(), perSide, file);
        console.result(file + "\n");
        return ExitCode.OK;
    }
}
