package dev.kappasweep.search;

import dev.kappasweep.statistics.Sample;
import java.util.List;

/**
 * When a candidate gets no further seeds: it is worse than the best so far, over the seeds that both have, by more than chance would do
 * in one of twenty comparisons of equals. Its losses minus those of the best, seed by seed, have a mean whose one-sided interval by
 * Student's t is above 0.
 */
final class Racing {
    /** Seeds that every candidate gets: two differences are the fewest that say anything of their spread. */
    static final int LEAST = 2;

    private static final double ERROR = 0.05;

    private Racing() {}

    /** @param differences losses of the candidate minus those of the best, of the same seeds; finite */
    static boolean isSurelyWorse(List<Double> differences) {
        double[] values = differences.stream().mapToDouble(Double::doubleValue).toArray();
        return values.length >= LEAST && new Sample(values).lowerBound(ERROR) > 0;
    }
}
