package dev.kappasweep.cli;

import dev.kappasweep.run.RunProgress;
import dev.kappasweep.run.RunningTrial;
import dev.kappasweep.run.SweepListener;
import dev.kappasweep.sweep.DurationText;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialText;
import java.nio.file.Path;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;

/**
 * Shows how far a sweep is: one line that is overwritten on a terminal at most ten times a second, otherwise at most a
 * line in 30 seconds.
 */
final class Progress implements SweepListener {
    private static final double SECONDS_BETWEEN_LINES = 30;
    private static final double SECONDS_BETWEEN_UPDATES = 0.1;

    private final Console console;
    private final Path directory;
    private final TrialText text;
    private Optional<RunProgress> run = Optional.empty();
    private double lastShown = Double.NEGATIVE_INFINITY;

    /** @param directory of the results */
    Progress(Console console, Path directory, SweepSpec spec) {
        this.console = console;
        this.directory = directory;
        this.text = new TrialText(spec);
    }

    @Override
    public void started(RunProgress progress) {
        run = Optional.of(progress);
        console.say(progress.total() + " trials, " + progress.alreadyDone() + " already done; results in " + directory);
    }

    @Override
    public void trialStarted(TrialId trial) {
        update();
    }

    @Override
    public void epochEnded(TrialId trial, EpochMeasurement epoch) {
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
        update();
    }

    /** Shows the last state and leaves the cursor on a new line. */
    void finish() {
        run.filter(RunProgress::hasWork).ifPresent(progress -> {
            show(progress);
            console.endLine();
        });
    }

    private void update() {
        double least = console.isTerminal() ? SECONDS_BETWEEN_UPDATES : SECONDS_BETWEEN_LINES;
        run.filter(progress -> progress.seconds() - lastShown >= least).ifPresent(this::show);
    }

    private void show(RunProgress progress) {
        lastShown = progress.seconds();
        console.replaceLine(
                DurationText.of(progress.seconds()) + epochs(progress.running()) + ": " + progress.line(text));
    }

    /** {@code , epoch 3 of 50} of what trains now, or {@code , epochs 3 to 12 of 50}. */
    private static String epochs(List<RunningTrial> running) {
        IntSummaryStatistics now =
                running.stream().mapToInt(RunningTrial::epoch).summaryStatistics();
        int of = running.stream().mapToInt(RunningTrial::epochs).max().orElse(0);
        if (running.isEmpty()) {
            return "";
        }
        return now.getMin() == now.getMax()
                ? ", epoch " + now.getMin() + " of " + of
                : ", epochs " + now.getMin() + " to " + now.getMax() + " of " + of;
    }

    /** How long the run has taken so far; empty where there was nothing to do. */
    Optional<String> taken() {
        return run.filter(RunProgress::hasWork).map(progress -> DurationText.of(progress.seconds()));
    }
}
