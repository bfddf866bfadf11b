package dev.kappasweep.analysis;

import dev.kappasweep.statistics.Rounding;
import dev.kappasweep.statistics.Sample;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.table.Quantity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Differences over the seeds that two configurations have in common. */
final class PairedDifferences {
    private PairedDifferences() {}

    /**
     * Of {@code ones} minus {@code others}, for each seed for which both are completed with a finite value; what is equal but for
     * rounding is equal.
     */
    static Sample of(List<Replicate> ones, List<Replicate> others, Quantity quantity) {
        Map<Long, Replicate> bySeed = Replicate.bySeed(others);
        List<Replicate> paired = ones.stream()
                .filter(one -> Double.isFinite(completed(one, quantity))
                        && Double.isFinite(completed(bySeed.get(seed(one)), quantity)))
                .toList();
        return new Sample(Rounding.differences(
                paired.stream().mapToDouble(one -> one.value(quantity)).toArray(),
                paired.stream()
                        .mapToDouble(one -> completed(bySeed.get(seed(one)), quantity))
                        .toArray()));
    }

    /** Those of {@code ones} whose seed {@code others} have as well. */
    static List<Replicate> common(List<Replicate> ones, List<Replicate> others) {
        Map<Long, Replicate> bySeed = Replicate.bySeed(others);
        return ones.stream().filter(one -> bySeed.containsKey(seed(one))).toList();
    }

    private static long seed(Replicate replicate) {
        return replicate.trial().spec().seed();
    }

    private static double completed(@Nullable Replicate replicate, Quantity quantity) {
        return replicate == null || replicate.status() != TrialStatus.COMPLETED
                ? Double.NaN
                : replicate.value(quantity);
    }

    /** {@code -0.41 ± 0.12 (pairs=3)}; {@code no pair}. */
    static String text(Sample differences, int decimals, int planned) {
        if (differences.n() == 0) {
            return "no pair";
        }
        double halfWidth = differences.interval().halfWidth();
        String interval = Double.isNaN(halfWidth) ? "" : " ± " + NumberText.measured(halfWidth, decimals);
        String pairs = differences.n() == planned ? "" + planned : differences.n() + "/" + planned;
        return NumberText.signed(differences.mean(), decimals) + interval + " (pairs=" + pairs + ")";
    }
}
