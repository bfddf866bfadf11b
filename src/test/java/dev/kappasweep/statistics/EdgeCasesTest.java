package dev.kappasweep.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EdgeCasesTest {
    @Test
    void oneValueHasNoInterval() {
        Sample one = new Sample(7);
        assertThat(one.mean()).isEqualTo(7);
        assertThat(one.standardDeviation()).isNaN();
        assertThat(one.interval()).isEqualTo(Interval.NONE);
        assertThat(Bootstrap.ofMean(one)).isEqualTo(Interval.NONE);
    }

    @Test
    void noValuesHaveNoMean() {
        assertThat(new Sample().mean()).isNaN();
        assertThat(new Sample().median()).isNaN();
        assertThat(new Sample().min()).isNaN();
    }

    @Test
    void equalValuesHaveAnIntervalOfNoWidth() {
        assertThat(new Sample(0.1, 0.1, 0.1).interval().halfWidth()).isZero();
    }

    @Test
    void undefinedValuesAreNoSample() {
        assertThatThrownBy(() -> new Sample(1, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sameSampleGivesTheSameBootstrapInterval() {
        Sample sample = new Sample(1, 5, 2, 8);
        assertThat(Bootstrap.ofMean(sample)).isEqualTo(Bootstrap.ofMean(sample));
    }

    @Test
    void equalPairsGiveNoTest() {
        PairedComparison same = PairedComparison.of(new Sample(0, 0, 0));
        assertThat(same.tTest()).isNaN();
        assertThat(same.wilcoxon()).isNaN();
        assertThat(PairedComparison.of(new Sample(0.5)).tTest()).isNaN();
    }

    @Test
    void threePairsOfOneSignCanReachOneQuarterAtBest() {
        assertThat(PairedComparison.of(new Sample(1, 2, 3)).wilcoxon()).isEqualTo(0.25);
    }

    @Test
    void comparisonThatCouldNotBeTestedDoesNotCountForHolm() {
        assertThat(Holm.adjust(0.01, Double.NaN, 0.04)).containsExactly(0.02, Double.NaN, 0.04);
        assertThat(Holm.adjust()).isEmpty();
    }

    @Test
    void constantSideHasNoRankCorrelation() {
        assertThat(RankCorrelation.of(new double[] {1, 1, 1}, new double[] {1, 2, 3})
                        .rho())
                .isNaN();
        assertThat(RankCorrelation.of(new double[] {1, 2, 3, 4}, new double[] {2, 3, 5, 9}))
                .isEqualTo(new RankCorrelation(1, 0, 4));
        assertThatThrownBy(() -> RankCorrelation.of(new double[3], new double[4]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
