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
    private final int numericalRank;

    private Spectrum(double[] sigma, int largerSize) {
        this.sigma = sigma;
        this.rank = above(sigma, zero(largerSize, Precision.FLOAT64, sigma[0]));
        this.numericalRank = above(sigma, zero(largerSize, Precision.FLOAT32, sigma[0]));
    }

    /**
     * Computes all singular values, in double precision.
     *
     * @throws ArithmeticException if {@code matrix} holds a NaN or an infinity
     */
    public static Spectrum of(Matrix matrix) {
        return new Spectrum(SingularValues.of(matrix), Math.max(matrix.rows(), matrix.cols()));
    }

    private static int above(double[] sigma, double zero) {
        int count = 0;
        while (count < sigma.length && sigma[count] > zero) {
            count++;
        }
        return count;
    }

    /** The largest singular value that counts as zero. */
    static double zero(int rows, int cols, double largest) {
        return zero(Math.max(rows, cols), Precision.FLOAT64, largest);
    }

    private static double zero(int largerSize, Precision precision, double largest) {
        return largerSize * precision.epsilon() * largest;
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

    /**
     * sigma_1 / smallest sigma above max(rows, cols) x 2^-23 x sigma_1: kappa of the part that single precision tells from rounding,
     * with the tolerance of numpy's {@code matrix_rank} and of the {@code pinv} of PyTorch, by which the paper's authors measured. From 1
     * to {@link #kappa()}, and equal to it for a matrix of full numerical rank; NaN for the zero matrix.
     */
    public double numericalKappa() {
        return numericalRank == 0 ? Double.NaN : sigma[0] / sigma[numericalRank - 1];
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
