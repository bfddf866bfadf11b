package dev.kappasweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class ZigguratTest {
    private static final int DRAWS = 2_000_000;
    private static final double[] SORTED = draws();

    private static double[] draws() {
        L64X128Mix source = new L64X128Mix(11, 12, 13, 14);
        double[] values = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            values[i] = Ziggurat.next(source);
        }
        Arrays.sort(values);
        return values;
    }

    @Test
    void momentsAreThoseOfTheNormalDistribution() {
        double[] sums = new double[5];
        for (double value : SORTED) {
            for (int power = 1; power <= 4; power++) {
                sums[power] += Math.pow(value, power) / DRAWS;
            }
        }
        // Four standard deviations of each: sqrt(1, 2, 15, 96 / n).
        assertThat(sums[1]).isCloseTo(0, within(4 * Math.sqrt(1.0 / DRAWS)));
        assertThat(sums[2]).isCloseTo(1, within(4 * Math.sqrt(2.0 / DRAWS)));
        assertThat(sums[3]).isCloseTo(0, within(4 * Math.sqrt(15.0 / DRAWS)));
        assertThat(sums[4]).isCloseTo(3, within(4 * Math.sqrt(96.0 / DRAWS)));
    }

    /** Kolmogorov and Smirnov: sqrt(n) D is above 1.95 once in a thousand samples. */
    @Test
    void theDistributionIsNormal() {
        NormalDistribution normal = NormalDistribution.of(0, 1);
        double distance = 0;
        for (int i = 0; i < DRAWS; i++) {
            double expected = normal.cumulativeProbability(SORTED[i]);
            distance = Math.max(distance, Math.max(expected - i / (double) DRAWS, (i + 1) / (double) DRAWS - expected));
        }
        assertThat(Math.sqrt(DRAWS) * distance).isLessThan(1.95);
    }

    /** Beyond 3.654 a number is not of a layer any more. */
    @Test
    void bothTailsAreAsHeavyAsTheyShouldBe() {
        NormalDistribution normal = NormalDistribution.of(0, 1);
        for (double from : new double[] {2.5, 3.654152885361009, 4, 4.5}) {
            double expected = DRAWS * normal.survivalProbability(from);
            double slack = 4 * Math.sqrt(expected);
            assertThat(beyond(from)).as("above %s", from).isBetween(expected - slack, expected + slack);
            assertThat(below(-from)).as("below -%s", from).isBetween(expected - slack, expected + slack);
        }
    }

    private static double beyond(double from) {
        return Arrays.stream(SORTED).filter(value -> value > from).count();
    }

    private static double below(double to) {
        return Arrays.stream(SORTED).filter(value -> value < to).count();
    }

    /** The numbers by docs/streams.md, from a program of its own: src/test/resources/data/streams.py. */
    @Test
    void numbersAreThoseOfTheDocumentedSteps() {
        L64X128Mix source =
                new L64X128Mix(0x413b3d6c52481a65L, 0xc1231f1811655906L, 0x8827247f034c4e4dL, 0xea5508650a264226L);
        double sum = 0;
        double[] last = new double[3];
        for (int i = 0; i < 100_000; i++) {
            last[i % 3] = source.nextGaussian();
            sum += last[i % 3];
        }
        assertThat(new double[] {last[0], last[1], last[2], sum}).containsExactly(GOLDEN);
    }

    private static final double[] GOLDEN = {
        -0.9692298239855507, 0.22948497273474724, -1.5995986195809968, -384.4577625211573
    };
}
