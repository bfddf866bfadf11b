package dev.kappasweep.sweep;

/** How the weights of a layer are drawn, W of outputs x inputs; biases begin at 0 but with {@link #PYTORCH}. */
public enum Initialisation implements Named {
    /** Weights and biases uniform in +-1/sqrt(inputs): the default of PyTorch's Linear. */
    PYTORCH("pytorch"),
    /** Normal of variance 2/inputs: He et al., Delving deep into rectifiers, ICCV 2015. */
    HE_NORMAL("heNormal"),
    /** Uniform in +-sqrt(6/(inputs + outputs)): Glorot and Bengio, AISTATS 2010. */
    XAVIER_UNIFORM("xavierUniform"),
    /** Rows or, where there are more rows than columns, columns orthonormal, so that kappa is 1: Saxe et al., ICLR 2014. */
    ORTHOGONAL("orthogonal");

    private final String text;

    Initialisation(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
