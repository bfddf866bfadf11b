package dev.kappasweep.sweep;

/** How the top singular triplet of a weight matrix is found at each training step. */
public enum SolverKind implements Named {
    /** Full singular value decomposition in double precision; the reference for the others. */
    EXACT("exact", 1),
    /** Follows the matrix from training step to training step by one or two Rayleigh-Ritz each; it trains like the exact one. */
    TRACKING("tracking", 2),
    /** Block solver that keeps its directions between steps; a step is one Rayleigh-Ritz. */
    LOBPCG("lobpcg", 4),
    /** Golub-Kahan-Lanczos with full reorthogonalisation from the last right vector; a step is one Krylov direction. */
    LANCZOS("lanczos", 20),
    /** Power iteration from the last right vector; it does not reach the accuracy of the others, see docs. */
    POWER("power", 2);

    private final String text;
    private final int defaultSteps;

    SolverKind(String text, int defaultSteps) {
        this.text = text;
        this.defaultSteps = defaultSteps;
    }

    @Override
    public String text() {
        return text;
    }

    /** The most steps a solve takes when a configuration does not say. */
    public int defaultSteps() {
        return defaultSteps;
    }
}
