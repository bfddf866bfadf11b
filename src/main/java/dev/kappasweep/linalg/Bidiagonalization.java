package dev.kappasweep.linalg;

import dev.kappasweep.kernel.DenseKernels;
import java.util.Arrays;

/**
 * Golub and Kahan's reduction by reflections from both sides, in double precision: S or S^T, whichever is not wider than high, is
 * U B V^T with a bidiagonal B. From the last row and column upwards, so that what is left begins in the corner: row i of B has the
 * elements (i, i) and (i, i - 1). The update by two reflections and the product with the vector of the next are one pass. Memory is
 * allocated once.
 *
 * <p>S is divided by a power of two, {@link #unit}, so that no square over- or underflows; B is in that unit.
 */
final class Bidiagonalization {
    private final int rows;
    private final int cols;
    private final int stride;
    private final double[] elements;
    private final double[] leftReflections;
    private final int leftStride;
    private final double[] diagonal;
    private final double[] belowDiagonal;
    private final double[] column;
    private final double[] columnImage;
    private final double[] row;
    private final double[] rowImage;
    private final double[] nextColumn;
    private final double[] nextColumnImage;
    private final double[] sums = new double[DenseKernels.SCRATCH];
    private double unit = 1;

    /** Of matrices of {@code rows} x {@code cols}. */
    Bidiagonalization(int rows, int cols) {
        this.rows = Math.max(rows, cols);
        this.cols = Math.min(rows, cols);
        this.stride = DenseKernels.padded(this.cols);
        this.leftStride = DenseKernels.padded(this.rows);
        this.elements = new double[leftStride * stride];
        this.leftReflections = new double[this.cols * leftStride];
        this.diagonal = new double[this.cols];
        this.belowDiagonal = new double[this.cols];
        this.column = new double[leftStride];
        this.columnImage = new double[stride];
        this.row = new double[stride];
        this.rowImage = new double[leftStride];
        this.nextColumn = new double[leftStride];
        this.nextColumnImage = new double[stride];
    }

    /** B's elements (i, i). */
    double[] diagonal() {
        return diagonal;
    }

    /** B's elements (i, i - 1), from i = 1 on. */
    double[] belowDiagonal() {
        return belowDiagonal;
    }

    /** What B is to be multiplied with. */
    double unit() {
        return unit;
    }

    /** @throws ArithmeticException if {@code matrix} holds a NaN or an infinity */
    void reduce(Matrix matrix) {
        fill(matrix);
        Arrays.fill(column, 0);
        Arrays.fill(columnImage, 0);
        Arrays.fill(row, 0);
        Arrays.fill(rowImage, 0);
        for (int j = cols - 1; j >= 0; j--) {
            step(j, rows - cols + j);
        }
    }

    private void fill(Matrix matrix) {
        unit = PowersOfTwo.below(SingularValues.largestElement(matrix));
        double scale = 1 / unit;
        Arrays.fill(elements, 0);
        boolean isTall = matrix.rows() >= matrix.cols();
        for (int i = 0; i < matrix.rows(); i++) {
            for (int j = 0; j < matrix.cols(); j++) {
                elements[isTall ? i * stride + j : j * stride + i] = scale * matrix.get(i, j);
            }
        }
    }

    /** Takes column {@code j} and row {@code i}, the last ones left, to their elements of B. */
    private void step(int j, int i) {
        diagonal[j] = reflectColumn(j, i);
        System.arraycopy(nextColumn, 0, leftReflections, j * leftStride, leftStride);
        if (j == 0) {
            return;
        }
        Arrays.fill(nextColumnImage, 0);
        DenseKernels.updateAndMultiplyTransposed(
                elements, stride, i + 1, j, column, columnImage, rowImage, row, nextColumn, nextColumnImage);
        Arrays.fill(nextColumnImage, j, stride, 0);
        System.arraycopy(nextColumn, 0, column, 0, leftStride);
        System.arraycopy(nextColumnImage, 0, columnImage, 0, stride);
        belowDiagonal[j] = reflectRow(j, i);
        multiplyByRow(j, i);
        // Row and column are done with: only their reflections are kept.
        System.arraycopy(row, 0, elements, i * stride, stride);
        column[i] = 0;
    }

    private double reflectColumn(int j, int i) {
        takeColumn(j, i);
        double pivot = nextColumn[i];
        nextColumn[i] = 0;
        return Reflection.make(nextColumn, i, pivot, DenseKernels.dot(nextColumn, 0, nextColumn, 0, i, sums));
    }

    /** Column j with the update that is due. */
    private void takeColumn(int j, int i) {
        Arrays.fill(nextColumn, 0);
        double y = columnImage[j];
        double v = row[j];
        for (int k = 0; k <= i; k++) {
            nextColumn[k] = elements[k * stride + j] - (column[k] * y + rowImage[k] * v);
        }
    }

    private double reflectRow(int j, int i) {
        Arrays.fill(row, 0);
        for (int k = 0; k < j; k++) {
            row[k] = elements[i * stride + k] - column[i] * columnImage[k];
        }
        double pivot = row[j - 1];
        row[j - 1] = 0;
        return Reflection.make(row, j - 1, pivot, DenseKernels.dot(row, 0, row, 0, j, sums));
    }

    /** rowImage = A v for A with the update by the column: A v - u (y^T v). */
    private void multiplyByRow(int j, int i) {
        DenseKernels.multiply(elements, stride, i, j, row, rowImage, sums);
        double share = DenseKernels.dot(columnImage, 0, row, 0, j, sums);
        DenseKernels.addScaled(-share, column, 0, rowImage, 0, i);
        Arrays.fill(rowImage, i, leftStride, 0);
    }

    /** Replaces a vector of B's row coordinates, one for each column, by the left vector of length rows. */
    void backTransformLeft(double[] vector) {
        for (int j = 0; j < cols; j++) {
            int length = rows - cols + j + 1;
            double share = DenseKernels.dot(leftReflections, j * leftStride, vector, 0, length, sums);
            DenseKernels.addScaled(-share, leftReflections, j * leftStride, vector, 0, length);
        }
    }

    /** Replaces a vector of B's column coordinates by the right vector. */
    void backTransformRight(double[] vector) {
        for (int j = 1; j < cols; j++) {
            int reflection = (rows - cols + j) * stride;
            double share = DenseKernels.dot(elements, reflection, vector, 0, j, sums);
            DenseKernels.addScaled(-share, elements, reflection, vector, 0, j);
        }
    }
}
