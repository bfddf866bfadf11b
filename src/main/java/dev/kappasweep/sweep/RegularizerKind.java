package dev.kappasweep.sweep;

/** The penalty that is added to the loss, times lambda. */
public enum RegularizerKind implements Named {
    /** No penalty. */
    NONE("none"),
    /** r(S) = 1/2 sigma_1^2 - 1/(2 nu) ||S||_F^2, (2.1) in the paper. */
    CONDITION_NUMBER("conditionNumber"),
    /** ||S||_F^2 */
    TIKHONOV("tikhonov");

    private final String text;

    RegularizerKind(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
