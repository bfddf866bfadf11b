package dev.kappasweep.sweep;

/** The penalty that is added to the loss, times lambda. */
public enum RegularizerKind implements Named {
    /** No penalty. */
    NONE("none"),
    /** r(S) = 1/2 sigma_1^2 - 1/(2 nu) ||S||_F^2, (2.1) in the paper. */
    CONDITION_NUMBER("conditionNumber"),
    /** r'(S) = 1/2 sigma_1^2 - 1/2 ||S||_F^2 / max(rows, cols): Tables 1 and 2 of the paper as the authors' program made them. */
    CONDITION_NUMBER_BY_LARGER_SIZE("conditionNumberByLargerSize"),
    /** ||S||_F^2 */
    TIKHONOV("tikhonov"),
    /** ||S||_F^2 / max(rows, cols): Table 3 as the authors' program made it. */
    TIKHONOV_BY_LARGER_SIZE("tikhonovByLargerSize"),
    /** log sigma_1 - log of the smallest non-zero sigma: the condition number itself. */
    LOG_CONDITION("logCondition"),
    /** ||S^T S - I||_F^2 or ||S S^T - I||_F^2, the smaller one: the sum of (sigma_i^2 - 1)^2. */
    SOFT_ORTHOGONALITY("softOrthogonality"),
    /** No term of the loss: after each update S becomes (1 + lambda) S - lambda S S^T S. */
    PARSEVAL("parseval"),
    /** 1/2 sigma_1^2 */
    SPECTRAL_NORM("spectralNorm"),
    /** The sum of |s_ij|. */
    L1("l1");

    private final String text;

    RegularizerKind(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }

    /** Whether it takes singular values of the weights that a solver finds. */
    public boolean needsSolver() {
        return switch (this) {
            case CONDITION_NUMBER, CONDITION_NUMBER_BY_LARGER_SIZE, LOG_CONDITION, SPECTRAL_NORM -> true;
            case NONE, TIKHONOV, TIKHONOV_BY_LARGER_SIZE, SOFT_ORTHOGONALITY, PARSEVAL, L1 -> false;
        };
    }
}
