package dev.kappasweep.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.inference.TTest;

/**
 * What differences of pairs say, two-sided, against a mean (t) or a centre (Wilcoxon) of zero.
 *
 * @param differences treatment minus baseline, one per pair
 * @param tTest p-value of the paired t test; NaN for fewer than two pairs or equal differences
 * @param wilcoxon p-value of Wilcoxon's signed rank test, exact up to 200 pairs; NaN if every difference is zero
 */
public record PairedComparison(Sample differences, double tTest, double wilcoxon) {
    public static PairedComparison of(Sample differences) {
        double[] values = differences.values();
        boolean hasSpread = Arrays.stream(values).distinct().count() > 1;
        double tTest = hasSpread ? TTest.withDefaults().test(values).getPValue() : Double.NaN;
        return new PairedComparison(differences, tTest, SignedRanks.pValue(values));
    }
}
