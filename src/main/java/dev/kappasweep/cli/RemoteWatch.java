package dev.kappasweep.cli;

import dev.kappasweep.client.RemoteSweep;
import dev.kappasweep.client.ServerClient;
import dev.kappasweep.client.SweepFollower;
import dev.kappasweep.run.RunState;
import java.util.Optional;

/** Shows how far a sweep of a server is until it is at rest. */
final class RemoteWatch {
    private static final double SECONDS_BETWEEN_LINES = 30;

    private final Console console;
    private final ServerClient client;
    private String shown = "";
    private Optional<RunState> lastState = Optional.empty();
    private double lastSaid = Double.NEGATIVE_INFINITY;

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
        if (!line.equals(shown) && (console.isTerminal() || isDue(sweep.state()))) {
            shown = line;
            console.replaceLine(line);
        }
    }

    /** As of {@code run}: where nobody sees the line change, a state is told at once and the rest now and then. */
    private boolean isDue(RunState state) {
        double now = System.nanoTime() / 1e9;
        boolean isNew = !lastState.equals(Optional.of(state));
        if (isNew || now - lastSaid > SECONDS_BETWEEN_LINES) {
            lastState = Optional.of(state);
            lastSaid = now;
            return true;
        }
        return false;
    }

    private void away(String line) {
        console.endLine();
        console.say("kappasweep: " + line + "; asked again until it does");
    }
}
