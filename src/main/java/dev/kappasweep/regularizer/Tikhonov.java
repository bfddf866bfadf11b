package dev.kappasweep.regularizer;

import dev.kappasweep.linalg.Blas;
import dev.kappasweep.linalg.Matrix;

/** ||S||_F^2, with gradient 2 S: appendix D of the paper. */
public final class Tikhonov implements Regularizer {
    @Override
    public double value(Matrix weights) {
        return weights.precision().kernels().sumOfSquares(weights.memory(), weights.rows(), weights.cols());
    }

    @Override
    public double addGradient(Matrix weights, double lambda, Matrix gradient) {
        Blas.addScaled(2 * lambda, weights, gradient);
        return value(weights);
    }
}
