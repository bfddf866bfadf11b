package dev.kappasweep.run;

import dev.kappasweep.sweep.TrialResult;
import java.io.Serializable;
import java.util.List;

/**
 * What a trial ends with.
 *
 * @param weights that only the result can bring to the driver
 */
public record TrialEnd(TrialResult result, List<CarriedWeights> weights) implements Serializable {
    public TrialEnd {
        weights = List.copyOf(weights);
    }

    /** Without weights. */
    public static TrialEnd of(TrialResult result) {
        return new TrialEnd(result, List.of());
    }

    /** Of the weights. */
    long bytes() {
        return weights.stream().mapToLong(one -> one.npz().length).sum();
    }

    TrialEnd withAttempt(int attempt) {
        return new TrialEnd(result.withAttempt(attempt), weights);
    }
}
