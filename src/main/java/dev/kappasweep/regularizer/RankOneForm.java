package dev.kappasweep.regularizer;

import dev.kappasweep.linalg.NoSolver;
import dev.kappasweep.linalg.TopSingularTripletSolver;

/**
 * Penalties whose gradient at S is a multiple of u_1 v_1^T plus a multiple of S, so that one pass over the weights can add it
 * while it is at them for another reason. This is the one home of their formulas. sigma is sigma_1, squares is ||S||_F^2, nu is
 * min(rows, cols), lambda the strength.
 */
public enum RankOneForm {
    /** 0 */
    NONE(false, false) {
        @Override
        public double value(double sigma, double squares, int nu) {
            return 0;
        }

        @Override
        public double outerFactor(double lambda, double sigma) {
            return 0;
        }

        @Override
        public double ownFactor(double lambda, int nu) {
            return 0;
        }
    },

    /** ||S||_F^2, with gradient 2 S: appendix D of the paper. */
    TIKHONOV(false, true) {
        @Override
        public double value(double sigma, double squares, int nu) {
            return squares;
        }

        @Override
        public double outerFactor(double lambda, double sigma) {
            return 0;
        }

        @Override
        public double ownFactor(double lambda, int nu) {
            return 2 * lambda;
        }
    },

    /**
     * r(S) = 1/2 sigma_1^2 - 1/(2 nu) ||S||_F^2, (2.1) in the paper. Its gradient is sigma_1 u_1 v_1^T - S/nu where sigma_1 is
     * unique; elsewhere that is an element of the subdifferential, whichever top singular pair the solver returns (Theorem 3.1).
     */
    CONDITION_NUMBER(true, true) {
        @Override
        public double value(double sigma, double squares, int nu) {
            // sigma_1^2 is at least the mean of all sigma^2; below 0 it is rounding, or a solver short of sigma_1. But
            // squares
            // that overflow are no rounding.
            return Double.isFinite(squares) ? Math.max((sigma * sigma - squares / nu) / 2, 0) : squares;
        }

        @Override
        public double outerFactor(double lambda, double sigma) {
            return lambda * sigma;
        }

        @Override
        public double ownFactor(double lambda, int nu) {
            return -lambda / nu;
        }
    },

    /**
     * 1/2 sigma_1^2, the first term of (2.1) in the paper; convex. Its gradient is sigma_1 u_1 v_1^T where sigma_1 is unique;
     * elsewhere that is a subgradient, whichever top singular pair the solver returns.
     */
    SPECTRAL_NORM(true, false) {
        @Override
        public double value(double sigma, double squares, int nu) {
            return sigma * sigma / 2;
        }

        @Override
        public double outerFactor(double lambda, double sigma) {
            return lambda * sigma;
        }

        @Override
        public double ownFactor(double lambda, int nu) {
            return 0;
        }
    };

    private final boolean needsTriplet;
    private final boolean hasOwnTerm;

    RankOneForm(boolean needsTriplet, boolean hasOwnTerm) {
        this.needsTriplet = needsTriplet;
        this.hasOwnTerm = hasOwnTerm;
    }

    /** Whether sigma_1, u_1 and v_1 matter; if not, the outer factor is 0. */
    public boolean needsTriplet() {
        return needsTriplet;
    }

    /**
     * Checks that the solver is one for this form.
     *
     * @throws IllegalArgumentException if the triplet matters and {@code solver} finds none
     */
    public void requireFit(TopSingularTripletSolver solver) {
        if (needsTriplet && solver instanceof NoSolver) {
            throw new IllegalArgumentException(this + " needs a solver that finds the top singular triplet");
        }
    }

    /** Whether ||S||_F^2 matters; if not, the own factor is 0. */
    public boolean hasOwnTerm() {
        return hasOwnTerm;
    }

    /** The penalty at S, at least 0, not multiplied by lambda; not finite if the squares matter and are not. */
    public abstract double value(double sigma, double squares, int nu);

    /** The factor of u_1 v_1^T in lambda times the gradient. */
    public abstract double outerFactor(double lambda, double sigma);

    /** The factor of S in lambda times the gradient. */
    public abstract double ownFactor(double lambda, int nu);
}
