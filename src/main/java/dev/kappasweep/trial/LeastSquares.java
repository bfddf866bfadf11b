package dev.kappasweep.trial;

import dev.kappasweep.data.RandomStreams;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.Precision;
import dev.kappasweep.linalg.Spectrum;
import dev.kappasweep.sweep.ProblemSpec;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * ||W X - Y||_F^2 of (4.1), X and Y standard normal from a seed, in double precision on heap arrays. The sums over samples are
 * taken once: the gradient needs X X^T and Y X^T only.
 */
final class LeastSquares {
    private final int n;
    private final int m;
    private final int d;
    private final double[] x;
    private final double[] y;
    private final double[] xx;
    private final double[] yx;

    LeastSquares(ProblemSpec problem, long seed) {
        this.n = problem.outputs();
        this.m = problem.inputs();
        this.d = problem.samples();
        this.x = gaussian(RandomStreams.stream(seed, "X"), m * d);
        this.y = gaussian(RandomStreams.stream(seed, "Y"), n * d);
        this.xx = product(x, m, x, m, d);
        this.yx = product(y, n, x, m, d);
    }

    private static double[] gaussian(RandomGenerator random, int length) {
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextGaussian();
        }
        return values;
    }

    /** a b^T, where a has {@code rows} and b {@code cols} rows of {@code length}. */
    private static double[] product(double[] a, int rows, double[] b, int cols, int length) {
        double[] product = new double[rows * cols];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < cols; j++) {
                product[i * cols + j] = TopTriplet.dot(a, i * length, b, j * length, length);
            }
        }
        return product;
    }

    /** The gradient's Lipschitz constant, 2 sigma_1(X)^2. */
    double curvature() {
        try (Matrix matrix = Matrix.zeros(Precision.FLOAT64, m, d)) {
            for (int i = 0; i < x.length; i++) {
                matrix.set(i, x[i]);
            }
            double sigma = Spectrum.of(matrix).largest();
            return 2 * sigma * sigma;
        }
    }

    /** Sets {@code gradient} to 2 (W X - Y) X^T. */
    void gradient(double[] w, double[] gradient) {
        for (int i = 0; i < n * m; i++) {
            gradient[i] = -yx[i];
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                TopTriplet.addScaled(w[i * m + j], xx, j * m, gradient, i * m, m);
            }
        }
        for (int i = 0; i < n * m; i++) {
            gradient[i] *= 2;
        }
    }

    /** ||W X - Y||_F */
    double error(double[] w) {
        double[] residual = new double[d];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < d; k++) {
                residual[k] = -y[i * d + k];
            }
            for (int j = 0; j < m; j++) {
                TopTriplet.addScaled(w[i * m + j], x, j * d, residual, 0, d);
            }
            sum += TopTriplet.dot(residual, 0, residual, 0, d);
        }
        return Math.sqrt(sum);
    }

    /**
     * The minimum of ||W X - Y||_F^2 + lambda ||W||_F^2, Y X^T (X X^T + lambda I)^-1, by Cholesky decomposition.
     *
     * @param lambda at least 0
     */
    double[] minimum(double lambda) {
        RealMatrix left = new Array2DRowRealMatrix(m, m);
        RealMatrix right = new Array2DRowRealMatrix(m, n);
        for (int j = 0; j < m; j++) {
            for (int l = 0; l < m; l++) {
                left.setEntry(j, l, xx[j * m + l] + (j == l ? lambda : 0));
            }
            for (int i = 0; i < n; i++) {
                right.setEntry(j, i, yx[i * m + j]);
            }
        }
        RealMatrix transposed = new CholeskyDecomposition(left).getSolver().solve(right);
        double[] w = new double[n * m];
        for (int i = 0; i < n; i++) {
            System.arraycopy(transposed.getColumn(i), 0, w, i * m, m);
        }
        return w;
    }
}
