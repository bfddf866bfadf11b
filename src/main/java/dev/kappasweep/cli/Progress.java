package dev.kappasweep.cli;

import dev.kappasweep.api.SweepProgress;
import dev.kappasweep.spark.SweepListener;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * Shows how far a sweep is: one line that is overwritten on a terminal at most ten times a second, otherwise at most a
 * line in 30 seconds.
 */
final class Progress implements SweepListener {
    private static final double SECONDS_BETWEEN_LINES = 30;
    private static final double SECONDS_BETWEEN_UPDATES = 0.1;

    private final Console console;
    private final Path directory;
    private final SweepProgress sweep;
    private double lastShown = Double.NEGATIVE_INFINITY;

    /**
     * @param directory of the results
     * @param nanoTime as {@link System#nanoTime}
     */
    Progress(Console console, Path directory, SweepSpec spec, LongSupplier nanoTime) {
        this.console = console;
        this.directory = directory;
        this.sweep = new SweepProgress(spec, nanoTime);
    }

    @Override
    public void started(int total, int alreadyDone) {
        sweep.started(total, alreadyDone);
        console.say(total + " trials, " + alreadyDone + " already done; results in " + directory);
    }

    @Override
    public void trialStarted(TrialId trial) {
        sweep.trialStarted(trial);
        update();
    }

    @Override
    public void epochEnded(TrialId trial, EpochMeasurement epoch) {
        sweep.epochEnded(trial, epoch);
        update();
    }

    @Override
    public void noticed(TrialId trial, String text) {
        console.endLine();
        console.say("kappasweep: trial " + trial + ": " + text);
    }

    @Override
    public void noticed(String text) {
        console.endLine();
        console.say("kappasweep: " + text);
    }

    @Override
    public void trialEnded(TrialResult result) {
        sweep.trialEnded(result);
        update();
    }

    /** Shows the last state and leaves the cursor on a new line. */
    void finish() {
        if (sweep.hasWork()) {
            show();
            console.endLine();
        }
    }

    private void update() {
        double least = console.isTerminal() ? SECONDS_BETWEEN_UPDATES : SECONDS_BETWEEN_LINES;
        if (sweep.seconds() - lastShown >= least) {
            show();
        }
    }

    private void show() {
        lastShown = sweep.seconds();
        console.replaceLine(line());
    }

    /** As {@link SweepProgress#line}. */
    String line() {
        return sweep.line();
    }
}
