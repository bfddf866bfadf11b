package dev.kappasweep.api;

import dev.kappasweep.spark.SweepListener;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import java.util.function.Consumer;

/** Says how far a sweep is when a trial has ended, at most once a second, and when the last one has. */
final class ProgressLines implements SweepListener {
    private final SweepProgress progress;
    private final Consumer<String> reader;
    private double lastTold = Double.NEGATIVE_INFINITY;

    ProgressLines(SweepProgress progress, Consumer<String> reader) {
        this.progress = progress;
        this.reader = reader;
    }

    @Override
    public void started(int total, int alreadyDone) {
        progress.started(total, alreadyDone);
    }

    @Override
    public void trialStarted(TrialId trial) {
        progress.trialStarted(trial);
    }

    @Override
    public void epochEnded(TrialId trial, EpochMeasurement epoch) {
        progress.epochEnded(trial, epoch);
    }

    @Override
    public void trialEnded(TrialResult result) {
        progress.trialEnded(result);
        if (progress.isComplete() || progress.seconds() - lastTold >= 1) {
            lastTold = progress.seconds();
            reader.accept(progress.line());
        }
    }
}
