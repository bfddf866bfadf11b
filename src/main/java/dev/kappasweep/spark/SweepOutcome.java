package dev.kappasweep.spark;

import dev.kappasweep.sweep.TrialId;
import java.util.List;

/**
 * How a run of a sweep ended, in trials.
 *
 * @param total in the sweep: alreadyDone + completed + diverged + failures + notRun
 * @param alreadyDone had a result before the run
 * @param failures in the order in which they ended
 * @param notRun have no result because the run was cancelled or stopped
 * @param stopReason why the run gave up before its end, in one line; empty if it did not
 */
public record SweepOutcome(
        int total,
        int alreadyDone,
        int completed,
        int diverged,
        int dead,
        List<Failure> failures,
        int notRun,
        String stopReason) {
    public SweepOutcome {
        failures = List.copyOf(failures);
    }

    /** A run that did not give up and had no dead networks. */
    public SweepOutcome(int total, int alreadyDone, int completed, int diverged, List<Failure> failures, int notRun) {
        this(total, alreadyDone, completed, diverged, 0, failures, notRun, "");
    }

    /** Whether the user stopped it. */
    public boolean isCancelled() {
        return notRun > 0 && stopReason.isEmpty();
    }

    /** A FAILED or TIMED_OUT trial; {@code reason} is one line. */
    public record Failure(TrialId trial, String reason) {}
}
