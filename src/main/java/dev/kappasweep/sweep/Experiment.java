package dev.kappasweep.sweep;

/** What a sweep trains and measures. */
public enum Experiment implements Named {
    /** Section 4.2 of the paper: a dense classifier, accuracy under test noise. */
    CLASSIFICATION("classification");

    private final String text;

    Experiment(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
