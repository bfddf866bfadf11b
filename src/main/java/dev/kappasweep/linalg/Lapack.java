package dev.kappasweep.linalg;

/** What the LAPACK routines of this package answer. */
final class Lapack {
    private Lapack() {}

    static void checkInfo(String routine, int info) {
        if (info != 0) {
            String cause = info < 0 ? "argument " + -info + " is NaN or infinite" : "no convergence, info " + info;
            throw new ArithmeticException("LAPACK " + routine + ": " + cause);
        }
    }
}
