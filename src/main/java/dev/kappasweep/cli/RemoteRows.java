package dev.kappasweep.cli;

import dev.kappasweep.client.RemoteSweep;
import dev.kappasweep.run.RunState;
import dev.kappasweep.sweep.DurationText;
import java.util.List;
import java.util.Locale;

/** Sweeps of a server as lines. */
final class RemoteRows {
    private RemoteRows() {}

    /** A table, one row for each. */
    static String table(List<RemoteSweep> sweeps) {
        List<List<String>> rows = sweeps.stream().map(RemoteRows::row).toList();
        List<String> header = List.of("sweep", "state", "done", "running", "failed", "left", "priority", "owner");
        return String.join("\n", new AlignedRows(header, rows).lines()) + "\n";
    }

    private static List<String> row(RemoteSweep sweep) {
        return List.of(
                sweep.id(),
                state(sweep),
                sweep.done() + "/" + sweep.total(),
                Integer.toString(sweep.running()),
                Integer.toString(sweep.failed()),
                left(sweep),
                Integer.toString(sweep.priority()),
                sweep.owner());
    }

    private static String state(RemoteSweep sweep) {
        return sweep.state().name().toLowerCase(Locale.ROOT);
    }

    private static String left(RemoteSweep sweep) {
        return sweep.secondsLeft().isPresent()
                ? DurationText.of(sweep.secondsLeft().getAsDouble())
                : "";
    }

    /** {@code quickstart-1: running, 3/12 done, 2 running, 0 failed, ETA 7 min; lambda 0.1: kappa(W1) 1.45}. */
    static String line(RemoteSweep sweep) {
        String reason = sweep.reason().isEmpty() ? "" : " (" + sweep.reason() + ")";
        String left = left(sweep).isEmpty() || sweep.state() != RunState.RUNNING ? "" : ", ETA " + left(sweep);
        return sweep.id() + ": " + state(sweep) + reason + ", " + sweep.done() + "/" + sweep.total() + " done, "
                + sweep.running() + " running, " + sweep.failed() + " failed" + left
                + sweep.best().map(best -> "; best " + best).orElse("");
    }
}
