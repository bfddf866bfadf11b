package dev.kappasweep.results;

import dev.kappasweep.sweep.Ending;
import dev.kappasweep.sweep.TrialId;
import java.time.Instant;

/**
 * What one row of the table {@code trials} says of the end of a trial, without what was asked of it.
 *
 * @param attempt counted from 1
 * @param seconds wall-clock time of the whole trial
 * @param trainLoss NaN where none was measured
 */
public record TrialEnd(
        TrialId id, Ending ending, int attempt, Instant startedAt, double seconds, String host, double trainLoss) {
    boolean isMeasured() {
        return ending.status().isMeasured();
    }
}
