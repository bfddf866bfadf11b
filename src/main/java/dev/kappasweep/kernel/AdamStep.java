package dev.kappasweep.kernel;

import java.util.List;

/**
 * The numbers of one Adam step, in PyTorch's form: m = beta1 m + (1 - beta1) g, v = beta2 v + (1 - beta2) g^2, w = kept w -
 * stepSize m / (sqrt(v) rootBias2 + epsilon). Kingma and Ba, Adam, ICLR 2015, algorithm 1, with epsilon added after the
 * correction of v and the usual beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8.
 */
public final class AdamStep extends OptimizerStep {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private double stepSize;
    private double rootBias2;

    /** Without weight decay. */
    public AdamStep() {
        this(0);
    }

    /** @param weightDecay at least 0 */
    public AdamStep(double weightDecay) {
        super(weightDecay);
    }

    @Override
    void advanceOwn(double learningRate, long t) {
        stepSize = learningRate / (1 - power(BETA1, t));
        rootBias2 = 1 / Math.sqrt(1 - power(BETA2, t));
    }

    /** base^t by squaring, from the lowest bit of t on: products of one order, where StrictMath.pow allocates arrays. */
    private static double power(double base, long t) {
        double result = 1;
        double square = base;
        for (long rest = t; rest > 0; rest >>= 1) {
            result = (rest & 1) == 1 ? result * square : result;
            square *= square;
        }
        return result;
    }

    double beta1() {
        return BETA1;
    }

    double beta2() {
        return BETA2;
    }

    double epsilon() {
        return EPSILON;
    }

    /** learning rate / (1 - beta1^t) */
    double stepSize() {
        return stepSize;
    }

    /** 1 / sqrt(1 - beta2^t) */
    double rootBias2() {
        return rootBias2;
    }

    @Override
    public int moments() {
        return 2;
    }

    @Override
    public void update(Kernels kernels, DirectMemory w, DirectMemory g, List<DirectMemory> remembered, int count) {
        kernels.adam(w, g, remembered.get(0), remembered.get(1), count, this);
    }

    @Override
    void update(WeightPanels panels, int panel, SparseBatch x, float beta) {
        panels.update(panel, x, beta, this);
    }
}
