package dev.kappasweep.analysis;

import static dev.kappasweep.analysis.TableFixture.completed;
import static dev.kappasweep.analysis.TableFixture.ended;
import static dev.kappasweep.analysis.TableFixture.results;
import static dev.kappasweep.analysis.TableFixture.sweep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.SearchConstraint;
import dev.kappasweep.sweep.SearchObjective;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.table.Configuration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BestTableTest {
    private static final SweepSpec SWEEP = sweep("drawn", List.of(0.0, 0.01, 0.1, 1.0, 10.0), List.of(1L, 2L));

    /** Accuracies without noise: 98, 96, 95 with one seed, 90 and none, in the order of lambda; kappa 40, 4, 2, 1. */
    private static final Grid GRID = new Grid(results(
            SWEEP,
            completed(SWEEP, 0, 40, 0.98, 0.93),
            completed(SWEEP, 1, 40, 0.98, 0.91),
            completed(SWEEP, 2, 4, 0.96, 0.94),
            completed(SWEEP, 3, 4, 0.96, 0.94),
            completed(SWEEP, 4, 2, 0.99, 0.9),
            ended(SWEEP, 5, TrialStatus.DIVERGED),
            completed(SWEEP, 6, 1, 0.9, 0.9),
            completed(SWEEP, 7, 1, 0.9, 0.88),
            ended(SWEEP, 8, TrialStatus.DIVERGED)));

    private static final SearchObjective ACCURACY = new SearchObjective("accuracy(inf)", true);
    private static final SearchObjective KAPPA = new SearchObjective("kappa(W1)", false);

    private static List<Double> lambdas(BestTable table) {
        return table.ranked().stream().map(Configuration::lambda).toList();
    }

    @Test
    void theBestMeanIsFirstAndWhatLacksSeedsLast() {
        assertThat(lambdas(BestTable.of(GRID, List.of(ACCURACY), List.of()))).containsExactly(0.0, 0.01, 1.0, 0.1);
        assertThat(lambdas(BestTable.of(GRID, List.of(KAPPA), List.of()))).containsExactly(1.0, 0.01, 0.0, 0.1);
    }

    @Test
    void whatKeepsTheConstraintsComesFirst() {
        assertThat(lambdas(BestTable.of(GRID, List.of(ACCURACY), List.of(SearchConstraint.parse("kappa(W1) <= 5")))))
                .containsExactly(0.01, 1.0, 0.0, 0.1);
    }

    @Test
    void ofSeveralObjectivesTheFrontIsMarked() {
        BestTable table = BestTable.of(GRID, List.of(ACCURACY, KAPPA), List.of());
        assertThat(table.forPeople().lines())
                .extracting(line -> line.get(0) + " " + line.get(line.size() - 1))
                .containsExactlyInAnyOrder("0 no", "0.01 no", "1 yes", "0.1 yes");
    }

    @Test
    void oneThatIsSeveralNumbersIsRefused() {
        assertThatThrownBy(() -> BestTable.of(GRID, List.of(new SearchObjective("accuracy", true)), List.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'accuracy' is ")
                .hasMessageContaining("accuracy(inf)");
    }
}
