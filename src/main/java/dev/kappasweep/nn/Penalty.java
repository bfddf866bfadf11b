package dev.kappasweep.nn;

import dev.kappasweep.regularizer.Regularizer;

/**
 * lambda times a regulariser on one layer's weights.
 *
 * @param lambda at least 0; at 0 the regulariser is not evaluated
 */
public record Penalty(DenseLayer layer, Regularizer regularizer, double lambda) {
    /** Lets a regulariser that is a projection move the weights, after the optimiser has. */
    void afterUpdate() {
        if (lambda > 0) {
            regularizer.afterUpdate(layer.weights().value(), lambda);
        }
    }

    /** Steps that the regulariser's solver took at the last step. */
    int solverSteps() {
        return lambda == 0 ? 0 : regularizer.solverSteps();
    }

    /** Adds the penalty's gradient to that of the weights; returns lambda times the regulariser. */
    double addGradient() {
        if (lambda == 0) {
            return 0;
        }
        return lambda
                * regularizer.addGradient(
                        layer.weights().value(), lambda, layer.weights().gradient());
    }
}
