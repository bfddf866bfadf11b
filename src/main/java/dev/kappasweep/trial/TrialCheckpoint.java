package dev.kappasweep.trial;

import dev.kappasweep.linalg.Checkpointed;
import dev.kappasweep.sweep.Checkpoints;
import dev.kappasweep.sweep.Seconds;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialObserver;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;

/** The kept state of one running trial. What goes wrong with it is told and costs no trial: it then starts at its beginning. */
final class TrialCheckpoint {
    private final TrialId trial;
    private final TrialObserver observer;
    private final Checkpoints store;
    private final double secondsBetween;
    private long lastNanos = System.nanoTime();
    private boolean isBroken;

    TrialCheckpoint(TrialId trial, TrialObserver observer) {
        this.trial = trial;
        this.observer = observer;
        this.store = observer.checkpoints();
        this.secondsBetween = store.secondsBetween();
    }

    /**
     * Takes up the kept state, if there is one and it is whole.
     *
     * @param state at the trial's beginning
     * @param renew brings the state back there after something was left half restored
     */
    Optional<TrialProgress> takeUp(Checkpointed state, Runnable renew) {
        try {
            if (!isWhole()) {
                return Optional.empty();
            }
            try (InputStream in = store.open(trial).orElse(InputStream.nullInputStream())) {
                return Optional.of(CheckpointFile.read(in, trial, state));
            }
        } catch (IOException e) {
            renew.run();
            observer.notice(trial, "checkpoint ignored, the trial starts at its beginning: " + reason(e));
            return Optional.empty();
        }
    }

    private boolean isWhole() throws IOException {
        Optional<InputStream> stored = store.open(trial);
        if (stored.isEmpty()) {
            return false;
        }
        try (InputStream in = stored.get()) {
            CheckpointFile.verify(in);
            return true;
        }
    }

    /** Writes the state if the last one is old enough. */
    void writeIfDue(Supplier<TrialProgress> progress, Checkpointed state) {
        if (Seconds.since(lastNanos) >= secondsBetween) {
            write(progress.get(), state);
        }
    }

    /** Writes the state, where states are kept at all. */
    void write(TrialProgress progress, Checkpointed state) {
        if (isBroken || secondsBetween == Double.POSITIVE_INFINITY) {
            return;
        }
        try {
            store.write(trial, out -> CheckpointFile.write(out, trial, progress, state));
            lastNanos = System.nanoTime();
        } catch (IOException e) {
            isBroken = true;
            observer.notice(trial, "no more checkpoints of this attempt: " + reason(e));
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
