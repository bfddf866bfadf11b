package dev.kappasweep.cli;

import dev.kappasweep.data.LabelledImages;
import dev.kappasweep.sweep.TrialSpec;
import java.util.List;

/**
 * A guess, within a factor of about three, of how long a trial takes on one core. It counts multiplications and memory traffic:
 * a step takes two passes of 2 batch flops over every weight, and about ten reads or writes of every weight by the optimiser and
 * the solver.
 */
final class CostEstimate {
    private static final double FLOPS_PER_SECOND = 5e10;
    private static final double WEIGHTS_PER_SECOND = 4e8;

    private CostEstimate() {}

    /** Seconds of one trial on images of {@code train}'s size. */
    static double seconds(TrialSpec trial, LabelledImages train, int classes) {
        int asked = trial.training().trainImages();
        double images = asked == 0 ? train.count() : Math.min(asked, train.count());
        double steps =
                trial.training().epochs() * Math.ceil(images / trial.training().batch());
        double weights = weights(trial.network().hidden(), train.size(), classes);
        double flops = 4.0 * trial.training().batch() * weights;
        return steps * (flops / FLOPS_PER_SECOND + weights / WEIGHTS_PER_SECOND);
    }

    private static double weights(List<Integer> hidden, int inputs, int classes) {
        double weights = 0;
        double previous = inputs;
        for (int units : hidden) {
            weights += previous * units;
            previous = units;
        }
        return weights + previous * classes;
    }
}
