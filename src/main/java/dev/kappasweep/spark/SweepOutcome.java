package dev.kappasweep.spark;

import dev.kappasweep.sweep.TrialId;
import java.util.List;

/**
 * How a run of a sweep ended, in trials.
 *
 * @param total in the sweep: alreadyDone + completed + diverged + failures + notRun
 * @param alreadyDone had a result before the run
 * @param failures in the order in which they ended
 * @param notRun have no result because the run was cancelled
 */
public record SweepOutcome(
        int total, int alreadyDone, int completed, int diverged, List<Failure> failures, int notRun) {
    public SweepOutcome {
        failures = List.copyOf(failures);
    }

    public boolean isCancelled() {
        return notRun > 0;
    }

    /** A FAILED trial; {@code reason} is one line. */
    public record Failure(TrialId trial, String reason) {}
}
