package dev.kappasweep.kernel;

import java.util.List;

/**
 * The numbers of one step of gradient descent over batches, in PyTorch's form without dampening: m = momentum m + g, w = kept w - learning
 * rate d, where d is m or, after Nesterov, g + momentum m.
 */
public final class SgdStep extends OptimizerStep {
    private final double momentum;
    private final boolean isNesterov;
    private double learningRate;

    /**
     * @param momentum at least 0 and below 1; 0 is plain descent
     * @param weightDecay at least 0
     */
    public SgdStep(double momentum, boolean isNesterov, double weightDecay) {
        super(weightDecay);
        this.momentum = momentum;
        this.isNesterov = isNesterov;
    }

    @Override
    void advanceOwn(double rate, long t) {
        learningRate = rate;
    }

    double learningRate() {
        return learningRate;
    }

    double momentum() {
        return momentum;
    }

    /** How much of m is in d. */
    double ofMomentum() {
        return isNesterov ? momentum : 1;
    }

    /** How much of g is in d beside that in m. */
    double ofGradient() {
        return isNesterov ? 1 : 0;
    }

    @Override
    public int moments() {
        return 1;
    }

    @Override
    public void update(Kernels kernels, DirectMemory w, DirectMemory g, List<DirectMemory> remembered, int count) {
        kernels.sgd(w, g, remembered.get(0), count, this);
    }

    @Override
    void update(WeightPanels panels, int panel, SparseBatch x, float beta) {
        panels.update(panel, x, beta, this);
    }
}
