package dev.kappasweep.cli;

import dev.kappasweep.client.PulledResults;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "pull",
        description = {
            "Copy the results of a sweep of a server into a directory, where tables, figures and all others "
                    + "read them.",
            "What is there already is not copied again."
        })
final class PullVerb implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ServerArguments server = new ServerArguments();

    @Parameters(paramLabel = "SWEEP", description = "Its id, as submit printed it.")
    private String sweep = "";

    @Option(names = "--out", paramLabel = "DIR", description = "The directory (default: runs/SWEEP).")
    private Optional<Path> out = Optional.empty();

    PullVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Path directory = out.orElse(Path.of("runs", sweep));
        PulledResults pulled = PulledResults.pull(server.client(), sweep, directory);
        console.say(pulled.files() + " files, " + pulled.bytes() + " bytes copied; results in " + directory);
        return ExitCode.OK;
    }
}
