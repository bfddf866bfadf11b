package dev.kappasweep.linalg;

import org.bytedeco.openblas.global.openblas;

/** The LAPACK routines behind this package, in double precision on arrays that they may overwrite. */
final class Lapack {
    private static final int ROW_MAJOR = openblas.LAPACK_ROW_MAJOR;

    private Lapack() {}

    /**
     * Singular values in decreasing order.
     *
     * @param a rows x cols, row by row; overwritten
     * @throws ArithmeticException if {@code a} holds a NaN or an infinity, or the iteration does not converge
     */
    static double[] singularValues(int rows, int cols, double[] a) {
        int nu = Math.min(rows, cols);
        double[] sigma = new double[nu];
        checkInfo(
                "dgesdd",
                openblas.LAPACKE_dgesdd(
                        ROW_MAJOR, (byte) 'N', rows, cols, a, cols, sigma, new double[1], 1, new double[1], 1));
        return sigma;
    }

    static void checkInfo(String routine, int info) {
        if (info != 0) {
            String cause = info < 0 ? "argument " + -info + " is NaN or infinite" : "no convergence, info " + info;
            throw new ArithmeticException("LAPACK " + routine + ": " + cause);
        }
    }
}
