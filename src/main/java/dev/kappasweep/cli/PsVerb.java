package dev.kappasweep.cli;

import dev.kappasweep.client.RemoteSweep;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "ps", description = "List the sweeps of a server that are under way or wait, the last that came first.")
final class PsVerb implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ServerArguments server = new ServerArguments();

    @Option(names = "--all", description = "Those that have ended too.")
    private boolean all;

    PsVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<RemoteSweep> sweeps = server.client().list().stream()
                .filter(sweep -> all || !sweep.state().isEnd())
                .toList();
        console.result(RemoteRows.table(sweeps));
        return ExitCode.OK;
    }
}
