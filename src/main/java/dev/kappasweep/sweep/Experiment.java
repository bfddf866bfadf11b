package dev.kappasweep.sweep;

/** What a sweep trains and measures: a name, and the rules that go with it. */
public enum Experiment implements Named {
    /** Section 4.2 of the paper: a dense classifier, accuracy under test noise. */
    CLASSIFICATION("classification", new ClassificationRules()),
    /** Section 4.3: a dense autoencoder that removes noise; its output, a sigmoid, has the size of its input. */
    DENOISING("denoising", new DenoisingRules()),
    /** Section 4.1: one matrix W by gradient descent on ||W X - Y||_F^2, X and Y Gaussian. */
    LEAST_SQUARES("least-squares", new LeastSquaresRules());

    /** That of a file that names none. */
    public static final Experiment DEFAULT = CLASSIFICATION;

    private final String text;

    @SuppressWarnings("ImmutableEnumChecker") // they have no fields
    private final ExperimentRules rules;

    Experiment(String text, ExperimentRules rules) {
        this.text = text;
        this.rules = rules;
    }

    @Override
    public String text() {
        return text;
    }

    public ExperimentRules rules() {
        return rules;
    }
}
