package dev.kappasweep.sweep;

/** How a trial ended. */
public enum TrialStatus implements Named {
    /** Trained to the last epoch and evaluated. */
    COMPLETED("COMPLETED"),
    /** The loss became NaN or infinite: a result, with the step and the last finite values. */
    DIVERGED("DIVERGED"),
    /** Trained and evaluated, but it has stopped to learn: all ReLUs of a layer are 0 on every test image, or no weight changes. */
    DEAD("DEAD"),
    /** Stopped by an error; the reason says which. */
    FAILED("FAILED"),
    /** Stopped because it took longer than the run allows; its checkpoint stays, and the next run goes on from there. */
    TIMED_OUT("TIMED_OUT");

    private final String text;

    TrialStatus(String text) {
        this.text = text;
    }

    /** Whether the outcome stands; otherwise the next run trains the trial again. */
    public boolean isFinal() {
        return this != FAILED && this != TIMED_OUT;
    }

    @Override
    public String text() {
        return text;
    }
}
