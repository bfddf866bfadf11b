package dev.kappasweep.run;

import dev.kappasweep.sweep.EndedEpoch;
import dev.kappasweep.sweep.TrialId;
import java.util.List;
import java.util.function.Supplier;

/** Keeps what the trials of one run tell. Any thread calls it; it returns at once. */
@FunctionalInterface
public interface RunSink {
    /**
     * Takes a result.
     *
     * @param kept to be called, on any thread, when the result is durable; nothing of the run ends before
     */
    void trialEnded(TrialEnd end, Runnable kept);

    /** An attempt at a trial has begun; comes after its result at times. */
    default void trialStarted(TrialId trial) {}

    /** As {@link TrialExecutor.Events#epochsEnded}. */
    default void epochsEnded(TrialId trial, Supplier<List<EndedEpoch>> last) {}

    /** As {@link TrialExecutor.Events#noticed}. */
    default void noticed(TrialId trial, Supplier<List<String>> all) {}
}
