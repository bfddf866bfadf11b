package dev.kappasweep.linalg;

/**
 * The singular values of a matrix and what the paper derives from them.
 *
 * <p>A singular value counts as zero if it is at most max(rows, cols) x 2^-52 x sigma_1: below that, double precision cannot
 * tell it from rounding.
 */
public final class Spectrum {
    private final double[] sigma;
    private final int rank;

    private Spectrum(double[] sigma, int rank) {
        this.sigma = sigma;
        this.rank = rank;
    }

    /**
     * Computes all singular values, in double precision.
     *
     * @throws ArithmeticException if {@code matrix} holds a NaN or an infinity
     */
    public static Spectrum of(Matrix matrix) {
        double[] sigma = SingularValues.of(matrix);
        double zero = zero(matrix.rows(), matrix.cols(), sigma[0]);
        int rank = 0;
        while (rank < sigma.length && sigma[rank] > zero) {
            rank++;
        }
        return new Spectrum(sigma, rank);
    }

    /** The largest singular value that counts as zero. */
    static double zero(int rows, int cols, double largest) {
        return Math.max(rows, cols) * Precision.FLOAT64.epsilon() * largest;
    }

    /** All min(rows, cols) singular values in decreasing order, in a new array. */
    public double[] values() {
        return sigma.clone();
    }

    /** The number of non-zero singular values. */
    public int rank() {
        return rank;
    }

    public double largest() {
        return sigma[0];
    }

    /** The smallest non-zero singular value; NaN for the zero matrix. */
    public double smallestNonZero() {
        return rank == 0 ? Double.NaN : sigma[rank - 1];
    }

    /**
     * kappa(S) = ||S||_2 ||S^+||_2 = sigma_1 / smallest non-zero sigma, (1.1) in the paper. At least 1; exactly 1 for a single
     * row or column; NaN for the zero matrix. A rank-deficient matrix has the condition number of its non-zero part.
     */
    public double kappa() {
        return largest() / smallestNonZero();
    }

    /** ||S||_F^2 / sigma_1^2, between 1 and min(rows, cols); NaN for the zero matrix. */
    public double stableRank() {
        double sum = 0;
        for (double value : sigma) {
            double ratio = value / sigma[0];
            sum += ratio * ratio;
        }
        return sum;
    }

    /** r(S) = 1/2 sigma_1^2 - 1/(2 nu) sum of sigma_i^2, (2.1) in the paper; never negative. */
    public double r() {
        double sum = 0;
        for (double value : sigma) {
            // (sigma_1 - sigma_i)(sigma_1 + sigma_i) keeps its digits where the spectrum is nearly flat.
            sum += (sigma[0] - value) * (sigma[0] + value);
        }
        return sum / (2 * sigma.length);
    }
}
