package dev.kappasweep.linalg;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.openblas.global.openblas;

/**
 * All singular values of a matrix, by LAPACK in double precision.
 *
 * <p>A large matrix is measured through the smaller of S^T S and S S^T, gathered from a few rows or columns at a time: twice as
 * fast as a decomposition, and without a copy of S in double precision, which would be half of what a trial holds. Squaring
 * costs a value sigma_1/k about k^2 ulps, so if the smallest one turns out to be below sigma_1/100 the matrix is decomposed after
 * all. What is returned is within 1e-12 of itself, or within a few ulps of sigma_1 where that is more.
 */
final class SingularValues {
    private static final int SMALLEST_GRAM = 128;
    private static final double LARGEST_KAPPA = 100;
    private static final int BLOCK = 64;
    private static final int WORK_PER_ROW = 40;
    private static final int INTEGERS_PER_VALUE = 8;
    private static final byte VALUES_ONLY = 'N';
    private static final int ASK_FOR_WORK_SIZE = -1;

    private SingularValues() {}

    /**
     * In decreasing order.
     *
     * @throws ArithmeticException if {@code matrix} holds a NaN or an infinity, or the iteration does not converge
     */
    static double[] of(Matrix matrix) {
        double largestElement = largestElement(matrix);
        int nu = matrix.smallerSize();
        if (nu >= SMALLEST_GRAM && largestElement > 0) {
            double[] sigma = byGramMatrix(matrix, largestElement);
            if (sigma[0] <= LARGEST_KAPPA * sigma[nu - 1]) {
                return sigma;
            }
        }
        return byDecomposition(matrix);
    }

    private static double largestElement(Matrix matrix) {
        double largest = 0;
        for (int i = 0; i < matrix.size(); i++) {
            double element = Math.abs(matrix.get(i));
            if (!Double.isFinite(element)) {
                throw new ArithmeticException("element " + i + " is " + matrix.get(i));
            }
            largest = Math.max(largest, element);
        }
        return largest;
    }

    /** @param unit the elements are divided by it, so that no square over- or underflows */
    private static double[] byGramMatrix(Matrix matrix, double unit) {
        int n = matrix.smallerSize();
        try (Matrix gram = Matrix.zeros(Precision.FLOAT64, n, n);
                Matrix eigenvalues = Matrix.zeros(Precision.FLOAT64, 1, n);
                Matrix work = Matrix.zeros(Precision.FLOAT64, WORK_PER_ROW, n)) {
            gather(matrix, 1 / unit, gram);
            int info = openblas.LAPACKE_dsyev_work(
                    openblas.LAPACK_COL_MAJOR,
                    VALUES_ONLY,
                    (byte) 'L',
                    n,
                    doubles(gram),
                    n,
                    doubles(eigenvalues),
                    doubles(work),
                    work.size());
            Lapack.checkInfo("dsyev", info);
            double[] sigma = new double[n];
            for (int i = 0; i < n; i++) {
                sigma[i] = unit * Math.sqrt(Math.max(eigenvalues.get(n - 1 - i), 0));
            }
            return sigma;
        }
    }

    /** gram = scale^2 S^T S or scale^2 S S^T, whichever is smaller; the triangle that LAPACK, reading by columns, calls lower. */
    private static void gather(Matrix matrix, double scale, Matrix gram) {
        boolean tall = matrix.rows() >= matrix.cols();
        int longer = Math.max(matrix.rows(), matrix.cols());
        int n = gram.rows();
        try (Matrix block = Matrix.zeros(Precision.FLOAT64, BLOCK, n)) {
            for (int from = 0; from < longer; from += BLOCK) {
                int count = Math.min(BLOCK, longer - from);
                for (int i = 0; i < count; i++) {
                    for (int j = 0; j < n; j++) {
                        double element = tall ? matrix.get(from + i, j) : matrix.get(j, from + i);
                        block.set(i, j, scale * element);
                    }
                }
                openblas.cblas_dsyrk(
                        openblas.CblasRowMajor,
                        openblas.CblasUpper,
                        openblas.CblasTrans,
                        n,
                        count,
                        1,
                        doubles(block),
                        n,
                        1,
                        doubles(gram),
                        n);
            }
        }
    }

    private static double[] byDecomposition(Matrix matrix) {
        int nu = matrix.smallerSize();
        double[] values = new double[nu];
        try (Matrix copy = Matrix.zeros(Precision.FLOAT64, matrix.rows(), matrix.cols());
                Matrix sigma = Matrix.zeros(Precision.FLOAT64, 1, nu);
                IntPointer integers = new IntPointer((long) INTEGERS_PER_VALUE * nu);
                Matrix size = Matrix.zeros(Precision.FLOAT64, 1, 1)) {
            decompose(copy, sigma, integers, size, ASK_FOR_WORK_SIZE);
            for (int i = 0; i < matrix.size(); i++) {
                copy.set(i, matrix.get(i));
            }
            try (Matrix work = Matrix.zeros(Precision.FLOAT64, 1, (int) size.get(0))) {
                decompose(copy, sigma, integers, work, work.size());
            }
            for (int i = 0; i < nu; i++) {
                values[i] = sigma.get(i);
            }
        }
        return values;
    }

    /** LAPACK reads by columns, so what it decomposes is S^T. No vectors are asked for, and their places are not touched. */
    private static void decompose(Matrix copy, Matrix sigma, IntPointer integers, Matrix work, int workSize) {
        int info = openblas.LAPACKE_dgesdd_work(
                openblas.LAPACK_COL_MAJOR,
                VALUES_ONLY,
                copy.cols(),
                copy.rows(),
                doubles(copy),
                copy.cols(),
                doubles(sigma),
                doubles(sigma),
                1,
                doubles(sigma),
                1,
                doubles(work),
                workSize,
                integers);
        Lapack.checkInfo("dgesdd", info);
    }

    private static DoublePointer doubles(Matrix matrix) {
        return (DoublePointer) matrix.elements();
    }
}
