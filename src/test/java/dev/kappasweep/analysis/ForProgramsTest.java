package dev.kappasweep.analysis;

import static dev.kappasweep.analysis.TableFixture.completed;
import static dev.kappasweep.analysis.TableFixture.results;
import static dev.kappasweep.analysis.TableFixture.sweep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kappasweep.statistics.RankCorrelation;
import dev.kappasweep.sweep.SweepSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The numbers that programs are given, from means and intervals worked out by hand. */
class ForProgramsTest {
    /** Half of the 95 % interval of two values that differ by 1: 12.7062 x 0.5. */
    private static final double HALF = 6.3531;

    private static final RegularizerFixture FIXTURE = new RegularizerFixture("""
                  - {regularizer: none}
                  - {regularizer: conditionNumber, lambda: [0.1, 1]}
                  - {regularizer: tikhonov, lambda: [0.01]}
                """)
            .completed("none", 0, 40, new double[] {98, 98.2}, 93, 71)
            .completed("conditionNumber", 0.1, 2, new double[] {97.6, 97.8}, 95, 73)
            .completed("conditionNumber", 1, 1, new double[] {97, 97.2}, 92, 69)
            .completed("tikhonov", 0.01, 300, new double[] {96, 96.2}, 90, 50);

    private static double number(Map<String, @Nullable Object> row, String column) {
        return row.get(column) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static void has(Map<String, @Nullable Object> row, String column, double value) {
        assertThat(number(row, column)).as(column).isCloseTo(value, within(1e-4));
    }

    @Test
    void aMatchHasItsDifferenceAndEveryFigure() {
        DataTable table = MatchedTable.of(new Grid(FIXTURE.results()), 0.5).forPrograms();
        assertThat(table.rows())
                .extracting(row -> row.get("regularizer"))
                .containsExactly("conditionNumber", "tikhonov");
        Map<String, @Nullable Object> row = table.rows().get(0);
        assertThat(table.columns()).containsExactlyElementsOf(row.keySet());
        assertThat(row).containsEntry("sweep", "fixture").containsEntry("strength", "0.1");
        has(row, "within", 0.5);
        has(row, "matched", 1);
        has(row, "tried", 2);
        has(row, "pairs", 2);
        has(row, "difference", -0.4);
        has(row, "differenceCi95Low", -0.4);
        has(row, "differenceCi95High", -0.4);
        has(row, "kappa(W1)", 2.5);
        has(row, "kappa(W1).ci95Low", 2.5 - HALF);
        has(row, "kappa(W1).ci95High", 2.5 + HALF);
        has(row, "kappa(W1).n", 2);
        has(row, "kappa(W1).none", 40.5);
        has(row, "accuracy(0.5)", 73.5);
        has(row, "accuracy(0.5).none", 71.5);
        Map<String, @Nullable Object> without = table.rows().get(1);
        assertThat(without).containsEntry("strength", "");
        has(without, "matched", 0);
        has(without, "tried", 1);
        has(without, "pairs", 0);
        has(without, "kappa(W1).n", 0);
        has(without, "kappa(W1).none", 40.5);
        for (String absent : List.of(
                "difference",
                "differenceCi95Low",
                "differenceCi95High",
                "kappa(W1)",
                "kappa(W1).ci95Low",
                "kappa(W1).ci95High")) {
            assertThat(without).containsKey(absent);
            assertThat(without.get(absent)).as(absent).isNull();
        }
    }

    @Test
    void familiesBesideSeveralDropoutsSayWhich() {
        Grid grid = new Grid(new RegularizerFixture("""
                  - {regularizer: none, dropout: [0, 0.5]}
                  - {regularizer: tikhonov, lambda: [0.01], dropout: [0, 0.5]}
                """).results());
        MatchedTable table = MatchedTable.of(grid, 0.5);
        TextTable text = table.forPeople();
        int column =
                text.headings().stream().map(TextTable.Heading::plain).toList().indexOf("dropout");
        assertThat(column).isPositive();
        assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSameSizeAs(text.headings()));
        assertThat(text.lines())
                .extracting(line -> line.get(0) + " " + line.get(column))
                .containsExactly("none 0", "none 0.5", "dropout 0.5", "tikhonov 0", "tikhonov 0.5");
        assertThat(table.forPrograms().columns()).contains("dropout");
        assertThat(text.notes()).hasSize(3);
        assertThat(text.notes().get(0)).contains("is at most 0.5 points below that of none");
    }

    @Test
    void aPointOfTheFrontHasItsAxesAndObjectives() {
        SweepSpec sweep = sweep("s", List.of(0.0, 0.1, 1.0), List.of(1L));
        ParetoFront front = ParetoFront.of(new Grid(results(
                sweep,
                completed(sweep, 0, 40, 0.98, 0.93),
                completed(sweep, 1, 3, 0.96, 0.92),
                completed(sweep, 2, 4, 0.96, 0.91))));
        DataTable table = front.forPrograms();
        assertThat(table.columns())
                .containsExactly(
                        "sweep",
                        "regularizer",
                        "solver",
                        "lambda",
                        "trainSnr",
                        "dropout",
                        "learningRate",
                        "batch",
                        "accuracy(inf)",
                        "accuracy(inf).n",
                        "accuracy(1)",
                        "accuracy(1).n",
                        "kappa(W1)",
                        "kappa(W1).n",
                        "front");
        Map<String, @Nullable Object> last = table.rows().get(2);
        assertThat(last).containsEntry("sweep", "s").containsEntry("regularizer", "conditionNumber");
        has(last, "lambda", 1);
        has(last, "accuracy(inf)", 96);
        has(last, "accuracy(1)", 91);
        has(last, "kappa(W1)", 4);
        has(last, "kappa(W1).n", 1);
        assertThat(table.rows()).extracting(row -> row.get("front")).containsExactly(1, 1, 0);
        assertThat(front.forPeople().notes())
                .hasSize(2)
                .first()
                .asString()
                .contains(
                        "accuracy % (SNR inf) (more is better), accuracy % (SNR 1) (more is better), kappa(W1) (less)");
    }

    @Test
    void aClaimHasBothSidesAndTheirDifference() {
        ClaimTable claims = ClaimTable.of(new Grid(FIXTURE.results()), Optional.empty());
        List<Map<String, @Nullable Object>> rows = claims.forPrograms().rows();
        Map<String, @Nullable Object> kappa = rows.get(0);
        assertThat(kappa)
                .containsEntry("sweep", "fixture")
                .containsEntry("quantity", "kappa(W1)")
                .containsEntry("first", "tikhonov 0.01")
                .containsEntry("relation", "above")
                .containsEntry("second", "lambda 0")
                .containsEntry("verdict", "holds");
        has(kappa, "firstMean", 300.5);
        has(kappa, "firstN", 2);
        has(kappa, "secondMean", 40.5);
        has(kappa, "secondN", 2);
        has(kappa, "pairs", 2);
        has(kappa, "difference", 260);
        has(kappa, "ci95Low", 260);
        has(kappa, "ci95High", 260);
        assertThat(rows.get(rows.size() - 1))
                .containsEntry("relation", "below")
                .containsEntry("second", "conditionNumber 0.1");
    }

    @Test
    void settingsThatDifferBetweenTwoSweepsAreTold() {
        Grid other = new Grid(results(TableFixture.small()));
        List<String> notes = ClaimTable.of(new Grid(FIXTURE.results()), Optional.of(other))
                .forPeople()
                .notes();
        List<String> differ = notes.stream()
                .filter(note -> note.startsWith("The two sweeps differ"))
                .toList();
        assertThat(differ)
                .contains(
                        "The two sweeps differ in network.hidden: [2048] and [512].",
                        "The two sweeps differ in training.epochs: 50 and 5.")
                .noneMatch(note -> note.contains("dataset") || note.contains("in name") || note.contains("in axes"));
    }

    @Test
    void importanceIsShownWhereThereIsOne() {
        Importance importance = new Importance(
                "s",
                List.of(
                        new Importance.Effect("kappa(W1)", "lambda", 0.75, new RankCorrelation(-0.5, 0.125, 8), 4, 8),
                        new Importance.Effect(
                                "kappa(W1)",
                                "solver",
                                Double.NaN,
                                new RankCorrelation(Double.NaN, Double.NaN, 8),
                                2,
                                8)));
        assertThat(importance.forPeople().title()).isEqualTo("s: which parameter matters");
        assertThat(importance.forPeople().lines())
                .containsExactly(
                        List.of("kappa(W1)", "lambda", "4", "0.75", "-0.50", "8"),
                        List.of("kappa(W1)", "solver", "2", "-", "-", "8"));
        assertThat(importance.forPeople().notes()).hasSize(3);
        assertThat(new ArrayList<>(importance.forPrograms().rows().get(0).values()))
                .containsExactly("s", "kappa(W1)", "lambda", 4, 0.75, -0.5, 0.125, 8);
        assertThat(importance.forPrograms().rows().get(1).get("importance")).isNull();
    }
}
