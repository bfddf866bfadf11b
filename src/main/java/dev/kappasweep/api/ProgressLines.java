package dev.kappasweep.api;

import dev.kappasweep.run.RunProgress;
import dev.kappasweep.run.SweepListener;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialText;
import java.util.Optional;
import java.util.function.Consumer;

/** Says how far a sweep is when a trial has ended, at most once a second, and when the last one has. */
final class ProgressLines implements SweepListener {
    private final TrialText text;
    private final Consumer<String> reader;
    private Optional<RunProgress> run = Optional.empty();
    private double lastTold = Double.NEGATIVE_INFINITY;

    ProgressLines(TrialText text, Consumer<String> reader) {
        this.text = text;
        this.reader = reader;
    }

    @Override
    public void started(RunProgress progress) {
        run = Optional.of(progress);
    }

    @Override
    public void trialEnded(TrialResult result) {
        run.filter(progress -> progress.isComplete() || progress.seconds() - lastTold >= 1)
                .ifPresent(progress -> {
                    lastTold = progress.seconds();
                    reader.accept(progress.line(text));
                });
    }
}
