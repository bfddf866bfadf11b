package dev.kappasweep.linalg;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.openblas.global.openblas;

/**
 * S = U diag(sigma) V^T with nu = min(rows, cols) columns in U and V, by LAPACK's dgesdd in memory that is allocated once. LAPACK
 * reads by columns, so what it decomposes is S^T = V diag(sigma) U^T.
 */
final class ThinSvd implements AutoCloseable {
    private static final byte THIN = 'S';
    private static final int ASK_FOR_WORK_SIZE = -1;
    private static final int INTEGERS_PER_SINGULAR_VALUE = 8;

    private final int rows;
    private final int cols;
    private final int nu;
    private final Matrix copy;
    private final Matrix sigma;
    private final Matrix left;
    private final Matrix right;
    private final IntPointer integers;
    private final Matrix work;

    ThinSvd(int rows, int cols) {
        this.rows = rows;
        this.cols = cols;
        this.nu = Math.min(rows, cols);
        this.copy = Matrix.zeros(Precision.FLOAT64, rows, cols);
        this.sigma = Matrix.zeros(Precision.FLOAT64, 1, nu);
        this.left = Matrix.zeros(Precision.FLOAT64, rows, nu);
        this.right = Matrix.zeros(Precision.FLOAT64, nu, cols);
        this.integers = new IntPointer((long) INTEGERS_PER_SINGULAR_VALUE * nu);
        try (Matrix size = Matrix.zeros(Precision.FLOAT64, 1, 1)) {
            Lapack.checkInfo("dgesdd", call(size, ASK_FOR_WORK_SIZE));
            this.work = Matrix.zeros(Precision.FLOAT64, 1, (int) size.get(0));
        }
    }

    private int call(Matrix workspace, int workSize) {
        return openblas.LAPACKE_dgesdd_work(
                openblas.LAPACK_COL_MAJOR,
                THIN,
                cols,
                rows,
                doubles(copy),
                cols,
                doubles(sigma),
                doubles(right),
                cols,
                doubles(left),
                nu,
                doubles(workspace),
                workSize,
                integers);
    }

    /** @throws ArithmeticException if {@code matrix} holds a NaN or an infinity, or the iteration does not converge */
    void decompose(Matrix matrix) {
        for (int i = 0; i < matrix.size(); i++) {
            double element = matrix.get(i);
            if (!Double.isFinite(element)) {
                throw new ArithmeticException("element " + i + " is " + element);
            }
            copy.set(i, element);
        }
        Lapack.checkInfo("dgesdd", call(work, work.size()));
    }

    /** The singular value number {@code rank}, counted from 0 at the largest. */
    double sigma(int rank) {
        return sigma.get(rank);
    }

    /** Copies the triplet number {@code rank}, counted from 0 at the largest, of the matrix that was decomposed. */
    void copy(int rank, Matrix matrix, SingularTriplet triplet) {
        for (int i = 0; i < cols; i++) {
            triplet.v().set(i, right.get(rank * cols + i));
        }
        triplet.completeFromV(matrix);
        for (int i = 0; triplet.sigma() > 0 && i < rows; i++) {
            triplet.u().set(i, left.get(i * nu + rank));
        }
        triplet.refineSigma(sigma(rank));
    }

    private static DoublePointer doubles(Matrix matrix) {
        return (DoublePointer) matrix.elements();
    }

    @Override
    public void close() {
        copy.close();
        sigma.close();
        left.close();
        right.close();
        integers.close();
        work.close();
    }
}
