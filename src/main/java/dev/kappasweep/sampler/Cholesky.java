package dev.kappasweep.sampler;

import java.util.Optional;

/**
 * The lower triangle L with L L^T a symmetric positive definite matrix. Sums go from the first index on; the innermost loops go over
 * sums that do not wait for each other.
 */
final class Cholesky {
    /** So many columns are added at once. */
    private static final int BLOCK = 4;

    private final double[][] rows;
    /** From the diagonal on. */
    private final double[][] columns;

    private Cholesky(double[][] columns) {
        this.columns = columns;
        rows = new double[columns.length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                rows[i][j] = columns[j][i - j];
            }
        }
    }

    /**
     * The factor of a matrix; empty if it is not positive definite in double precision.
     *
     * @param matrix of which the lower triangle is read
     */
    static Optional<Cholesky> of(double[][] matrix) {
        int size = matrix.length;
        double[][] columns = new double[size][];
        for (int j = 0; j < size; j++) {
            double[] column = new double[size - j];
            for (int k = 0; k < j; k++) {
                add(column, columns[k][j - k], columns[k], j - k, size - j);
            }
            double square = matrix[j][j] - column[0];
            if (!(square > 0)) {
                return Optional.empty();
            }
            double pivot = Math.sqrt(square);
            column[0] = pivot;
            for (int i = 1; i < column.length; i++) {
                column[i] = (matrix[j + i][j] - column[i]) / pivot;
            }
            columns[j] = column;
        }
        return Optional.of(new Cholesky(columns));
    }

    /** Adds a multiple of the {@code count} elements of a vector from {@code from} on to the first of {@code sums}. */
    private static void add(double[] sums, double factor, double[] vector, int from, int count) {
        for (int i = 0; i < count; i++) {
            sums[i] += factor * vector[from + i];
        }
    }

    /** Half the logarithm of the determinant. */
    double halfLogDeterminant() {
        double sum = 0;
        for (double[] column : columns) {
            sum += StrictMath.log(column[0]);
        }
        return sum;
    }

    /** L^-1 b. */
    double[] forward(double[] b) {
        int size = b.length;
        double[] x = new double[size];
        double[] sums = new double[size];
        for (int from = 0; from < size; from += BLOCK) {
            int to = Math.min(size, from + BLOCK);
            for (int k = from; k < to; k++) {
                x[k] = (b[k] - sums[k]) / columns[k][0];
                for (int i = k + 1; i < to; i++) {
                    sums[i] += columns[k][i - k] * x[k];
                }
            }
            if (to < size) {
                addBlock(sums, x, from);
            }
        }
        return x;
    }

    /** Adds to the sums below a block of columns what its elements of x come to. */
    private void addBlock(double[] sums, double[] x, int from) {
        double[] first = columns[from];
        double[] second = columns[from + 1];
        double[] third = columns[from + 2];
        double[] fourth = columns[from + 3];
        double one = x[from];
        double two = x[from + 1];
        double three = x[from + 2];
        double four = x[from + 3];
        for (int i = from + BLOCK; i < sums.length; i++) {
            int at = i - from;
            sums[i] = sums[i] + first[at] * one + second[at - 1] * two + third[at - 2] * three + fourth[at - 3] * four;
        }
    }

    /** L^-T b. */
    double[] backward(double[] b) {
        double[] x = b.clone();
        for (int i = b.length - 1; i >= 0; i--) {
            x[i] /= rows[i][i];
            add(x, -x[i], rows[i], 0, i);
        }
        return x;
    }

    /** (L L^T)^-1 b. */
    double[] solve(double[] b) {
        return backward(forward(b));
    }

    /** The lower triangle of (L L^T)^-1. */
    double[][] inverse() {
        int size = rows.length;
        double[][] ofFactor = inverseOfFactor();
        double[][] inverse = new double[size][];
        for (int i = 0; i < size; i++) {
            inverse[i] = new double[i + 1];
        }
        for (int k = 0; k < size; k++) {
            for (int i = 0; i <= k; i++) {
                add(inverse[i], ofFactor[k][i], ofFactor[k], 0, i + 1);
            }
        }
        return inverse;
    }

    /** The rows of L^-1. */
    private double[][] inverseOfFactor() {
        int size = rows.length;
        double[][] inverse = new double[size][];
        for (int i = 0; i < size; i++) {
            double[] row = new double[i + 1];
            for (int k = 0; k < i; k++) {
                add(row, rows[i][k], inverse[k], 0, k + 1);
            }
            for (int j = 0; j < i; j++) {
                row[j] = -row[j] / rows[i][i];
            }
            row[i] = 1 / rows[i][i];
            inverse[i] = row;
        }
        return inverse;
    }
}
