package dev.kappasweep.cli;

import dev.kappasweep.results.ResultStore;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "compact",
        description = {
            "Put the rows of many small files into few, which are read faster.",
            "A running sweep does so by itself. Loses nothing when it is killed: run it, or the sweep, again."
        })
final class CompactVerb implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "DIR", description = "Directory of the results, as given to run --out.")
    private Path directory = Path.of("");

    CompactVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        int merged = ResultStore.compact(directory);
        console.say(merged == 0 ? "nothing to put together" : merged + " files of each table are one now");
        return ExitCode.OK;
    }
}
