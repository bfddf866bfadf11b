package dev.kappasweep.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Holm's step-down correction for several tests (Scandinavian Journal of Statistics 6, 1979). */
public final class Holm {
    private Holm() {}

    /**
     * The adjusted p-values in the order given: of the i-th smallest of m, the largest of (m - j + 1) p_(j) over j up to i, at
     * most 1. A NaN is no test: it stays and does not count.
     */
    public static double[] adjust(double... pValues) {
        int[] ascending = IntStream.range(0, pValues.length)
                .filter(i -> !Double.isNaN(pValues[i]))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> pValues[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = pValues.clone();
        double largest = 0;
        for (int i = 0; i < ascending.length; i++) {
            largest = Math.max(largest, (ascending.length - i) * pValues[ascending[i]]);
            adjusted[ascending[i]] = Math.min(1, largest);
        }
        return adjusted;
    }
}
