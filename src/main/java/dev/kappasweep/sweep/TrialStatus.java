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
    TIMED_OUT("TIMED_OUT"),
    /** Measured on a rung of a search, which did not let it go on; the reason says which rung. A search may yet. */
    STOPPED_EARLY("STOPPED_EARLY");

    private final String text;

    TrialStatus(String text) {
        this.text = text;
    }

    /** Whether the outcome stands; otherwise a run trains the trial again, or on. */
    public boolean isFinal() {
        return isMeasured() && this != STOPPED_EARLY;
    }

    /** Whether there are measurements of it; otherwise there is only a reason why not. */
    public boolean isMeasured() {
        return this != FAILED && this != TIMED_OUT;
    }

    @Override
    public String text() {
        return text;
    }
}
