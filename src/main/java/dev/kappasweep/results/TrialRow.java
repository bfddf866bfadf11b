package dev.kappasweep.results;

import dev.kappasweep.sweep.EndedTrial;
import dev.kappasweep.sweep.Ending;
import dev.kappasweep.sweep.Provenance;
import dev.kappasweep.sweep.TrainingSummary;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialSpec;

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
        String spark)
        implements EndedTrial {
    /** Whether the outcome stands; otherwise a run trains the trial again, or on. */
    public boolean isFinal() {
        return ending.status().isFinal();
    }

    /** Whether it has rows in the other tables. */
    public boolean isMeasured() {
        return ending.status().isMeasured();
    }
}
