package dev.kappasweep.sweep;

/** How a trial ended. */
public enum TrialStatus implements Named {
    /** Trained to the last epoch and evaluated. */
    COMPLETED("COMPLETED"),
    /** The loss became NaN or infinite: a result, with the step and the last finite values. */
    DIVERGED("DIVERGED"),
    /** Stopped by an error; the reason says which. */
    FAILED("FAILED");

    private final String text;

    TrialStatus(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
