package dev.kappasweep.sweep;

import java.io.Serializable;

/**
 * How trials are run, as opposed to what they are: nothing here changes a result or the id of a trial.
 *
 * @param timeoutSeconds after which an attempt at a trial is TIMED_OUT; infinite for never
 * @param maxFailures the sweep stops when so many trials have FAILED or TIMED_OUT; 0 for never
 * @param canary whether one trial of each shape is run first, and the others only if these do not fail
 * @param checkpointSeconds how often a trial writes its state; infinite for never
 * @param checkpointDirectory where, as a path of any file system that Hadoop knows; empty for {@code checkpoints} in the result
 *     directory
 * @param allowsUnseenClasses whether the test set may have images of a class that no training image has
 * @param keepWeights which states of the weights are kept with the results
 * @param crew whether cores that run no trial help those that do
 * @param lanes trials that may be in training at once in one JVM, however many cores it has; 0 for what is best there
 */
public record RunSpec(
        double timeoutSeconds,
        int maxFailures,
        boolean canary,
        double checkpointSeconds,
        String checkpointDirectory,
        boolean allowsUnseenClasses,
        KeepWeights keepWeights,
        boolean crew,
        int lanes)
        implements Serializable {
    /** The checkpoint interval of {@link #DEFAULT}. */
    public static final double DEFAULT_CHECKPOINT_SECONDS = 10;

    /** As many lanes as are best where the trials run. */
    public static final int BEST_LANES = 0;

    /** No timeout, no limit of failures, no canaries, a checkpoint every 10 s, no weights, a crew, and the best lanes. */
    public static final RunSpec DEFAULT =
            new RunSpec(Double.POSITIVE_INFINITY, 0, false, DEFAULT_CHECKPOINT_SECONDS, "", false);

    /** Of runs that keep no weights, with a crew and the best lanes. */
    public RunSpec(
            double timeoutSeconds,
            int maxFailures,
            boolean canary,
            double checkpointSeconds,
            String checkpointDirectory,
            boolean allowsUnseenClasses) {
        this(
                timeoutSeconds,
                maxFailures,
                canary,
                checkpointSeconds,
                checkpointDirectory,
                allowsUnseenClasses,
                KeepWeights.NONE,
                true,
                BEST_LANES);
    }

    public RunSpec {
        Require.require(timeoutSeconds > 0, "run.timeout", timeoutSeconds, "a time above 0", timeoutSeconds);
        Require.require(maxFailures >= 0, "run.maxFailures", maxFailures, "a whole number of at least 0", maxFailures);
        Require.require(lanes >= 0, "run.lanes", lanes, "a whole number of at least 1, or 0 for the best", lanes);
        Require.require(checkpointSeconds >= 0, "run.checkpointEvery", checkpointSeconds, "a time", checkpointSeconds);
    }

    /** The same run, which keeps such weights. */
    public RunSpec keeping(KeepWeights weights) {
        return new RunSpec(
                timeoutSeconds,
                maxFailures,
                canary,
                checkpointSeconds,
                checkpointDirectory,
                allowsUnseenClasses,
                weights,
                crew,
                lanes);
    }

    public boolean hasTimeout() {
        return timeoutSeconds < Double.POSITIVE_INFINITY;
    }

    public boolean hasCheckpoints() {
        return checkpointSeconds < Double.POSITIVE_INFINITY;
    }
}
