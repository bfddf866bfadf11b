package dev.kappasweep.analysis;

import dev.kappasweep.sweep.TrialStatus;
import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * The mean of one quantity over the seeds of a configuration. Every planned seed is counted in exactly one of n, undefined,
 * diverged, failed and not run.
 *
 * @param mean over the n values, NaN if n is 0
 * @param halfWidth of the 95 % confidence interval of the mean by Student's t; NaN if n is below 2
 * @param n completed trials with a finite value
 * @param undefined completed trials whose value is NaN or infinite
 */
record Estimate(double mean, double halfWidth, int n, int undefined, int diverged, int failed, int planned) {
    private static final double CONFIDENCE = 0.95;

    /** Over the replicates of one configuration, of which {@code planned} were asked for. */
    static Estimate of(Quantity quantity, List<Replicate> replicates, int planned) {
        double[] values = replicates.stream()
                .filter(replicate -> replicate.status() == TrialStatus.COMPLETED)
                .mapToDouble(quantity.of())
                .filter(Double::isFinite)
                .toArray();
        int completed = count(replicates, TrialStatus.COMPLETED);
        return new Estimate(
                values.length == 0 ? Double.NaN : StatUtils.mean(values),
                halfWidth(values),
                values.length,
                completed - values.length,
                count(replicates, TrialStatus.DIVERGED),
                count(replicates, TrialStatus.FAILED),
                planned);
    }

    int notRun() {
        return planned - n - undefined - diverged - failed;
    }

    /** Half the width of the 95 % interval of the mean: t(0.975, n - 1) s / sqrt(n). */
    static double halfWidth(double[] values) {
        if (values.length < 2) {
            return Double.NaN;
        }
        double quantile =
                new TDistribution(null, values.length - 1.0).inverseCumulativeProbability((1 + CONFIDENCE) / 2);
        return quantile * Math.sqrt(StatUtils.variance(values) / values.length);
    }

    private static int count(List<Replicate> replicates, TrialStatus status) {
        return (int) replicates.stream()
                .filter(replicate -> replicate.status() == status)
                .count();
    }
}
