package dev.kappasweep.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.apache.commons.statistics.distribution.TDistribution;

/** Independent measurements of one quantity, all finite. */
public final class Sample {
    /** The confidence of every interval. */
    public static final double CONFIDENCE = 0.95;

    private final double[] values;

    /** @throws IllegalArgumentException if a value is NaN or infinite */
    public Sample(double... values) {
        if (!Arrays.stream(values).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("not all finite: " + Arrays.toString(values));
        }
        this.values = values.clone();
    }

    public int n() {
        return values.length;
    }

    /** A copy in the order given. */
    public double[] values() {
        return values.clone();
    }

    /** NaN for no values. */
    public double mean() {
        return Mean.of(values).getAsDouble();
    }

    /** NaN for no values; the mean of the two in the middle for an even number of them. */
    public double median() {
        return Median.withDefaults().evaluate(values.clone());
    }

    /** NaN for no values. */
    public double min() {
        return Arrays.stream(values).min().orElse(Double.NaN);
    }

    /** NaN for no values. */
    public double max() {
        return Arrays.stream(values).max().orElse(Double.NaN);
    }

    /** With n - 1 in the denominator; NaN for fewer than two values. */
    public double standardDeviation() {
        return values.length < 2 ? Double.NaN : StandardDeviation.of(values).getAsDouble();
    }

    /** The 95 % interval of the mean by Student's t: mean +- t(0.975, n - 1) s / sqrt(n); none for fewer than two values. */
    public Interval interval() {
        if (values.length < 2) {
            return Interval.NONE;
        }
        double quantile = quantileOfT(values.length - 1);
        double halfWidth = quantile * standardDeviation() / Math.sqrt(values.length);
        return new Interval(mean() - halfWidth, mean() + halfWidth);
    }

    /**
     * What the mean is above, but for an error: mean - t(1 - error, n - 1) s / sqrt(n), with six decimals of t; NaN for fewer than two
     * values.
     *
     * @param error the probability that it is not, for normal values; between 0 and 1
     */
    public double lowerBound(double error) {
        if (values.length < 2) {
            return Double.NaN;
        }
        double quantile = TDistribution.of(values.length - 1.0).inverseSurvivalProbability(error);
        return mean() - Math.rint(quantile * 1e6) / 1e6 * standardDeviation() / Math.sqrt(values.length);
    }

    /**
     * Where one more measurement lies with probability {@code confidence}: mean +- t((1 + confidence)/2, n - 1) sqrt(s^2 (1 + 1/n) +
     * e^2), for normal values; none for fewer than two values.
     *
     * @param confidence between 0 and 1
     * @param furtherDeviation e, the standard deviation of an error that only the further measurement has; at least 0
     */
    public Interval prediction(double confidence, double furtherDeviation) {
        if (values.length < 2) {
            return Interval.NONE;
        }
        double quantile = TDistribution.of(values.length - 1.0).inverseSurvivalProbability((1 - confidence) / 2);
        double deviation = standardDeviation();
        double variance = deviation * deviation * (1 + 1.0 / values.length) + furtherDeviation * furtherDeviation;
        double halfWidth = quantile * Math.sqrt(variance);
        return new Interval(mean() - halfWidth, mean() + halfWidth);
    }

    /** t(0.975, degreesOfFreedom). */
    static double quantileOfT(int degreesOfFreedom) {
        return TDistribution.of(degreesOfFreedom).inverseSurvivalProbability((1 - CONFIDENCE) / 2);
    }
}
