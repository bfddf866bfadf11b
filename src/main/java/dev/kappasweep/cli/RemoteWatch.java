package dev.kappasweep.cli;

import dev.kappasweep.client.RemoteSweep;
import dev.kappasweep.client.ServerClient;
import dev.kappasweep.client.SweepFollower;
import dev.kappasweep.run.RunState;

/** Shows how far a sweep of a server is until it is at rest. */
final class RemoteWatch {
    private final Console console;
    private final ServerClient client;
    private String shown = "";

    RemoteWatch(Console console, ServerClient client) {
        this.console = console;
        this.client = client;
    }

    /** Returns the exit code that {@code run} would have. */
    int await(String sweep) throws InterruptedException {
        RemoteSweep last = new SweepFollower(client, sweep, this::show, this::away).await();
        console.endLine();
        if (last.state() == RunState.FAILED) {
            console.say("kappasweep: " + last.id() + " failed: " + last.reason());
        }
        return last.state() == RunState.COMPLETED && last.failed() == 0
                ? ExitCode.OK
                : last.state() == RunState.PAUSED || last.state() == RunState.STOPPED
                        ? ExitCode.INTERRUPTED
                        : ExitCode.FAILED;
    }

    private void show(RemoteSweep sweep) {
        String line = RemoteRows.line(sweep);
        if (!line.equals(shown)) {
            shown = line;
            console.replaceLine(line);
        }
    }

    private void away(String line) {
        console.endLine();
        console.say("kappasweep: " + line + "; asked again until it does");
    }
}
