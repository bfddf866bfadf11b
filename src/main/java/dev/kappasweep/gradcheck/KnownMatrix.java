package dev.kappasweep.gradcheck;

import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.Precision;
import dev.kappasweep.linalg.Spectrum;
import java.util.random.RandomGenerator;

/**
 * A matrix in double precision with its singular value decomposition, known because the matrix was made of it, so that nothing
 * that is checked is needed to check it.
 */
final class KnownMatrix implements AutoCloseable {
    private final Matrix matrix;
    private final double[] sigma;
    private final double[][] left;
    private final double[][] right;

    private KnownMatrix(Matrix matrix, double[] sigma, double[][] left, double[][] right) {
        this.matrix = matrix;
        this.sigma = sigma;
        this.left = left;
        this.right = right;
    }

    /** A matrix whose singular values are all different, and whose vectors nobody asks for. */
    static KnownMatrix of(Matrix matrix) {
        return new KnownMatrix(matrix, Spectrum.of(matrix).values(), new double[0][], new double[0][]);
    }

    /**
     * U diag(sigma) V^T with random orthonormal U and V.
     *
     * @param sigma in decreasing order, as many as the smaller size
     */
    static KnownMatrix of(int rows, int cols, double[] sigma, RandomGenerator random) {
        double[][] left = orthonormal(sigma.length, rows, random);
        double[][] right = orthonormal(sigma.length, cols, random);
        Matrix matrix = Matrix.zeros(Precision.FLOAT64, rows, cols);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < cols; j++) {
                double sum = 0;
                for (int k = 0; k < sigma.length; k++) {
                    sum += sigma[k] * left[k][i] * right[k][j];
                }
                matrix.set(i, j, sum);
            }
        }
        return new KnownMatrix(matrix, sigma, left, right);
    }

    private static double[][] orthonormal(int count, int size, RandomGenerator random) {
        double[][] vectors = new double[count][size];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < size; j++) {
                vectors[i][j] = random.nextGaussian();
            }
            // Twice is enough, also where cancellation has eaten digits.
            for (int pass = 0; pass < 2; pass++) {
                for (int k = 0; k < i; k++) {
                    add(vectors[i], -dot(vectors[i], vectors[k]), vectors[k]);
                }
            }
            double norm = Math.sqrt(dot(vectors[i], vectors[i]));
            for (int j = 0; j < size; j++) {
                vectors[i][j] /= norm;
            }
        }
        return vectors;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void add(double[] a, double factor, double[] b) {
        for (int i = 0; i < a.length; i++) {
            a[i] += factor * b[i];
        }
    }

    Matrix matrix() {
        return matrix;
    }

    double sigma(int rank) {
        return sigma[rank];
    }

    /** The unit vector u of singular value number {@code rank}. */
    double[] left(int rank) {
        return left[rank];
    }

    /** The unit vector v of singular value number {@code rank}. */
    double[] right(int rank) {
        return right[rank];
    }

    /** nu = min(rows, cols). */
    int nu() {
        return sigma.length;
    }

    int largerSize() {
        return Math.max(matrix.rows(), matrix.cols());
    }

    double largest() {
        return sigma[0];
    }

    /** The number of singular values that are not zero. */
    int rank() {
        int rank = 0;
        while (rank < sigma.length && sigma[rank] > 0) {
            rank++;
        }
        return rank;
    }

    /** The smallest one that is not zero; 0 for the zero matrix. */
    double smallest() {
        return rank() == 0 ? 0 : sigma[rank() - 1];
    }

    /** How many singular values are equal to the largest one. */
    int topTies() {
        int ties = 1;
        while (ties < sigma.length && sigma[ties] == sigma[0]) {
            ties++;
        }
        return ties;
    }

    /** How many are equal to the smallest one that is not zero; 0 for the zero matrix. */
    int bottomTies() {
        int ties = 0;
        while (ties < rank() && sigma[rank() - 1 - ties] == smallest()) {
            ties++;
        }
        return ties;
    }

    /** The distance from sigma_1 to the next one that differs, or to 0. */
    double topGap() {
        return topTies() < nu() ? sigma[0] - sigma[topTies()] : sigma[0];
    }

    /** The distance from the smallest one that is not zero to the next one that differs, or to 0. */
    double bottomGap() {
        int next = rank() - bottomTies() - 1;
        return next < 0 ? smallest() : Math.min(sigma[next] - smallest(), smallest());
    }

    /** For example {@code 7 x 5}. */
    String shape() {
        return matrix.rows() + " x " + matrix.cols();
    }

    @Override
    public void close() {
        matrix.close();
    }
}
