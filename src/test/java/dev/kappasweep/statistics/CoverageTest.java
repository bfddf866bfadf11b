package dev.kappasweep.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often a 95 % interval holds the mean that the samples were drawn with. */
class CoverageTest {
    private static final double MEAN = 3;

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 10, 30})
    void intervalByStudentsTHoldsTheMeanOfNormalValuesIn95Percent(int n) {
        assertThat(coverage(n, 20_000, random -> MEAN + random.nextGaussian(), Sample::interval))
                .isBetween(0.94, 0.96);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 25})
    void bootstrapIntervalHoldsTheMeanOfNormalValuesIn93To97Percent(int n) {
        assertThat(coverage(n, 600, random -> MEAN + random.nextGaussian(), Bootstrap::ofMean))
                .isBetween(0.93, 0.97);
    }

    /** What the documentation says of few seeds: the interval ends at the smallest and the largest value. */
    @ParameterizedTest
    @ValueSource(ints = 3)
    void bootstrapIntervalOfThreeValuesIsTooNarrow(int n) {
        assertThat(coverage(n, 600, random -> MEAN + random.nextGaussian(), Bootstrap::ofMean))
                .isBetween(0.70, 0.80);
    }

    private static double coverage(
            int n, int repetitions, ToDoubleFunction<Random> draw, Function<Sample, Interval> interval) {
        Random random = new Random(1);
        int held = 0;
        for (int i = 0; i < repetitions; i++) {
            double[] values = new double[n];
            for (int j = 0; j < n; j++) {
                values[j] = draw.applyAsDouble(random);
            }
            held += interval.apply(new Sample(values)).contains(MEAN) ? 1 : 0;
        }
        return (double) held / repetitions;
    }
}
