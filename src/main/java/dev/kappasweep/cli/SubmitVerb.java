package dev.kappasweep.cli;

import dev.kappasweep.client.RemoteSweep;
import dev.kappasweep.client.ServerClient;
import dev.kappasweep.conf.SweepFileReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "submit",
        footer = {"", "Examples:", "  kappasweep submit conf/quickstart.yaml --watch"},
        description = {"Hand a sweep in to a server, and print its id.", "The file is checked before it is sent."})
final class SubmitVerb implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ServerArguments server = new ServerArguments();

    @Parameters(paramLabel = "FILE", description = "Sweep file, as run takes it; - for standard input.")
    private Path file = Path.of("");

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Replace a key of the file, as of run.")
    private List<String> overrides = new ArrayList<>();

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "A name of your own for it: the same key and file handed in again are the same sweep.")
    private Optional<String> key = Optional.empty();

    @Option(
            names = "--priority",
            paramLabel = "N",
            description = "A sweep with a higher one goes first (default: ${DEFAULT-VALUE}).")
    private int priority;

    @Option(names = "--watch", description = "Show how far it is until it has ended.")
    private boolean watch;

    SubmitVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        String text = SweepFileReader.merged(file, overrides);
        ServerClient client = server.client();
        RemoteSweep sweep = client.submit(text, key, priority);
        console.result(sweep.id() + "\n");
        return watch ? new RemoteWatch(console, client).await(sweep.id()) : ExitCode.OK;
    }
}
