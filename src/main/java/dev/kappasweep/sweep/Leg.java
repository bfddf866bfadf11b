package dev.kappasweep.sweep;

import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is run of a trial at a time: all of it, or up to a rung.
 *
 * @param from epochs that an earlier leg has trained, whose state may be kept
 * @param rung where it stops before its last epoch; null if it does not
 */
public record Leg(TrialSpec trial, int from, @Nullable Rung rung) implements Serializable {
    /** The whole trial. */
    public static Leg whole(TrialSpec trial) {
        return new Leg(trial, 0, null);
    }

    public TrialId id() {
        return trial.id();
    }

    /** Where it stops before its last epoch. */
    public Optional<Rung> stop() {
        return Optional.ofNullable(rung);
    }

    /** The last epoch of the leg. */
    public int to() {
        return stop().map(Rung::epochs).orElse(trial.training().epochs());
    }

    /** Its part of the training of the trial. */
    public double share() {
        return (double) (to() - from) / trial.training().epochs();
    }
}
