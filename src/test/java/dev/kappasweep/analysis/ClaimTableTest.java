package dev.kappasweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.statistics.Sample;
import dev.kappasweep.sweep.InvalidInputException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClaimTableTest {
    private static final double[] CLEAN = {98, 98};

    private static RegularizerFixture tikhonov() {
        return new RegularizerFixture("""
                  - {regularizer: none}
                  - {regularizer: tikhonov, lambda: [0.01, 0.001]}
                """)
                .completed("none", 0, 40, CLEAN, 93, 71)
                .completed("tikhonov", 0.001, 80, CLEAN, 95, 60)
                .completed("tikhonov", 0.01, 70, CLEAN, 92, 75);
    }

    private static RegularizerFixture published(double snr1) {
        return new RegularizerFixture("  - {regularizer: conditionNumber, lambda: [0.1, 1]}\n")
                .completed("conditionNumber", 0.1, 2, CLEAN, snr1, 70)
                .completed("conditionNumber", 1, 1, CLEAN, snr1 - 1, 68);
    }

    @Test
    void everyStatementHasBothFiguresAndAVerdict() {
        ClaimTable table = ClaimTable.of(
                new Grid(tikhonov().results()),
                Optional.of(new Grid(published(94).results())));

        assertThat(table.claims())
                .extracting(claim ->
                        claim.statement() + ": " + claim.verdict().name().replace('_', ' '))
                .containsExactly(
                        "kappa(W1): tikhonov 0.001 above lambda 0: HOLDS",
                        "kappa(W1): tikhonov 0.01 above tikhonov 0.001: DOES NOT HOLD",
                        "accuracy % (SNR 1): tikhonov 0.001 above lambda 0: HOLDS",
                        "accuracy % (SNR 1): tikhonov 0.01 above lambda 0: DOES NOT HOLD",
                        "accuracy % (SNR 1): tikhonov 0.001 above conditionNumber 0.1: HOLDS",
                        "accuracy % (SNR 1): tikhonov 0.01 above conditionNumber 0.1: DOES NOT HOLD",
                        "accuracy % (SNR 0.5): tikhonov 0.001 below lambda 0: HOLDS",
                        "accuracy % (SNR 0.5): tikhonov 0.01 below lambda 0: DOES NOT HOLD",
                        "accuracy % (SNR 0.5): tikhonov 0.001 below conditionNumber 0.1: HOLDS",
                        "accuracy % (SNR 0.5): tikhonov 0.01 below conditionNumber 0.1: DOES NOT HOLD");
        assertThat(table.isBorneOut()).isFalse();
        assertThat(TableFormat.MARKDOWN.write(table).lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "| accuracy % (SNR 1): tikhonov 0.001 above lambda 0 | 95.50 ± 6.35 (n=2) | 93.50 ± 6.35 (n=2) |"
                                + " +2.00 ± 0.00 (pairs=2) | holds |");
    }

    @Test
    void withoutAnotherSweepTheOneItselfIsAskedForTheProposedRegularizer() {
        ClaimTable alone = ClaimTable.of(new Grid(tikhonov().results()), Optional.empty());
        assertThat(alone.claims()).hasSize(6);
        assertThat(TableFormat.MARKDOWN.write(alone)).contains("give its results with --against");

        RegularizerFixture both = new RegularizerFixture("""
                  - {regularizer: none}
                  - {regularizer: tikhonov, lambda: [0.001]}
                  - {regularizer: conditionNumber, lambda: [0.1]}
                """)
                .completed("none", 0, 40, CLEAN, 93, 71)
                .completed("tikhonov", 0.001, 80, CLEAN, 95, 60)
                .completed("conditionNumber", 0.1, 2, CLEAN, 94, 70);
        ClaimTable table = ClaimTable.of(new Grid(both.results()), Optional.empty());
        assertThat(table.claims()).hasSize(5);
        assertThat(table.isBorneOut()).isTrue();
    }

    @Test
    void verdictLooksAtTheInterval() {
        assertThat(ClaimTable.Verdict.of(new Sample(1, 1.1, 0.9), true)).isEqualTo(ClaimTable.Verdict.HOLDS);
        assertThat(ClaimTable.Verdict.of(new Sample(-1, -1.1, -0.9), false)).isEqualTo(ClaimTable.Verdict.HOLDS);
        assertThat(ClaimTable.Verdict.of(new Sample(3, -1, 0.1), true)).isEqualTo(ClaimTable.Verdict.IN_THE_MEAN);
        assertThat(ClaimTable.Verdict.of(new Sample(1), true)).isEqualTo(ClaimTable.Verdict.IN_THE_MEAN);
        assertThat(ClaimTable.Verdict.of(new Sample(1), false)).isEqualTo(ClaimTable.Verdict.DOES_NOT_HOLD);
        assertThat(ClaimTable.Verdict.of(new Sample(0), true)).isEqualTo(ClaimTable.Verdict.DOES_NOT_HOLD);
        assertThat(ClaimTable.Verdict.of(new Sample(0.1, 0.2, -0.3), true)).isEqualTo(ClaimTable.Verdict.DOES_NOT_HOLD);
    }

    @Test
    void whatIsUndefinedHasRunAllTheSame() {
        RegularizerFixture undefined = new RegularizerFixture("""
                  - {regularizer: none}
                  - {regularizer: tikhonov, lambda: [0.001, 0.01]}
                """)
                .completed("none", 0, 40, CLEAN, 93, 71)
                .completed("tikhonov", 0.001, Double.NaN, CLEAN, 95, 60);
        assertThat(ClaimTable.of(new Grid(undefined.results()), Optional.empty())
                        .claims())
                .extracting(claim -> claim.statement() + ": " + claim.verdict())
                .startsWith(
                        "kappa(W1): tikhonov 0.001 above lambda 0: NO_PAIR",
                        "kappa(W1): tikhonov 0.01 above tikhonov 0.001: NOT_RUN");
    }

    @Test
    void sweepWithoutTikhonovIsRefused() {
        Grid other = new Grid(TableFixture.results(TableFixture.sweep("s", List.of(0.0, 0.1), List.of(1L))));
        assertThatThrownBy(() -> ClaimTable.of(other, Optional.empty()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no tikhonov");
    }
}
