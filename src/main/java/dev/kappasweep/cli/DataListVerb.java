package dev.kappasweep.cli;

import dev.kappasweep.data.DatasetListing;
import dev.kappasweep.data.DatasetLoader;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Show the data sets known by name and where they were found.")
final class DataListVerb implements Callable<Integer> {
    private final Console console;

    @Option(names = "--data-dir", paramLabel = "DIR", description = "Look in this directory only.")
    private Optional<Path> dataDir = Optional.empty();

    DataListVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        new DatasetLoader(dataDir, System.getenv()).list().forEach(set -> console.result(line(set)));
        return ExitCode.OK;
    }

    private static String line(DatasetListing set) {
        String place =
                set.builtIn() ? "built in" : set.directory().map(Path::toString).orElseGet(() -> missing(set));
        return String.format(
                Locale.ROOT,
                "%-15s %6d training, %5d test images of %s%d x %d, %d classes: %s%n",
                set.name(),
                set.training(),
                set.test(),
                set.channels() == 1 ? "" : set.channels() + " x ",
                set.rows(),
                set.cols(),
                set.classes(),
                place);
    }

    private static String missing(DatasetListing set) {
        return set.name().equals("cifar10")
                ? "not found; see docs/data.md"
                : "not found; kappasweep data fetch " + set.name();
    }
}
