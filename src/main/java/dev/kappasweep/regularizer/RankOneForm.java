package dev.kappasweep.regularizer;

/**
 * Penalties whose gradient at S is a multiple of u_1 v_1^T plus a multiple of S, so that one pass over the weights can add it
 * while it is at them for another reason. sigma is sigma_1, squares is ||S||_F^2, nu is min(rows, cols).
 */
public enum RankOneForm {
    /** 0 */
    NONE(false) {
        @Override
        public double value(double sigma, double squares, int nu) {
            return 0;
        }

        @Override
        public double outerFactor(double sigma) {
            return 0;
        }

        @Override
        public double ownFactor(int nu) {
            return 0;
        }
    },

    /** ||S||_F^2 */
    TIKHONOV(false) {
        @Override
        public double value(double sigma, double squares, int nu) {
            return squares;
        }

        @Override
        public double outerFactor(double sigma) {
            return 0;
        }

        @Override
        public double ownFactor(int nu) {
            return 2;
        }
    },

    /** 1/2 sigma_1^2 - 1/(2 nu) ||S||_F^2, (2.1) in the paper. */
    CONDITION_NUMBER(true) {
        @Override
        public double value(double sigma, double squares, int nu) {
            // sigma_1^2 is at least the mean of all sigma^2; below 0 it is rounding, or a solver short of sigma_1.
            return Math.max((sigma * sigma - squares / nu) / 2, 0);
        }

        @Override
        public double outerFactor(double sigma) {
            return sigma;
        }

        @Override
        public double ownFactor(int nu) {
            return -1.0 / nu;
        }
    },

    /** 1/2 sigma_1^2 */
    SPECTRAL_NORM(true) {
        @Override
        public double value(double sigma, double squares, int nu) {
            return sigma * sigma / 2;
        }

        @Override
        public double outerFactor(double sigma) {
            return sigma;
        }

        @Override
        public double ownFactor(int nu) {
            return 0;
        }
    };

    private final boolean needsTriplet;

    RankOneForm(boolean needsTriplet) {
        this.needsTriplet = needsTriplet;
    }

    /** Whether sigma_1, u_1 and v_1 matter. */
    public boolean needsTriplet() {
        return needsTriplet;
    }

    /** The penalty at S, at least 0. */
    public abstract double value(double sigma, double squares, int nu);

    /** The factor of u_1 v_1^T in the gradient. */
    public abstract double outerFactor(double sigma);

    /** The factor of S in the gradient. */
    public abstract double ownFactor(int nu);
}
