package dev.kappasweep.cli;

import dev.kappasweep.results.MergedResults;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "merge",
        footer = {
            "",
            "Examples:",
            "  kappasweep merge runs/seeds-1-to-5 runs/seeds-6-to-10 --out runs/all-seeds",
            "  kappasweep merge runs/mine --out runs/mine-to-share"
        },
        description = {
            "Copy the finished trials of one or several directories into one, in few files, to be handed on.",
            "What differs between the sweeps becomes an axis. They have to be of the same data and evaluation. A trial that is in several"
                    + " has to have the same bits in each, and is there once. Logs, checkpoints and failed trials are not copied."
        })
final class MergeVerb implements Callable<Integer> {
    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "DIR", description = "Directories of results, which stay as they are.")
    private List<Path> directories = new ArrayList<>();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The directory that gets all of them.")
    private Path out = Path.of("");

    MergeVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        int added = MergedResults.merge(directories, out);
        console.say(added + " trials added to " + out);
        return ExitCode.OK;
    }
}
