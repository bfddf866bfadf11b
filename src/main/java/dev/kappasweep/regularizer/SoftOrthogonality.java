package dev.kappasweep.regularizer;

import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.Precision;

/**
 * ||W^T W - I||_F^2, or ||W W^T - I||_F^2 where W has more columns than rows, so that 0 can be reached: the sum of (sigma_i^2 -
 * 1)^2 over all nu singular values. Its gradient is 4 W (W^T W - I), everywhere; it is not convex. The penalty of Cisse et al.,
 * Parseval networks, ICML 2017, without their factor 1/2.
 */
public final class SoftOrthogonality implements Regularizer {
    private final SmallerGram gram;

    /** For matrices of one size. */
    public SoftOrthogonality(Precision precision, int rows, int cols) {
        this.gram = new SmallerGram(precision, rows, cols);
    }

    @Override
    public double value(Matrix weights) {
        Matrix deviation = gram.of(weights);
        for (int i = 0; i < deviation.rows(); i++) {
            deviation.set(i, i, deviation.get(i, i) - 1);
        }
        return weights.precision().kernels().sumOfSquares(deviation.memory(), deviation.rows(), deviation.cols());
    }

    @Override
    public double addGradient(Matrix weights, double lambda, Matrix gradient) {
        double value = value(weights);
        gram.addProduct(4 * lambda, weights, gradient);
        return value;
    }

    @Override
    public void close() {
        gram.close();
    }
}
