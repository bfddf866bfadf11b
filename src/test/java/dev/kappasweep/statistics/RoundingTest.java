package dev.kappasweep.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RoundingTest {
    private static final int IMAGES = 4000;

    /** Percentages of {@code base_i + more_i} and of {@code base_i} images. */
    private static double[] differences(int... more) {
        int[] base = {3900, 3871, 2844, 3666, 3917, 3803, 3777, 3599};
        double[] ones = new double[more.length];
        double[] others = new double[more.length];
        for (int i = 0; i < more.length; i++) {
            ones[i] = 100 * ((double) (base[i] + more[i]) / IMAGES);
            others[i] = 100 * ((double) base[i] / IMAGES);
        }
        return Rounding.differences(ones, others);
    }

    private static PairedComparison comparison(int... more) {
        return PairedComparison.of(new Sample(differences(more)));
    }

    /** Seven of one size have rank 4 and one has 8: at most 12 of 36 in 72 of 256 assignments of signs. */
    @Test
    void tiesHaveTheExactProbabilityOfMeanRanks() {
        assertThat(comparison(25, 25, 25, 25, 25, -25, 25, -50).wilcoxon()).isEqualTo(0.5625);
        assertThat(comparison(-25, -25, -25, -25, -25, 25, -25, 50).wilcoxon()).isEqualTo(0.5625);
        assertThat(comparison(40, -40, 40, 40, 40, 40, -13, 40).wilcoxon()).isEqualTo(0.125);
        assertThat(comparison(-40, 40, -40, -40, -40, -40, 13, -40).wilcoxon()).isEqualTo(0.125);
    }

    @Test
    void equalDifferencesHaveNoSpread() {
        assertThat(Arrays.stream(differences(25, 25, 25, 25, 25, 25, 25, 25)).distinct())
                .hasSize(1);
        assertThat(comparison(25, 25, 25, 25, 25, 25, 25, 25).tTest()).isNaN();
        assertThat(comparison(25, 25, 25, 25, 25, 25, 25, 26).tTest()).isLessThan(1e-9);
    }

    @Test
    void differenceOfOneImageStays() {
        assertThat(differences(1, -1, 0, 2)).satisfies(values -> {
            assertThat(values[0]).isCloseTo(0.025, within(1e-12));
            assertThat(values[1]).isEqualTo(-values[0]);
            assertThat(values[2]).isZero();
            assertThat(values[3]).isGreaterThan(values[0]);
        });
    }

    @Test
    void whatIsEqualDependsOnThePairAndNotOnALargerOneBesideIt() {
        assertThat(Rounding.differences(new double[] {1e12, 3, 4}, new double[] {1, 1, 1.5}))
                .containsExactly(1e12 - 1, 2, 2.5);
        assertThat(Rounding.difference(1e-30, 0)).isEqualTo(1e-30);
        assertThat(Rounding.difference(0.1 + 0.2, 0.3)).isZero();
        assertThatThrownBy(() -> Rounding.differences(new double[1], new double[2]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Rounding.differences(new double[0], new double[0])).isEmpty();
    }

    @Test
    void meanIsKnownToABillionthOfTheLargestValue() {
        assertThat(Rounding.ofMean(new Sample(-3, 1))).isCloseTo(3e-9, within(1e-20));
        assertThat(Rounding.ofMean(new Sample())).isZero();
    }
}
