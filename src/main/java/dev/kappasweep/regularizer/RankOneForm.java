package dev.kappasweep.regularizer;

import dev.kappasweep.linalg.NoSolver;
import dev.kappasweep.linalg.TopSingularTripletSolver;

/**
 * Penalties a/2 sigma_1^2 + b ||S||_F^2 / d whose gradient at S is a sigma_1 u_1 v_1^T + 2 b/d S, so that one pass over the
 * weights can add it while it is at them for another reason. This is the one home of their formulas. sigma is sigma_1, squares
 * is ||S||_F^2, lambda the strength, and d a number that follows from the sizes of S.
 */
public enum RankOneForm {
    /** 0 */
    NONE(0, 0, Divisor.ONE),

    /** ||S||_F^2, with gradient 2 S: appendix D of the paper. */
    TIKHONOV(0, 1, Divisor.ONE),

    /** ||S||_F^2 / max(rows, cols): what the authors' program computed for Table 3. */
    TIKHONOV_BY_LARGER_SIZE(0, 1, Divisor.LARGER_SIZE),

    /**
     * r(S) = 1/2 sigma_1^2 - 1/(2 nu) ||S||_F^2 with nu = min(rows, cols), (2.1) in the paper. Its gradient is sigma_1 u_1 v_1^T -
     * S/nu where sigma_1 is unique; elsewhere that is an element of the subdifferential, whichever top singular pair the solver
     * returns (Theorem 3.1).
     */
    CONDITION_NUMBER(1, -0.5, Divisor.SMALLER_SIZE),

    /**
     * r'(S) = 1/2 sigma_1^2 - 1/2 ||S||_F^2 / max(rows, cols): what the authors' program computed for Tables 1 and 2. r' = r +
     * (1/nu - 1/max(rows, cols)) ||S||_F^2 / 2, so it shrinks S as well: of a matrix that is not square it is 0 at S = 0 only.
     */
    CONDITION_NUMBER_BY_LARGER_SIZE(1, -0.5, Divisor.LARGER_SIZE),

    /**
     * 1/2 sigma_1^2, the first term of (2.1) in the paper; convex. Its gradient is sigma_1 u_1 v_1^T where sigma_1 is unique;
     * elsewhere that is a subgradient, whichever top singular pair the solver returns.
     */
    SPECTRAL_NORM(1, 0, Divisor.ONE);

    /** What the sum of squares is divided by. */
    private enum Divisor {
        ONE,
        SMALLER_SIZE,
        LARGER_SIZE
    }

    private final double ofSigma;
    private final double ofSquares;
    private final Divisor divisor;

    RankOneForm(double ofSigma, double ofSquares, Divisor divisor) {
        this.ofSigma = ofSigma;
        this.ofSquares = ofSquares;
        this.divisor = divisor;
    }

    /** Whether sigma_1, u_1 and v_1 matter; if not, the outer factor is 0. */
    public boolean needsTriplet() {
        return ofSigma != 0;
    }

    /**
     * Checks that the solver is one for this form.
     *
     * @throws IllegalArgumentException if the triplet matters and {@code solver} finds none
     */
    public void requireFit(TopSingularTripletSolver solver) {
        if (needsTriplet() && solver instanceof NoSolver) {
            throw new IllegalArgumentException(this + " needs a solver that finds the top singular triplet");
        }
    }

    /** Whether ||S||_F^2 matters; if not, the own factor is 0. */
    public boolean hasOwnTerm() {
        return ofSquares != 0;
    }

    /** d for a matrix of these sizes, at least 1. */
    public int divisor(int rows, int cols) {
        return switch (divisor) {
            case ONE -> 1;
            case SMALLER_SIZE -> Math.min(rows, cols);
            case LARGER_SIZE -> Math.max(rows, cols);
        };
    }

    /**
     * The penalty at S, at least 0, not multiplied by lambda; not finite if the squares matter and are not.
     *
     * @param divisor d of S
     */
    public double value(double sigma, double squares, int divisor) {
        if (hasOwnTerm() && !Double.isFinite(squares)) {
            return squares;
        }
        double top = needsTriplet() ? ofSigma * sigma * sigma / 2 : 0;
        double own = hasOwnTerm() ? ofSquares * squares / divisor : 0;
        // sigma_1^2 is at least the mean of all sigma^2; below 0 it is rounding, or a solver short of sigma_1.
        return Math.max(top + own, 0);
    }

    /** The factor of u_1 v_1^T in lambda times the gradient. */
    public double outerFactor(double lambda, double sigma) {
        return needsTriplet() ? ofSigma * lambda * sigma : 0;
    }

    /**
     * The factor of S in lambda times the gradient.
     *
     * @param divisor d of S
     */
    public double ownFactor(double lambda, int divisor) {
        return hasOwnTerm() ? 2 * ofSquares * lambda / divisor : 0;
    }
}
