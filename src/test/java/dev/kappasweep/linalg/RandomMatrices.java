package dev.kappasweep.linalg;

import java.util.random.RandomGenerator;

/** Matrices for tests. */
public final class RandomMatrices {
    private RandomMatrices() {}

    public static Matrix gaussian(Precision precision, int rows, int cols, RandomGenerator random) {
        Matrix matrix = Matrix.zeros(precision, rows, cols);
        for (int i = 0; i < matrix.size(); i++) {
            matrix.set(i, random.nextGaussian());
        }
        return matrix;
    }

    /** U diag(sigma) V^T with random orthonormal U (rows x k) and V (cols x k), k = sigma.length. */
    public static Matrix withSingularValues(
            Precision precision, int rows, int cols, RandomGenerator random, double... sigma) {
        double[][] u = orthonormal(sigma.length, rows, random);
        double[][] v = orthonormal(sigma.length, cols, random);
        Matrix matrix = Matrix.zeros(precision, rows, cols);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < cols; j++) {
                double sum = 0;
                for (int k = 0; k < sigma.length; k++) {
                    sum += sigma[k] * u[k][i] * v[k][j];
                }
                matrix.set(i, j, sum);
            }
        }
        return matrix;
    }

    private static double[][] orthonormal(int count, int size, RandomGenerator random) {
        double[][] vectors = new double[count][size];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < size; j++) {
                vectors[i][j] = random.nextGaussian();
            }
            for (int pass = 0; pass < 2; pass++) {
                for (int k = 0; k < i; k++) {
                    addScaled(vectors[i], -dot(vectors[i], vectors[k]), vectors[k]);
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

    private static void addScaled(double[] a, double factor, double[] b) {
        for (int i = 0; i < a.length; i++) {
            a[i] += factor * b[i];
        }
    }
}
