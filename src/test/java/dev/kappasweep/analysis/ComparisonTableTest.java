package dev.kappasweep.analysis;

import static dev.kappasweep.analysis.TableFixture.completed;
import static dev.kappasweep.analysis.TableFixture.ended;
import static dev.kappasweep.analysis.TableFixture.results;
import static dev.kappasweep.analysis.TableFixture.sweep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.table.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ComparisonTableTest {
    private static final SweepSpec SWEEP = sweep("s", List.of(0.0, 0.1), List.of(1L, 2L, 3L));

    /** Seed 3 diverged with the penalty, so two pairs are left. */
    private static final Grid GRID = new Grid(results(
            SWEEP,
            completed(SWEEP, 0, 40, 0.98, 0.93),
            completed(SWEEP, 1, 44, 0.96, 0.91),
            completed(SWEEP, 2, 48, 0.97, 0.95),
            completed(SWEEP, 3, 1.5, 0.97, 0.9),
            completed(SWEEP, 4, 2.5, 0.96, 0.92),
            ended(SWEEP, 5, TrialStatus.DIVERGED)));

    @Test
    void differencesAreOverCommonSeedsAndWhatDivergedIsShown() {
        ComparisonTable table = ComparisonTable.of(GRID, Optional.empty(), List.of());

        assertThat(table.rows()).hasSize(3);
        ComparisonTable.Row kappa = table.rows().get(0);
        assertThat(kappa.comparison().differences().values()).containsExactly(-38.5, -41.5);
        // scipy.stats.ttest_rel([1.5, 2.5], [40, 44]).pvalue
        assertThat(kappa.comparison().tTest()).isCloseTo(0.02386206031442781, within(1e-10));
        assertThat(kappa.tHolm()).isCloseTo(3 * 0.02386206031442781, within(1e-10));
        assertThat(TableFormat.MARKDOWN.write(table))
                .contains("### s: differences from lambda 0")
                .contains("| 0.1    | kappa(W1)            | 44.00 ± 9.94 (n=3) | 2.00 ± 6.35 (n=2/3; diverged 1/3)")
                .contains("-40.00 ± 19.06 (pairs=2/3)")
                .contains("With 2 pairs Wilcoxon's p is never below 0.5; at least 6 are needed for 0.05.")
                .contains("only k of m planned seeds");
    }

    /** Kappa is 0.2 less for each seed, but for rounding, so there is no t test of it, and the family of the others is smaller. */
    @Test
    void equalDifferencesAreNoMemberOfTheFamilyOfTTests() {
        ComparisonTable table = ComparisonTable.of(
                new Grid(results(
                        SWEEP,
                        completed(SWEEP, 0, 1.3, 0.98, 0.93),
                        completed(SWEEP, 1, 2.3, 0.96, 0.91),
                        completed(SWEEP, 2, 4.3, 0.97, 0.95),
                        completed(SWEEP, 3, 1.1, 0.99, 0.9),
                        completed(SWEEP, 4, 2.1, 0.98, 0.92),
                        completed(SWEEP, 5, 4.1, 0.96, 0.91))),
                Optional.empty(),
                List.of());
        assertThat(table.rows().get(0).comparison().tTest()).isNaN();
        assertThat(table.rows().get(0).comparison().wilcoxon()).isEqualTo(0.25);
        assertThat(table.rows().get(0).wilcoxonHolm()).isEqualTo(0.75);
        assertThat(table.rows().get(1).comparison().tTest()).isCloseTo(0.5285954792089683, within(1e-10));
        assertThat(table.rows().get(1).tHolm()).isCloseTo(2 * 0.32063377951324257, within(1e-10));
        assertThat(table.rows().get(2).comparison().tTest()).isCloseTo(0.32063377951324257, within(1e-10));
        assertThat(table.rows().get(2).tHolm()).isCloseTo(2 * 0.32063377951324257, within(1e-10));
        assertThat(TableFormat.MARKDOWN.write(table))
                .contains("each corrected for its family, the 2 t tests and the 3 of Wilcoxon in this table.");
    }

    @Test
    void metricThatNoTrialCanHaveIsRefused() {
        refusedMetric("kappa(W9)", "is not measured in this sweep, expected one of kappa(W1), kappa(W2)");
        refusedMetric("kappa(W9)@3", "is not measured in this sweep, expected one of kappa(W1)@3, kappa(W2)@3");
        refusedMetric("kappa(W1)@51", "is not measured in this sweep, expected an epoch from 0 to 50");
        refusedMetric("accuracy(3)", "is not measured in this sweep, expected one of accuracy(inf), accuracy(1)");
        refusedMetric(
                "mse",
                "is not measured in this sweep, expected one of "
                        + Arrays.stream(Metric.values())
                                .filter(metric -> metric.isMeasuredIn(GRID.sweep()))
                                .map(Metric::text)
                                .collect(Collectors.joining(", ")));
        assertThat(ComparisonTable.of(GRID, Optional.empty(), List.of("accuracy(1.0)", "r(W2)@50", "seconds"))
                        .rows())
                .extracting(row -> row.quantity().text())
                .containsExactly("accuracy(1)", "r(W2)@50", "seconds");
    }

    private static void refusedMetric(String metric, String message) {
        assertThatThrownBy(() -> ComparisonTable.of(GRID, Optional.empty(), List.of(metric)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("metric: '" + metric + "' " + message);
    }

    @Test
    void csvHasTheFullNumbers() {
        assertThat(TableFormat.CSV.write(ComparisonTable.of(GRID, Optional.of("lambda=0.1"), List.of("kappa"))))
                .contains("s,lambda 0.1,conditionNumber,exact,0,inf,0,0.0001,32,kappa,W1,,,2.0,44.0,40.0,");
    }

    @Test
    void baselineThatIsNotInTheGridIsRefused() {
        refused("lambda=7", "--baseline: lambda '7' is not in the sweep, expected one of 0, 0.1");
        refused("lambda", "--baseline: 'lambda' is not allowed, expected AXIS=VALUE, as in lambda=0");
        refused("depth=1", "--baseline: 'depth' is not allowed, expected one of regularizer");
        refused("regularizer=conditionNumber", "--baseline: the sweep has nothing but regularizer conditionNumber");
    }

    private static void refused(String baseline, String message) {
        assertThatThrownBy(() -> ComparisonTable.of(GRID, Optional.of(baseline), List.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(message);
    }
}
