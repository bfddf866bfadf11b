package dev.kappasweep.sampler;

import java.util.Optional;

/** The lower triangle L with L L^T a symmetric positive definite matrix. Sums go from the first column on. */
final class Cholesky {
    private final double[][] lower;

    private Cholesky(double[][] lower) {
        this.lower = lower;
    }

    /**
     * The factor of a matrix; empty if it is not positive definite in double precision.
     *
     * @param matrix of which the lower triangle is read
     */
    static Optional<Cholesky> of(double[][] matrix) {
        double[][] lower = new double[matrix.length][];
        for (int i = 0; i < matrix.length; i++) {
            double[] row = new double[i + 1];
            lower[i] = row;
            for (int j = 0; j < i; j++) {
                row[j] = (matrix[i][j] - dot(row, lower[j], j)) / lower[j][j];
            }
            double square = matrix[i][i] - dot(row, row, i);
            if (!(square > 0)) {
                return Optional.empty();
            }
            row[i] = Math.sqrt(square);
        }
        return Optional.of(new Cholesky(lower));
    }

    private static double dot(double[] one, double[] other, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    /** Half the logarithm of the determinant. */
    double halfLogDeterminant() {
        double sum = 0;
        for (int i = 0; i < lower.length; i++) {
            sum += StrictMath.log(lower[i][i]);
        }
        return sum;
    }

    /** L^-1 b. */
    double[] forward(double[] b) {
        double[] x = new double[b.length];
        for (int i = 0; i < b.length; i++) {
            x[i] = (b[i] - dot(lower[i], x, i)) / lower[i][i];
        }
        return x;
    }

    /** L^-T b. */
    double[] backward(double[] b) {
        double[] x = b.clone();
        for (int i = b.length - 1; i >= 0; i--) {
            x[i] /= lower[i][i];
            for (int j = 0; j < i; j++) {
                x[j] -= lower[i][j] * x[i];
            }
        }
        return x;
    }

    /** (L L^T)^-1 b. */
    double[] solve(double[] b) {
        return backward(forward(b));
    }

    /** The lower triangle of (L L^T)^-1. */
    double[][] inverse() {
        int size = lower.length;
        double[][] columns = new double[size][];
        for (int j = 0; j < size; j++) {
            columns[j] = column(j);
        }
        double[][] inverse = new double[size][];
        for (int i = 0; i < size; i++) {
            inverse[i] = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = i; k < size; k++) {
                    sum += columns[i][k] * columns[j][k];
                }
                inverse[i][j] = sum;
            }
        }
        return inverse;
    }

    /** Column j of L^-1. */
    private double[] column(int j) {
        double[] x = new double[lower.length];
        x[j] = 1 / lower[j][j];
        for (int i = j + 1; i < x.length; i++) {
            double sum = 0;
            for (int k = j; k < i; k++) {
                sum += lower[i][k] * x[k];
            }
            x[i] = -sum / lower[i][i];
        }
        return x;
    }
}
