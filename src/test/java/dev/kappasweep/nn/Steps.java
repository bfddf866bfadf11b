package dev.kappasweep.nn;

import dev.kappasweep.kernel.AdamStep;

/** Steps of the optimiser, for tests. */
final class Steps {
    private Steps() {}

    static AdamStep first(double learningRate) {
        AdamStep step = new AdamStep();
        step.advance(learningRate, 1);
        return step;
    }
}
