package dev.kappasweep.linalg;

import java.util.Arrays;

/** Eigenvalues and eigenvectors of small symmetric matrices, in double precision and memory that is allocated once. */
final class SymmetricEigen {
    private final TridiagonalReduction reduction;
    private final TridiagonalQl iteration;
    private final double[] vectors;
    private final int stride;
    private final int[] order;
    private final boolean[] isComplete;
    private int size;

    SymmetricEigen(int maxSize) {
        this.reduction = new TridiagonalReduction(maxSize);
        this.iteration = new TridiagonalQl(maxSize);
        this.stride = reduction.stride();
        this.vectors = new double[stride * stride];
        this.order = new int[maxSize];
        this.isComplete = new boolean[maxSize];
    }

    /** Starts a problem of size {@code newSize}; every element on and below the diagonal is then to be set. */
    void begin(int newSize) {
        size = newSize;
    }

    /** Elements above the diagonal are ignored. */
    void set(int row, int col, double value) {
        if (col <= row) {
            reduction.elements()[row * stride + col] = value;
        }
    }

    /**
     * Replaces the matrix by its eigenvectors; afterwards {@link #value} and {@link #vector} describe it.
     *
     * @throws ArithmeticException if an element is NaN or infinite
     */
    void solve() {
        reduction.reduce(size);
        Arrays.fill(vectors, 0, size * stride, 0);
        for (int i = 0; i < size; i++) {
            vectors[i * stride + i] = 1;
        }
        iteration.solve(reduction.diagonal(), reduction.offDiagonal(), size, vectors, stride);
        sort();
        Arrays.fill(isComplete, false);
    }

    /** By insertion: equal ones keep their places. */
    private void sort() {
        double[] values = reduction.diagonal();
        for (int i = 0; i < size; i++) {
            int place = i;
            while (place > 0 && values[order[place - 1]] < values[i]) {
                order[place] = order[place - 1];
                place--;
            }
            order[place] = i;
        }
    }

    /** The eigenvalue number {@code rank}, counted from 0 at the largest. */
    double value(int rank) {
        return reduction.unit() * reduction.diagonal()[order[rank]];
    }

    /** Component {@code i} of the unit eigenvector of {@link #value value(rank)}. */
    double vector(int rank, int i) {
        int row = order[rank] * stride;
        if (!isComplete[rank]) {
            // Most of them are never asked for.
            reduction.backTransform(size, vectors, row);
            isComplete[rank] = true;
        }
        return vectors[row + i];
    }
}
