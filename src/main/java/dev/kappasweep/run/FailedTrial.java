package dev.kappasweep.run;

import dev.kappasweep.sweep.Ending;
import dev.kappasweep.sweep.Environment;
import dev.kappasweep.sweep.Measurements;
import dev.kappasweep.sweep.OneLine;
import dev.kappasweep.sweep.Provenance;
import dev.kappasweep.sweep.Seconds;
import dev.kappasweep.sweep.TrainingSummary;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.time.Duration;
import java.time.Instant;

/** Makes results of trials that ended by an error, or because their time was over. */
public final class FailedTrial {
    private static final int LONGEST_REASON = 300;

    private FailedTrial() {}

    /** A FAILED trial, after the time since {@code start}. */
    public static TrialResult result(
            TrialSpec spec, String reason, int attempt, Instant start, Environment environment) {
        return result(spec, TrialStatus.FAILED, reason, attempt, start, environment);
    }

    /** A trial of a status that is no final one. */
    public static TrialResult result(
            TrialSpec spec, TrialStatus status, String reason, int attempt, Instant start, Environment environment) {
        double seconds = Seconds.of(Duration.between(start, Instant.now()));
        return new TrialResult(
                spec,
                new Ending(status, reason),
                new Provenance(attempt, start, seconds, environment),
                TrainingSummary.NONE,
                Measurements.NONE);
    }

    /** Class and message on one line, shortened. */
    public static String reason(Throwable error) {
        return oneLine(error.getClass().getSimpleName() + ": " + error.getMessage());
    }

    /** On one line, shortened. */
    public static String oneLine(String text) {
        return OneLine.of(text, LONGEST_REASON);
    }
}
