package dev.kappasweep.sweep;

/** How weights follow the gradient. */
public enum Optimizer implements Named {
    /** Adam with beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, both moments bias-corrected, as in PyTorch. */
    ADAM("adam"),
    /** W - learning rate x gradient of the batch, where asked for with momentum, as PyTorch's SGD without dampening. */
    SGD("sgd"),
    /** W - step * gradient over all data; the step is a multiple of one over the largest curvature, see docs/experiments.md. */
    GRADIENT_DESCENT("gradientDescent");

    private final String text;

    Optimizer(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
