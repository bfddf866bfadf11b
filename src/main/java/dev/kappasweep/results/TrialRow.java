package dev.kappasweep.results;

import dev.kappasweep.sweep.Ending;
import dev.kappasweep.sweep.Environment;
import dev.kappasweep.sweep.Provenance;
import dev.kappasweep.sweep.TrainingSummary;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.time.Instant;

/**
 * One row of the table {@code trials}: one trial, what it depended on and how it ended.
 *
 * @param id as it was committed; it equals {@code spec.id()} if {@code objectiveVersion} is today's
 * @param sweep the name of the sweep that trained it
 * @param objectiveVersion {@link TrialSpec#OBJECTIVE_VERSION} when it was trained
 * @param spark version of Spark that ran it
 */
public record TrialRow(
        TrialId id,
        String sweep,
        int objectiveVersion,
        TrialSpec spec,
        Ending ending,
        Provenance provenance,
        TrainingSummary training,
        String spark) {
    public TrialStatus status() {
        return ending.status();
    }

    public String reason() {
        return ending.reason();
    }

    public int attempt() {
        return provenance.attempt();
    }

    public Instant startedAt() {
        return provenance.startedAt();
    }

    public double seconds() {
        return provenance.seconds();
    }

    public Environment environment() {
        return provenance.environment();
    }

    public long steps() {
        return training.steps();
    }

    public double trainLoss() {
        return training.trainLoss();
    }

    public String weightsSha256() {
        return training.weightsSha256();
    }

    /** Whether the outcome stands; otherwise the next run trains the trial again. */
    public boolean isFinal() {
        return ending.status().isFinal();
    }
}
