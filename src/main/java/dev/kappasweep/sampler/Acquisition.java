package dev.kappasweep.sampler;

import dev.kappasweep.sampler.GaussianProcess.Belief;
import java.util.List;
import java.util.Optional;

/**
 * How much is to be expected of a point: the logarithm of the expected improvement, times the probability that each constraint is met.
 *
 * @param improvement of which objective and on which value; empty where no point is known that meets all constraints
 * @param constraints of each the probability to be below a value
 */
record Acquisition(Optional<Limit> improvement, List<Limit> constraints) {
    /** A function, and a value that it is to be below. */
    record Limit(GaussianProcess process, double value) {
        boolean isMetAt(double[] features) {
            return process.at(features).mean() <= value;
        }
    }

    double at(double[] features) {
        double sum = improvement
                .map(limit -> logImprovement(limit.process.at(features), limit.value))
                .orElse(0.0);
        for (Limit limit : constraints) {
            Belief belief = limit.process.at(features);
            sum += Normal.logBelow((limit.value - belief.mean()) / belief.deviation());
        }
        return sum;
    }

    private static double logImprovement(Belief belief, double value) {
        double deviation = belief.deviation();
        return Normal.logImprovement((value - belief.mean()) / deviation) + StrictMath.log(deviation);
    }

    /** The value at some features, to whose gradient it is added. */
    double at(double[] features, double[] gradient) {
        double sum = 0;
        double[] ofMean = new double[features.length];
        double[] ofVariance = new double[features.length];
        if (improvement.isPresent()) {
            Limit limit = improvement.get();
            Belief belief = limit.process.at(features, ofMean, ofVariance);
            double slope = Normal.slopeOfLogImprovement((limit.value - belief.mean()) / belief.deviation());
            add(belief, limit.value, slope, 1, ofMean, ofVariance, gradient);
            sum += logImprovement(belief, limit.value);
        }
        for (Limit limit : constraints) {
            Belief belief = limit.process.at(features, ofMean, ofVariance);
            double z = (limit.value - belief.mean()) / belief.deviation();
            add(belief, limit.value, Normal.slopeOfLogBelow(z), 0, ofMean, ofVariance, gradient);
            sum += Normal.logBelow(z);
        }
        return sum;
    }

    /**
     * Adds the gradient of f((value - mean) / deviation) + power log deviation.
     *
     * @param slope of f
     */
    private static void add(
            Belief belief,
            double value,
            double slope,
            int power,
            double[] ofMean,
            double[] ofVariance,
            double[] gradient) {
        double deviation = belief.deviation();
        double z = (value - belief.mean()) / deviation;
        for (int i = 0; i < gradient.length; i++) {
            double ofDeviation = 0.5 * ofVariance[i] / deviation;
            gradient[i] += slope * (-ofMean[i] - z * ofDeviation) / deviation + power * ofDeviation / deviation;
        }
    }
}
