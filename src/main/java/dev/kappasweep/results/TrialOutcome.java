package dev.kappasweep.results;

import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialStatus;

/**
 * How one trial of the table {@code trials} ended.
 *
 * @param seconds wall-clock time of the whole trial
 */
public record TrialOutcome(TrialId id, TrialStatus status, double seconds) {
    /** Whether the outcome stands; otherwise the next run trains the trial again. */
    public boolean isFinal() {
        return status.isFinal();
    }
}
