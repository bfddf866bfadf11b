package dev.kappasweep.run;

import dev.kappasweep.sweep.TrialId;
import java.time.Instant;

/**
 * A trial in training.
 *
 * @param attempt which try of this run, counted from 1
 * @param epoch the last finished epoch, 0 before the first has ended
 * @param epochs how many it will have
 */
public record RunningTrial(TrialId trial, Instant since, int attempt, int epoch, int epochs) {
    RunningTrial at(int ended) {
        return new RunningTrial(trial, since, attempt, ended, epochs);
    }

    RunningTrial again(Instant now) {
        return new RunningTrial(trial, now, attempt + 1, 0, epochs);
    }

    /** Of its epochs that have ended. */
    double share() {
        return epochs > 0 ? (double) epoch / epochs : 0;
    }
}
