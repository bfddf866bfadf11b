package dev.kappasweep.linalg;

import dev.kappasweep.kernel.DenseKernels;
import java.util.Arrays;

/**
 * Householder's reduction of a symmetric matrix to a tridiagonal one, A = Q T Q^T, from the last row upwards: EISPACK's tred2. The
 * update by one reflection and the product with the vector of the next are one pass over what is left of the matrix. Memory is
 * allocated once.
 *
 * <p>A is divided by a power of two, {@link #unit}, so that no square over- or underflows; T is in that unit.
 */
final class TridiagonalReduction {

    private final int stride;
    private final double[] elements;
    private final double[] diagonal;
    private final double[] offDiagonal;
    private final double[] sums = new double[DenseKernels.SCRATCH];
    private double[] vector;
    private double[] image;
    private double[] nextVector;
    private double[] nextImage;
    private double unit = 1;

    TridiagonalReduction(int maxSize) {
        this.stride = DenseKernels.padded(maxSize);
        this.elements = new double[stride * stride];
        this.diagonal = new double[maxSize];
        this.offDiagonal = new double[maxSize];
        this.vector = new double[stride];
        this.image = new double[stride];
        this.nextVector = new double[stride];
        this.nextImage = new double[stride];
    }

    /** The matrix, row by row; what is on and below the diagonal is read. Afterwards the vectors of the reflections. */
    double[] elements() {
        return elements;
    }

    /** The distance of rows in {@link #elements}. */
    int stride() {
        return stride;
    }

    /** T's diagonal. */
    double[] diagonal() {
        return diagonal;
    }

    /** Number i is T's element (i, i + 1). */
    double[] offDiagonal() {
        return offDiagonal;
    }

    /** What T is to be multiplied with. */
    double unit() {
        return unit;
    }

    /** @throws ArithmeticException if an element is NaN or infinite */
    void reduce(int size) {
        prepare(size);
        Arrays.fill(vector, 0);
        Arrays.fill(image, 0);
        for (int i = size - 1; i >= 1; i--) {
            takeRow(i);
            offDiagonal[i - 1] = reflect(i);
            // The row itself is done with: only its reflection is kept.
            vector[i] = 0;
            image[i] = 0;
            System.arraycopy(nextVector, 0, elements, i * stride, DenseKernels.padded(i));
            DenseKernels.updateAndMultiplySymmetric(elements, stride, i, vector, image, nextVector, nextImage, sums);
            completeImage(i);
            swap();
        }
        diagonal[0] = elements[0];
    }

    /** Scales, and makes the blocks on the diagonal symmetric and what is around the matrix zero. */
    private void prepare(int size) {
        unit = PowersOfTwo.below(largest(size));
        double scale = 1 / unit;
        int end = DenseKernels.padded(size);
        for (int i = 0; i < size; i++) {
            int row = i * stride;
            for (int j = 0; j <= i; j++) {
                elements[row + j] *= scale;
            }
            Arrays.fill(elements, row + i + 1, row + DenseKernels.padded(i + 1), 0);
            for (int j = i / DenseKernels.PANEL * DenseKernels.PANEL; j < i; j++) {
                elements[j * stride + i] = elements[row + j];
            }
        }
        Arrays.fill(elements, size * stride, end * stride, 0);
    }

    private double largest(int size) {
        double largest = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double magnitude = Math.abs(elements[i * stride + j]);
                if (!Double.isFinite(magnitude)) {
                    throw new ArithmeticException(
                            "element " + i + ", " + j + " of a symmetric matrix is " + elements[i * stride + j]);
                }
                largest = Math.max(largest, magnitude);
            }
        }
        return largest;
    }

    /** Row i with the update that is due, into the next vector. */
    private void takeRow(int i) {
        int row = i * stride;
        double v = vector[i];
        double q = image[i];
        Arrays.fill(nextVector, 0);
        for (int j = 0; j < i; j++) {
            nextVector[j] = elements[row + j] - (v * image[j] + q * vector[j]);
        }
        diagonal[i] = elements[row + i] - 2 * v * q;
    }

    /** Makes of row i the vector w of I - w w^T, which takes it to a multiple of its last element's unit vector, and returns that. */
    private double reflect(int i) {
        double pivot = nextVector[i - 1];
        nextVector[i - 1] = 0;
        return Reflection.make(nextVector, i - 1, pivot, DenseKernels.dot(nextVector, 0, nextVector, 0, i, sums));
    }

    /** From p = A w to q = p - (w^T p / 2) w: then A - w q^T - q w^T is the matrix between two reflections. */
    private void completeImage(int i) {
        Arrays.fill(nextImage, i, stride, 0);
        double half = DenseKernels.dot(nextVector, 0, nextImage, 0, i, sums) / 2;
        DenseKernels.addScaled(-half, nextVector, 0, nextImage, 0, i);
    }

    private void swap() {
        double[] oldVector = vector;
        vector = nextVector;
        nextVector = oldVector;
        double[] oldImage = image;
        image = nextImage;
        nextImage = oldImage;
    }

    /** Replaces a vector of T's coordinates by Q times it. */
    void backTransform(int size, double[] vectors, int start) {
        for (int i = 1; i < size; i++) {
            double share = DenseKernels.dot(elements, i * stride, vectors, start, i, sums);
            DenseKernels.addScaled(-share, elements, i * stride, vectors, start, i);
        }
    }
}
