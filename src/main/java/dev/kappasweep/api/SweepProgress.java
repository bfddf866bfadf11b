package dev.kappasweep.api;

import dev.kappasweep.spark.SweepListener;
import dev.kappasweep.sweep.DurationText;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.Seconds;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.sweep.TrialText;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Keeps count of a running sweep and guesses how long the rest takes. */
public final class SweepProgress implements SweepListener {
    private final int epochsPerTrial;
    private final TrialText text;
    private final LongSupplier nanoTime;
    private final Map<TrialId, Integer> epochsOfRunning = new HashMap<>();
    private long epochsRunning;
    private long startedAt;
    private int total;
    private int alreadyDone;
    private int ended;
    private int failed;
    private String last = "";

    /** @param nanoTime as {@link System#nanoTime} */
    public SweepProgress(SweepSpec sweep, LongSupplier nanoTime) {
        this.epochsPerTrial = sweep.mostEpochs();
        this.text = new TrialText(sweep);
        this.nanoTime = nanoTime;
        this.startedAt = nanoTime.getAsLong();
    }

    @Override
    public void started(int allTrials, int doneBefore) {
        total = allTrials;
        alreadyDone = doneBefore;
        startedAt = nanoTime.getAsLong();
    }

    @Override
    public void trialStarted(TrialId trial) {
        count(trial, 0);
    }

    @Override
    public void epochEnded(TrialId trial, EpochMeasurement epoch) {
        count(trial, epoch.epoch());
    }

    private void count(TrialId trial, int epochs) {
        Integer before = epochsOfRunning.put(trial, epochs);
        epochsRunning += epochs - (before == null ? 0 : before);
    }

    @Override
    public void trialEnded(TrialResult result) {
        count(result.id(), 0);
        epochsOfRunning.remove(result.id());
        ended++;
        failed += result.status().isFinal() ? 0 : 1;
        last = result.status() == TrialStatus.COMPLETED
                ? text.of(result)
                : text.parameters(result.spec()) + ": " + result.status().text();
    }

    /** Whether there is a trial that this run has to train, ended or not. */
    public boolean hasWork() {
        return total > alreadyDone;
    }

    /** Whether every trial has a result. */
    public boolean isComplete() {
        return ended == total - alreadyDone;
    }

    /** {@code 3/15 done, 2 running, 0 failed, ETA 7 min; lambda 0.1 seed 2: kappa(W1) 1.45, accuracy 96.77 %}. */
    public String line() {
        boolean isKnown = epochsDone() > 0 && !isComplete();
        String eta = isKnown ? ", ETA " + DurationText.of(secondsLeft()) : "";
        int done = alreadyDone + ended - failed;
        return done + "/" + total + " done, " + epochsOfRunning.size() + " running, " + failed + " failed" + eta
                + (last.isEmpty() ? "" : "; " + last);
    }

    private double secondsLeft() {
        double all = (double) (total - alreadyDone) * epochsPerTrial;
        return seconds() * Math.max(0, all - epochsDone()) / epochsDone();
    }

    private double epochsDone() {
        return (double) ended * epochsPerTrial + epochsRunning;
    }

    /** Since the run started. */
    public double seconds() {
        return Seconds.ofNanos(nanoTime.getAsLong() - startedAt);
    }
}
