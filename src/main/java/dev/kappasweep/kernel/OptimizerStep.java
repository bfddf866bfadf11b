package dev.kappasweep.kernel;

import java.util.List;

/**
 * The numbers of one step along a gradient. One object serves all steps of a training. What a weight keeps, 1 - learning rate x weight decay,
 * is decoupled from the gradient: Loshchilov and Hutter, Decoupled weight decay regularization, ICLR 2019.
 */
public abstract sealed class OptimizerStep permits AdamStep, SgdStep {
    private final double weightDecay;
    private double kept = 1;

    OptimizerStep(double weightDecay) {
        this.weightDecay = weightDecay;
    }

    /** Makes these the numbers of step {@code t}, counted from 1. */
    public void advance(double learningRate, long t) {
        kept = 1 - learningRate * weightDecay;
        advanceOwn(learningRate, t);
    }

    abstract void advanceOwn(double learningRate, long t);

    /** What is left of a weight before the step is added: 1 - learning rate x weight decay. */
    double kept() {
        return kept;
    }

    /** How many numbers it remembers of earlier gradients for each weight: a mean, and with 2 the mean of their squares. */
    public abstract int moments();

    /**
     * Moves {@code w} along the gradient {@code g}.
     *
     * @param remembered {@link #moments} of the size of {@code w}
     */
    public abstract void update(
            Kernels kernels, DirectMemory w, DirectMemory g, List<DirectMemory> remembered, int count);

    /** The same of the weights in one panel, whose gradient is not stored. */
    abstract void update(WeightPanels panels, int panel, SparseBatch x, float beta);
}
