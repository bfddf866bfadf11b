package dev.kappasweep.results;

import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.SweepSpec;
import java.util.List;

/**
 * The rows of {@code trials} alone, ordered by id.
 *
 * @param sweep with which the directory was last opened
 * @param trials includes FAILED ones, and trials of values that have since been taken off the axes
 */
public record CommittedTrials(SweepSpec sweep, DatasetId dataset, List<TrialRow> trials) {
    public CommittedTrials {
        trials = List.copyOf(trials);
    }
}
