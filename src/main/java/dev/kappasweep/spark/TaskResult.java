package dev.kappasweep.spark;

import dev.kappasweep.sweep.TrialResult;
import java.io.Serializable;
import java.util.List;

/** What the task of a trial brings to the driver. */
record TaskResult(TrialResult result, List<CarriedWeights> weights) implements Serializable {
    TaskResult {
        weights = List.copyOf(weights);
    }

    static TaskResult of(TrialResult result) {
        return new TaskResult(result, List.of());
    }
}
