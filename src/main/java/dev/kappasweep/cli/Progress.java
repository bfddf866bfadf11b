package dev.kappasweep.cli;

import dev.kappasweep.spark.SweepListener;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialStatus;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Shows how far a sweep is: one line that is overwritten on a terminal, otherwise at most a line in 30 seconds. */
final class Progress implements SweepListener {
    private static final double SECONDS_BETWEEN_LINES = 30;
    private static final double NANOS = 1e9;

    private final Console console;
    private final Path directory;
    private final int epochsPerTrial;
    private final LongSupplier nanoTime;
    private final Map<TrialId, Integer> epochsOfRunning = new HashMap<>();
    private long startedAt;
    private double lastShown = Double.NEGATIVE_INFINITY;
    private int total;
    private int alreadyDone;
    private int ended;
    private int failed;
    private String last = "";

    /**
     * @param directory of the results
     * @param nanoTime as {@link System#nanoTime}
     */
    Progress(Console console, Path directory, int epochsPerTrial, LongSupplier nanoTime) {
        this.console = console;
        this.directory = directory;
        this.epochsPerTrial = epochsPerTrial;
        this.nanoTime = nanoTime;
        this.startedAt = nanoTime.getAsLong();
    }

    @Override
    public void started(int allTrials, int doneBefore) {
        total = allTrials;
        alreadyDone = doneBefore;
        startedAt = nanoTime.getAsLong();
        console.say(total + " trials, " + alreadyDone + " already done; results in " + directory);
    }

    @Override
    public void trialStarted(TrialId trial) {
        epochsOfRunning.put(trial, 0);
        update();
    }

    @Override
    public void epochEnded(TrialId trial, EpochMeasurement epoch) {
        epochsOfRunning.put(trial, epoch.epoch());
        update();
    }

    @Override
    public void trialEnded(TrialResult result) {
        epochsOfRunning.remove(result.id());
        ended++;
        failed += result.status() == TrialStatus.FAILED ? 1 : 0;
        last = result.status() == TrialStatus.COMPLETED
                ? TrialText.of(result)
                : TrialText.parameters(result.spec()) + ": " + result.status().text();
        update();
    }

    /** Shows the last state and leaves the cursor on a new line. */
    void finish() {
        if (total > alreadyDone) {
            show();
            console.endLine();
        }
    }

    private void update() {
        if (console.isTerminal() || seconds() - lastShown >= SECONDS_BETWEEN_LINES) {
            show();
        }
    }

    private void show() {
        lastShown = seconds();
        console.replaceLine(line());
    }

    /** {@code 3/15 done, 2 running, 0 failed, ETA 7 min; lambda 0.1 seed 2: kappa(W1) 1.45, accuracy 96.77 %}. */
    String line() {
        boolean isKnown = epochsDone() > 0 && ended < total - alreadyDone;
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
        int running =
                epochsOfRunning.values().stream().mapToInt(Integer::intValue).sum();
        return (double) ended * epochsPerTrial + running;
    }

    private double seconds() {
        return (nanoTime.getAsLong() - startedAt) / NANOS;
    }
}
