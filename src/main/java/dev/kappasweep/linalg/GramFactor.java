package dev.kappasweep.linalg;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas;

/**
 * The Cholesky factor of S^T S or S S^T, whichever is smaller (nu x nu), in double precision and memory that is allocated once: G =
 * L L^T.
 */
final class GramFactor implements AutoCloseable {
    private static final int ROW_MAJOR = openblas.CblasRowMajor;
    // A pivot below this share of the largest diagonal element has lost most of its digits: kappa(S) is 1e6 or more.
    private static final double LOST = 1e-12;

    private final int rows;
    private final int cols;
    private final int nu;
    private final Matrix copy;
    private final Matrix factor;

    GramFactor(int rows, int cols) {
        this.rows = rows;
        this.cols = cols;
        this.nu = Math.min(rows, cols);
        this.copy = Matrix.zeros(Precision.FLOAT64, rows, cols);
        this.factor = Matrix.zeros(Precision.FLOAT64, nu, nu);
    }

    /** Factors the Gram matrix of {@code matrix}; false if that is too near to a singular one for {@link #solve}. */
    boolean factor(Matrix matrix) {
        copyElements(matrix);
        boolean isTall = rows >= cols;
        openblas.cblas_dsyrk(
                ROW_MAJOR,
                openblas.CblasLower,
                isTall ? openblas.CblasTrans : openblas.CblasNoTrans,
                nu,
                isTall ? rows : cols,
                1,
                doubles(copy),
                cols,
                0,
                doubles(factor),
                nu);
        double largest = largestOnDiagonal();
        // LAPACK reads by columns, so the lower triangle of the rows is its upper one.
        int info = openblas.LAPACKE_dpotrf_work(openblas.LAPACK_COL_MAJOR, (byte) 'U', nu, doubles(factor), nu);
        return info == 0 && smallestPivot() > LOST * largest;
    }

    private void copyElements(Matrix matrix) {
        if (matrix.precision() == Precision.FLOAT64) {
            copy.assign(matrix);
            return;
        }
        ByteBuffer from = matrix.bytes();
        ByteBuffer to = copy.bytes();
        for (int i = 0; i < matrix.size(); i++) {
            to.putDouble(i * Double.BYTES, from.getFloat(i * Float.BYTES));
        }
    }

    private double largestOnDiagonal() {
        double largest = 0;
        for (int i = 0; i < nu; i++) {
            largest = Math.max(largest, factor.get(i, i));
        }
        return largest;
    }

    private double smallestPivot() {
        double smallest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < nu; i++) {
            smallest = Math.min(smallest, factor.get(i, i) * factor.get(i, i));
        }
        return smallest;
    }

    /** Replaces each row x of {@code vectors} by x L^-T; the squared norm of that is x G^-1 x^T. */
    void halfSolve(Matrix vectors) {
        solve(vectors, openblas.CblasTrans);
    }

    /** Completes {@link #halfSolve}: each row x becomes x L^-1, and so x G^-1 after both. */
    void otherHalfSolve(Matrix vectors) {
        solve(vectors, openblas.CblasNoTrans);
    }

    private void solve(Matrix vectors, int transposition) {
        openblas.cblas_dtrsm(
                ROW_MAJOR,
                openblas.CblasRight,
                openblas.CblasLower,
                transposition,
                openblas.CblasNonUnit,
                vectors.rows(),
                nu,
                1,
                doubles(factor),
                nu,
                doubles(vectors),
                nu);
    }

    private static DoublePointer doubles(Matrix matrix) {
        return (DoublePointer) matrix.elements();
    }

    @Override
    public void close() {
        copy.close();
        factor.close();
    }
}
