package dev.kappasweep.sampler;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * One loss for several: the largest of the weighted losses, each as a part of its range, and a little of their sum (the augmented
 * Tchebycheff norm); a single loss is itself.
 */
final class Scalar {
    private static final double OF_SUM = 0.05;

    private final double[] weights;
    private final double[] least;
    private final double[] range;

    private Scalar(double[] weights, double[] least, double[] range) {
        this.weights = weights;
        this.least = least;
        this.range = range;
    }

    /** With weights uniform on the simplex. */
    static Scalar of(List<Told> told, RandomGenerator random) {
        int objectives = told.get(0).losses().size();
        double[] weights = new double[objectives];
        double sum = 0;
        for (int i = 0; i < objectives && objectives > 1; i++) {
            weights[i] = -StrictMath.log(1 - random.nextDouble());
            sum += weights[i];
        }
        for (int i = 0; i < objectives; i++) {
            weights[i] = objectives == 1 ? 1 : weights[i] / sum;
        }
        double[] least = new double[objectives];
        double[] range = new double[objectives];
        for (int i = 0; i < objectives; i++) {
            int at = i;
            double[] sorted = told.stream()
                    .filter(one -> !one.hasFailed())
                    .mapToDouble(one -> one.losses().get(at))
                    .sorted()
                    .toArray();
            double whole = sorted[sorted.length - 1] - sorted[0];
            least[i] = sorted[0];
            range[i] = whole > 0 ? whole : 1;
        }
        return new Scalar(weights, least, range);
    }

    /** NaN of what failed. */
    double loss(Told told) {
        if (told.hasFailed()) {
            return Double.NaN;
        }
        if (weights.length == 1) {
            return told.losses().get(0);
        }
        double[] parts = IntStream.range(0, weights.length)
                .mapToDouble(i -> weights[i] * (told.losses().get(i) - least[i]) / range[i])
                .toArray();
        double largest = 0;
        double sum = 0;
        for (double part : parts) {
            largest = Math.max(largest, part);
            sum += part;
        }
        return largest + OF_SUM * sum;
    }
}
