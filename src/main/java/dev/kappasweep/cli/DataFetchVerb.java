package dev.kappasweep.cli;

import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.sweep.InvalidInputException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "fetch", description = "Download a data set and check its digests.")
final class DataFetchVerb implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "SET", description = "mnist; digits are built in and need no download.")
    private String dataset = "";

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Put it there (default: $KAPPASWEEP_DATA, else the user cache).")
    private Optional<Path> dataDir = Optional.empty();

    DataFetchVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (!dataset.equals("mnist")) {
            throw new InvalidInputException("data set: '" + dataset + "' is not allowed, expected mnist");
        }
        Path directory = new DatasetLoader(dataDir, System.getenv()).downloadDirectory();
        throw new UnsupportedOperationException("the download is not there yet: " + directory + console.isTerminal());
    }
}
