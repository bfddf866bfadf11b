package dev.kappasweep.sweep;

/** The function applied to every element of a layer's output. */
public enum Activation implements Named {
    /** 1/(1 + exp(-x)) */
    SIGMOID("sigmoid"),
    /** max(x, 0) */
    RELU("relu"),
    /** The hyperbolic tangent. */
    TANH("tanh"),
    /** x (1 + erf(x / sqrt(2))) / 2: Hendrycks and Gimpel, Gaussian error linear units, 2016; torch.nn.GELU's default. */
    GELU("gelu"),
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
