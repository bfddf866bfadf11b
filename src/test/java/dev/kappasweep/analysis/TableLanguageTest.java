package dev.kappasweep.analysis;

import static dev.kappasweep.analysis.TableFixture.completed;
import static dev.kappasweep.analysis.TableFixture.ended;
import static dev.kappasweep.analysis.TableFixture.results;
import static dev.kappasweep.analysis.TableFixture.sweep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.paper.PaperTables;
import dev.kappasweep.results.ResultTables;
import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.PublishedTable;
import dev.kappasweep.sweep.PublishedValue;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TableSpec;
import dev.kappasweep.sweep.Tolerance;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.table.MetricPattern;
import dev.kappasweep.table.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableLanguageTest {
    private static final SweepSpec SWEEP = sweep("s", List.of(0.0, 0.1), List.of(1L, 2L, 3L));
    private static final ResultTables RESULTS = results(
            SWEEP,
            completed(SWEEP, 0, 40, 0.98, 0.93),
            completed(SWEEP, 1, 44, 0.96, 0.91),
            completed(SWEEP, 2, 45, 0.97, 0.95),
            completed(SWEEP, 3, 1.5, 0.9675, 0.9),
            ended(SWEEP, 4, TrialStatus.DIVERGED));

    private static TableSpec spec(List<String> rows, List<String> columns, List<String> metrics, String aggregate) {
        return new TableSpec("mine", "Mine", rows, columns, metrics, Map.of(), aggregate, List.of());
    }

    private static String markdown(TableSpec spec) {
        return TableFormat.MARKDOWN.write(PaperTable.of(RESULTS, spec));
    }

    @Test
    void axisAmongColumnsGivesItsValuesColumnsOfTheirOwn() {
        assertThat(markdown(
                        spec(List.of("regularizer"), List.of("lambda"), List.of("kappa(W1)", "kappa(W1)@0"), "mean")))
                .contains("| regularizer     | 0: kappa(W1)       | 0: kappa(W1) epoch 0 | 0.1: kappa(W1)")
                .contains("| conditionNumber | 43.00 ± 6.57 (n=3) | 4.28 ± 0.00 (n=3)");
    }

    @Test
    void aggregatesOtherThanTheMean() {
        assertThat(markdown(spec(List.of(), List.of(), List.of("kappa(W1)"), "median")))
                .contains("44.00 [40.00, 45.00] (n=3)");
        assertThat(markdown(spec(List.of(), List.of(), List.of("kappa(W1)"), "sd")))
                .contains("2.65 (n=3)");
        assertThat(markdown(spec(List.of(), List.of(), List.of("kappa(W1)"), "min")))
                .contains("40.00 (n=3)");
        assertThat(markdown(spec(List.of(), List.of(), List.of("accuracy(1)"), "max")))
                .contains("95.00 (n=3)");
        assertThat(markdown(spec(List.of(), List.of(), List.of("kappa(W1)"), "bootstrap")))
                .contains("43.00 [40.00, 45.00] (n=3)");
    }

    @Test
    void whereRestrictsTheRows() {
        TableSpec spec = new TableSpec(
                "mine",
                "",
                List.of("lambda"),
                List.of(),
                List.of("trainLoss"),
                Map.of("lambda", List.of("1e-1")),
                "mean",
                List.of());
        assertThat(markdown(spec)).contains("| 0.1 ").doesNotContain("| 0  ");
    }

    @Test
    void whereThatHoldsForNothingIsRefused() {
        TableSpec spec = new TableSpec(
                "mine", "", List.of(), List.of(), List.of(), Map.of("lambda", List.of("7")), "mean", List.of());
        assertThatThrownBy(() -> markdown(spec))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("table mine: where: lambda '7' is not in the sweep, expected some of 0, 0.1");
    }

    @Test
    void paperTableOfAnotherExperimentIsRefused() {
        assertThatThrownBy(() -> PaperTable.of(RESULTS, PaperTables.named(SWEEP, "table2")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("table table2: metric: 'kappa(E1)' is not measured in this sweep");
    }

    @Test
    void tablesSayThatOldTrialsRanOnSeveralKindsOfCpu() {
        ResultTables mixed = results(
                SWEEP,
                TableFixture.on("OpenBLAS Haswell", completed(SWEEP, 0, 40, 0.98, 0.93)),
                TableFixture.on("OpenBLAS Zen", completed(SWEEP, 3, 1.5, 0.9675, 0.9)));
        String note =
                "- The trials are of more than one kind of CPU kernels, which changes their last digits: OpenBLAS Haswell; OpenBLAS Zen.";
        assertThat(TableFormat.MARKDOWN.write(PaperTable.of(mixed))).contains(note);
        assertThat(TableFormat.MARKDOWN.write(ComparisonTable.of(new Grid(mixed), Optional.empty(), List.of())))
                .contains(note);
        assertThat(TableFormat.MARKDOWN.write(PaperTable.of(RESULTS))).doesNotContain("CPU kernels");
    }

    /** The name of a data set is how it was found. */
    @Test
    void sameDataUnderAnotherNameIsTheSame() {
        ResultTables elsewhere = new ResultTables(
                SWEEP,
                new DatasetId("./d/x", TableFixture.DATA.sha256()),
                RESULTS.trials(),
                RESULTS.layers(),
                List.of(),
                List.of(),
                RESULTS.evaluations(),
                List.of());
        assertThat(TableFormat.CSV.write(PaperTable.of(elsewhere)))
                .isEqualTo(TableFormat.CSV.write(PaperTable.of(RESULTS)));
    }

    @Test
    void axisWithoutAPlaceIsRefused() {
        assertThatThrownBy(() -> markdown(spec(List.of("regularizer"), List.of(), List.of(), "mean")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "table mine: axis lambda has 2 values and no place, expected it in rows or columns, or one of"
                                + " its values in where");
    }

    @Test
    void checkNamesTheCellsBeyondTheirTolerance() {
        PublishedTable published = new PublishedTable(
                "published",
                "a paper",
                Map.of(),
                List.of(
                        new PublishedValue(Map.of("lambda", "0"), "kappa(W1)", 42, Tolerance.of(1)),
                        new PublishedValue(Map.of("lambda", "0"), "accuracy(inf)", 99, Tolerance.of(0.5)),
                        new PublishedValue(Map.of("lambda", "0.10"), "kappa(W1)", 1.5, Tolerance.of(0))));
        TableSpec spec =
                new TableSpec("mine", "", List.of(), List.of(), List.of(), Map.of(), "mean", List.of(published));

        TableCheck check = TableCheck.of(PaperTable.of(RESULTS, spec));

        assertThat(check.compared()).isEqualTo(3);
        assertThat(check.isPassed()).isFalse();
        assertThat(check.differing())
                .containsExactly("lambda 0, accuracy % (SNR inf): 97.00 ± 2.48 (n=3), published 99.00, allowed ± 0.50,"
                        + " difference -2.00");
    }

    @Test
    void cellThatWasNotRunDoesNotPassTheCheck() {
        SweepSpec more = sweep("s", List.of(0.0, 0.1, 1.0), List.of(1L));
        TableCheck check = TableCheck.of(PaperTable.of(results(more), PaperTables.named(more, "table1")));
        // Three of lambda 0, of the paper and of the authors' run; with r, three each of 0.1 and 1 of the latter only.
        assertThat(check.compared()).isEqualTo(12);
        assertThat(check.differing())
                .hasSize(12)
                .contains("lambda 1, kappa(W1): not run, authors' run 1.12")
                .noneMatch(line -> line.startsWith("lambda 1,") && line.contains("published"));
    }

    /** Seeds 42.4, 43.2 and 43.4: s = 0.5292, and 0.5292 t(0.995, 2) sqrt(1 + 1/3) = 0.5292 x 9.925 x 1.1547 = 6.0643. */
    @Test
    void aPublishedValueIsAllowedWhatOneMoreSeedMayGive() {
        TableCheck check = check(Tolerance.SEEDS, 43 + 6.06, 43 - 6.06, 43 + 6.07);
        assertThat(check.compared()).isEqualTo(3);
        assertThat(check.differing())
                .containsExactly("lambda 0, kappa(W1): 43.00 ± 1.31 (n=3), p2 49.07, allowed ± 6.06, difference -6.07");
    }

    /** sqrt(0.28 (1 + 1/3) + 1) t(0.995, 2) = 1.17189 x 9.925 = 11.6309. */
    @Test
    void anErrorOfThePublishedValueAloneAddsToTheSpread() {
        assertThat(check(Tolerance.seedsAnd(1), 43 + 11.63, 43 + 11.64).differing())
                .containsExactly(
                        "lambda 0, kappa(W1): 43.00 ± 1.31 (n=3), p1 54.64, allowed ± 11.63, difference -11.64");
    }

    @Test
    void oneSeedHasNoSpread() {
        SweepSpec single = sweep("s", List.of(0.0), List.of(1L));
        TableSpec spec = spec(Tolerance.SEEDS, 43);
        TableCheck check = TableCheck.of(PaperTable.of(results(single, completed(single, 0, 42.4, 0.97, 0.9)), spec));
        assertThat(check.compared()).isZero();
        assertThat(check.isPassed()).isTrue();
        assertThat(check.summary())
                .isEqualTo("0 of 0 published values are within their tolerance; 1 need two seeds, whose spread is their"
                        + " tolerance");
    }

    private static TableSpec spec(Tolerance tolerance, double... values) {
        List<PublishedTable> published = IntStream.range(0, values.length)
                .mapToObj(i -> new PublishedTable(
                        "p" + i,
                        "a paper",
                        Map.of(),
                        List.of(new PublishedValue(Map.of("lambda", "0"), "kappa(W1)", values[i], tolerance))))
                .toList();
        return new TableSpec("mine", "", List.of(), List.of(), List.of(), Map.of(), "mean", published);
    }

    private static TableCheck check(Tolerance tolerance, double... values) {
        SweepSpec three = sweep("s", List.of(0.0), List.of(1L, 2L, 3L));
        ResultTables results = results(
                three,
                completed(three, 0, 42.4, 0.97, 0.9),
                completed(three, 1, 43.2, 0.97, 0.9),
                completed(three, 2, 43.4, 0.97, 0.9));
        return TableCheck.of(PaperTable.of(results, spec(tolerance, values)));
    }

    @Test
    void tableWithoutPublishedValuesCannotBeChecked() {
        assertThatThrownBy(() -> TableCheck.of(PaperTable.of(RESULTS, PaperTables.named(SWEEP, "summary"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no cell has a published value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kapa", "kappa(W1)@x", "accuracy@2", "accuracy(-1)", "trainLoss(W1)", "kappa()", ""})
    void metricThatDoesNotExistIsRefused(String text) {
        assertThatThrownBy(() -> MetricPattern.parse(text)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void metricWithoutLayerOrSnrIsAllOfThem() {
        assertThat(MetricPattern.parse("accuracy").quantities(SWEEP))
                .extracting(Quantity::text)
                .containsExactly("accuracy(inf)", "accuracy(1)");
        assertThat(MetricPattern.parse("kappa@0").quantities(SWEEP))
                .extracting(Quantity::text)
                .containsExactly("kappa(W1)@0");
    }
}
