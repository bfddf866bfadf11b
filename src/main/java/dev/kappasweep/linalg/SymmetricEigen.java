package dev.kappasweep.linalg;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas;

/** Eigenvalues and eigenvectors of small symmetric matrices, in double precision and memory that is allocated once. */
final class SymmetricEigen implements AutoCloseable {
    private static final int WORK_PER_ROW = 40;

    private final Matrix vectors;
    private final Matrix values;
    private final Matrix work;
    private int size;

    SymmetricEigen(int maxSize) {
        this.vectors = Matrix.zeros(Precision.FLOAT64, maxSize, maxSize);
        this.values = Matrix.zeros(Precision.FLOAT64, 1, maxSize);
        this.work = Matrix.zeros(Precision.FLOAT64, WORK_PER_ROW, maxSize);
    }

    /** Starts a problem of size {@code newSize}; every element on and below the diagonal is then to be set. */
    void begin(int newSize) {
        size = newSize;
    }

    void set(int row, int col, double value) {
        vectors.set(row * size + col, value);
    }

    /** Replaces the matrix by its eigenvectors; afterwards {@link #value} and {@link #vector} describe it. */
    void solve() {
        int info = openblas.LAPACKE_dsyev_work(
                openblas.LAPACK_COL_MAJOR,
                (byte) 'V',
                (byte) 'U',
                size,
                (DoublePointer) vectors.elements(),
                size,
                (DoublePointer) values.elements(),
                (DoublePointer) work.elements(),
                work.size());
        Lapack.checkInfo("dsyev", info);
    }

    /** The eigenvalue number {@code rank}, counted from 0 at the largest. */
    double value(int rank) {
        return values.get(size - 1 - rank);
    }

    /** Component {@code i} of the unit eigenvector of {@link #value value(rank)}. */
    double vector(int rank, int i) {
        return vectors.get((size - 1 - rank) * size + i);
    }

    @Override
    public void close() {
        vectors.close();
        values.close();
        work.close();
    }
}
