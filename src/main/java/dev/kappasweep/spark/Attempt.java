package dev.kappasweep.spark;

import dev.kappasweep.sweep.Checkpoints;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.Seconds;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialObserver;
import org.apache.spark.TaskContext;
import org.apache.spark.util.CollectionAccumulator;

/** One attempt at a trial, on its executor: takes what the trial tells to the driver, and stops it in time. */
final class Attempt implements TrialObserver {

    private final TaskContext context;
    private final TrialSite site;
    private final EpochAccumulator epochs;
    private final CollectionAccumulator<String> notices;
    private final long startNanos = System.nanoTime();
    private boolean timedOut;

    Attempt(TaskContext context, TrialSite site, EpochAccumulator epochs, CollectionAccumulator<String> notices) {
        this.context = context;
        this.site = site;
        this.epochs = epochs;
        this.notices = notices;
    }

    @Override
    public void epochEnded(TrialId trial, EpochMeasurement epoch) {
        epochs.add(epoch);
    }

    @Override
    public boolean isCancelled() {
        timedOut |= site.run().hasTimeout()
                && Seconds.since(startNanos) > site.run().timeoutSeconds();
        return timedOut || context.isInterrupted();
    }

    /** Whether the trial was told to stop because its time was over. */
    boolean hasTimedOut() {
        return timedOut;
    }

    @Override
    public void notice(TrialId trial, String text) {
        notices.add(FailedTrial.oneLine(text));
    }

    @Override
    public Checkpoints checkpoints() {
        return site.checkpoints(text -> notices.add(FailedTrial.oneLine(text)));
    }
}
