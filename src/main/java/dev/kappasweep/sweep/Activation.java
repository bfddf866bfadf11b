package dev.kappasweep.sweep;

/** The function applied to every element of a layer's output. */
public enum Activation implements Named {
    /** 1/(1 + exp(-x)) */
    SIGMOID("sigmoid"),
    /** max(x, 0) */
    RELU("relu"),
    /** x */
    IDENTITY("identity");

    private final String text;

    Activation(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
