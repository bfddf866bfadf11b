package dev.kappasweep.regularizer;

import dev.kappasweep.linalg.Matrix;

/** The sum of the absolute values of all weights, L1; convex. Of a weight that is 0 the subgradient 0 is taken. */
public final class Lasso implements Regularizer {
    @Override
    public double value(Matrix weights) {
        return weights.precision().kernels().sumOfMagnitudes(weights.memory(), weights.rows(), weights.cols());
    }

    @Override
    public double addGradient(Matrix weights, double lambda, Matrix gradient) {
        weights.precision().kernels().addScaledSigns(gradient.memory(), lambda, weights.memory(), weights.size());
        return value(weights);
    }
}
