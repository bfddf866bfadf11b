package dev.kappasweep.kernel;

/**
 * The numbers of one Adam step, in PyTorch's form: m = beta1 m + (1 - beta1) g, v = beta2 v + (1 - beta2) g^2, w = w -
 * stepSize m / (sqrt(v) rootBias2 + epsilon). Kingma and Ba, Adam, ICLR 2015, algorithm 1, with epsilon added after the
 * correction of v.
 *
 * @param stepSize learning rate / (1 - beta1^t)
 * @param rootBias2 1 / sqrt(1 - beta2^t)
 */
public record AdamStep(double beta1, double beta2, double epsilon, double stepSize, double rootBias2) {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    /** Step number {@code t}, counted from 1, with the usual beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8. */
    public static AdamStep of(double learningRate, long t) {
        double stepSize = learningRate / (1 - Math.pow(BETA1, (double) t));
        return new AdamStep(BETA1, BETA2, EPSILON, stepSize, 1 / Math.sqrt(1 - Math.pow(BETA2, (double) t)));
    }
}
