package dev.kappasweep.nn;

import dev.kappasweep.linalg.Checkpointed;

/** lambda times a penalty on one layer's weights, lambda above 0. */
public sealed interface Penalty extends AutoCloseable, Checkpointed permits DensePenalty, PanelPenalty {
    /**
     * Adds the penalty's gradient to that of the weights, after the backward pass.
     *
     * @return lambda times the penalty at the weights of the last forward pass
     */
    double addGradient();

    /** Lets a penalty that is a projection move the weights, after the optimiser has. */
    void afterUpdate();

    /** Steps that the penalty's solver took at the last {@link #addGradient}. */
    int solverSteps();

    @Override
    void close();

    /** Without a penalty nothing is to be computed. */
    static void requirePositive(double lambda) {
        if (!(lambda > 0)) {
            throw new IllegalArgumentException("lambda is " + lambda + ", expected a number above 0");
        }
    }
}
