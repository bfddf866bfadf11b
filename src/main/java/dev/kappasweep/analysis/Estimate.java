package dev.kappasweep.analysis;

import dev.kappasweep.statistics.Interval;
import dev.kappasweep.statistics.Sample;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.table.Quantity;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One quantity over the seeds of a configuration. Every planned seed is counted in exactly one of n, undefined, a status other
 * than COMPLETED, and not run.
 *
 * @param values of the completed trials, where finite
 * @param ended the number of trials by a status other than COMPLETED; one that does not occur is absent
 * @param undefined completed trials whose value is NaN or infinite
 */
public record Estimate(Sample values, Map<TrialStatus, Integer> ended, int undefined, int planned) {
    public Estimate {
        ended = Collections.unmodifiableMap(ended);
    }

    /** Over the replicates of one configuration, of which {@code planned} were asked for. */
    static Estimate of(Quantity quantity, List<Replicate> replicates, int planned) {
        double[] values = replicates.stream()
                .filter(replicate -> replicate.status() == TrialStatus.COMPLETED)
                .mapToDouble(replicate -> replicate.value(quantity))
                .filter(Double::isFinite)
                .toArray();
        Map<TrialStatus, Integer> byStatus = new EnumMap<>(TrialStatus.class);
        replicates.forEach(replicate -> byStatus.merge(replicate.status(), 1, Integer::sum));
        int completed = byStatus.getOrDefault(TrialStatus.COMPLETED, 0);
        byStatus.remove(TrialStatus.COMPLETED);
        return new Estimate(new Sample(values), byStatus, completed - values.length, planned);
    }

    public int n() {
        return values.n();
    }

    public double mean() {
        return values.mean();
    }

    /** The 95 % interval of the mean by Student's t. */
    public Interval interval() {
        return values.interval();
    }

    int count(TrialStatus status) {
        return ended.getOrDefault(status, 0);
    }

    /** Whether no planned trial has ended. */
    boolean isUntouched() {
        return notRun() == planned;
    }

    int notRun() {
        int other = ended.values().stream().mapToInt(Integer::intValue).sum();
        return planned - n() - undefined - other;
    }
}
