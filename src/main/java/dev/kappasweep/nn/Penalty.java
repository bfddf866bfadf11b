package dev.kappasweep.nn;

import dev.kappasweep.regularizer.Regularizer;

/**
 * lambda times a regulariser on one layer's weights.
 *
 * @param lambda at least 0; at 0 the regulariser is not evaluated
 */
public record Penalty(DenseLayer layer, Regularizer regularizer, double lambda) {
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
