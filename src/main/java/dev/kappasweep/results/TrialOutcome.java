package dev.kappasweep.results;

import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialStatus;

/**
 * How one trial of the table {@code trials} ended.
 *
 * @param seconds wall-clock time of the whole trial
 */
public record TrialOutcome(TrialId id, TrialStatus status, double seconds) {
    /** Whether the outcome stands; otherwise a run trains the trial again, or on. */
    public boolean isFinal() {
        return status.isFinal();
    }

    /** Whether it has rows in the other tables. */
    boolean isMeasured() {
        return status.isMeasured();
    }
}
