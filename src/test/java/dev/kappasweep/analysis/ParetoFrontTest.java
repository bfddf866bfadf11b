package dev.kappasweep.analysis;

import static dev.kappasweep.analysis.TableFixture.completed;
import static dev.kappasweep.analysis.TableFixture.results;
import static dev.kappasweep.analysis.TableFixture.sweep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.table.Quantity;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParetoFrontTest {
    private static final SweepSpec SWEEP = sweep("s", List.of(0.0, 0.1, 1.0, 10.0), List.of(1L));

    @Test
    void onTheFrontIsWhatNothingBeatsInEveryObjective() {
        ParetoFront front = ParetoFront.of(new Grid(results(
                SWEEP,
                completed(SWEEP, 0, 40, 0.98, 0.93),
                completed(SWEEP, 1, 3, 0.96, 0.92),
                completed(SWEEP, 2, 4, 0.96, 0.91))));

        assertThat(front.objectives())
                .extracting(Quantity::text)
                .containsExactly("accuracy(inf)", "accuracy(1)", "kappa(W1)");
        assertThat(front.points()).extracting(ParetoFront.Point::isOnFront).containsExactly(true, true, false);
        assertThat(TableFormat.MARKDOWN.write(front))
                .contains("no, see lambda 0.1")
                .contains("1 of 4 configurations have no values yet");
    }

    /** In percent the means of 0.29, 0.28, 0.3 and of three times 0.29 differ in the last bit. */
    @Test
    void meansThatDifferByRoundingAreEqual() {
        SweepSpec seeds = sweep("s", List.of(0.1, 1.0), List.of(1L, 2L, 3L));
        ParetoFront front = ParetoFront.of(new Grid(results(
                seeds,
                completed(seeds, 0, 2, 0.29, 0.5),
                completed(seeds, 1, 2, 0.28, 0.5),
                completed(seeds, 2, 2, 0.3, 0.5),
                completed(seeds, 3, 2, 0.29, 0.5),
                completed(seeds, 4, 2, 0.29, 0.5),
                completed(seeds, 5, 2, 0.29, 0.5))));
        assertThat(front.points().stream()
                        .map(point -> point.estimates().get(0).mean())
                        .distinct())
                .hasSize(2);
        assertThat(front.points()).allMatch(ParetoFront.Point::isOnFront);
    }

    @Test
    void equalConfigurationsAreBothOnTheFront() {
        ParetoFront front = ParetoFront.of(
                new Grid(results(SWEEP, completed(SWEEP, 0, 2, 0.9, 0.8), completed(SWEEP, 1, 2, 0.9, 0.8))));
        assertThat(front.points()).allMatch(ParetoFront.Point::isOnFront);
    }
}
