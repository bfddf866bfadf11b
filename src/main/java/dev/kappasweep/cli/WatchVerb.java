package dev.kappasweep.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "watch",
        description = {
            "Show how far a sweep of a server is until it is paused or has ended.",
            "The exit code is that of run; a server that restarts meanwhile is waited for."
        })
final class WatchVerb implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ServerArguments server = new ServerArguments();

    @Parameters(paramLabel = "SWEEP", description = "Its id, as submit printed it.")
    private String sweep = "";

    WatchVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        return new RemoteWatch(console, server.client()).await(sweep);
    }
}
