package dev.kappasweep.analysis;

import static dev.kappasweep.analysis.TableFixture.completed;
import static dev.kappasweep.analysis.TableFixture.results;
import static dev.kappasweep.analysis.TableFixture.sweep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.results.EpochRow;
import dev.kappasweep.results.LayerRow;
import dev.kappasweep.results.ResultTables;
import dev.kappasweep.results.SampleSweep;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.table.Configuration;
import dev.kappasweep.table.Metric;
import dev.kappasweep.table.MetricPattern;
import dev.kappasweep.table.Quantity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows of results as the numbers that tables ask for. */
class GridTest {
    private static final SweepSpec SWEEP = sweep("s", List.of(0.0, 0.1), List.of(1L, 2L));

    @Test
    void aConfigurationHasItsTrialsLayersAndNumbers() {
        ResultTables results = results(
                SWEEP,
                completed(SWEEP, 0, 40, 0.98, 0.93),
                completed(SWEEP, 1, 42, 0.96, 0.91),
                completed(SWEEP, 2, 3, 0.9, 0.8));
        Grid grid = new Grid(results);
        Configuration first = grid.configurations().get(0);
        assertThat(grid.configurations()).hasSize(2);
        assertThat(grid.trials(first))
                .containsExactly(results.trials().get(0), results.trials().get(1));
        assertThat(grid.layers()).containsExactly("W1");
        assertThat(grid.estimate(first, Quantity.kappa("W1")).mean()).isEqualTo(41);
        assertThat(grid.estimate(first, Quantity.ofLayer(Metric.KAPPA, "W1", 0)).mean())
                .isEqualTo(4.28);
        assertThat(grid.estimate(first, Quantity.accuracy(new Snr(1))).mean()).isEqualTo(92);
        assertThat(grid.estimate(first, Quantity.ofTrial(Metric.TRAIN_LOSS)).mean())
                .isEqualTo(0.5);
        assertThat(grid.estimate(first, Quantity.ofTrial(Metric.SECONDS)).mean())
                .isEqualTo(1);
        assertThat(grid.estimate(first, Quantity.ofTrial(Metric.STEPS)).mean()).isEqualTo(1);
        assertThat(grid.estimate(grid.configurations().get(1), Quantity.kappa("W1"))
                        .notRun())
                .isEqualTo(1);
        assertThat(grid.mainQuantities())
                .extracting(Quantity::text)
                .containsExactly("kappa(W1)", "accuracy(inf)", "accuracy(1)");
    }

    /** Layers of one trial may come in any order of epochs; those of the next one begin anew. */
    @Test
    void theLastEpochIsTheLargestOfATrial() {
        ResultTables two = results(SWEEP, completed(SWEEP, 0, 40, 0.98, 0.93), completed(SWEEP, 1, 42, 0.96, 0.91));
        TrialId first = two.trials().get(0).id();
        TrialId second = two.trials().get(1).id();
        ResultTables results = new ResultTables(
                SWEEP,
                two.dataset(),
                two.trials(),
                List.of(
                        new LayerRow(first, SampleSweep.layer(9, "W1", 7)),
                        new LayerRow(first, SampleSweep.layer(3, "W1", 5)),
                        new LayerRow(second, SampleSweep.layer(4, "W1", 3))),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        Grid grid = new Grid(results);
        Configuration configuration = grid.configurations().get(0);
        assertThat(grid.estimate(configuration, Quantity.kappa("W1")).mean()).isEqualTo(5);
        assertThat(grid.estimate(configuration, Quantity.ofLayer(Metric.KAPPA, "W1", 3))
                        .mean())
                .isEqualTo(5);
        Grid few = Grid.of(results, List.of("kappa(W1)@9"));
        assertThat(few.estimate(configuration, Quantity.ofLayer(Metric.KAPPA, "W1", 9))
                        .n())
                .isEqualTo(1);
        assertThat(few.estimate(configuration, Quantity.ofLayer(Metric.KAPPA, "W1", 3))
                        .n())
                .isZero();
        assertThat(grid.evaluations())
                .as("nothing is evaluated yet")
                .extracting(Quantity::text)
                .containsExactly("accuracy(inf)", "accuracy(1)");
    }

    @Test
    void validationIsThatAfterTheLastEpoch() {
        SweepSpec validated = SWEEP.with(SWEEP.settings().with(Parameter.VALIDATION, 0.1));
        ResultTables one = results(validated, completed(validated, 0, 40, 0.98, 0.93));
        TrialId trial = one.trials().get(0).id();
        Grid grid = new Grid(new ResultTables(
                validated,
                one.dataset(),
                one.trials(),
                List.of(),
                List.of(),
                List.of(
                        new EpochRow(trial, new EpochMeasurement(2, 0.5, 0, 1, 1, 0.25, 0.875)),
                        new EpochRow(trial, new EpochMeasurement(1, 0.6, 0, 1, 1, 0.75, 0.5))),
                List.of(),
                List.of()));
        Configuration configuration = grid.configurations().get(0);
        Quantity accuracy =
                MetricPattern.parse("validationAccuracy").quantities(validated).get(0);
        assertThat(grid.estimate(configuration, accuracy).mean()).isEqualTo(87.5);
        Quantity loss =
                MetricPattern.parse("validationLoss").quantities(validated).get(0);
        assertThat(grid.estimate(configuration, loss).mean()).isEqualTo(0.25);
        assertThatThrownBy(() -> MetricPattern.parse("validationLoss").quantities(SWEEP))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(
                        "metric: 'validationLoss' is not measured in this sweep, expected one of kappa");
    }

    @Test
    void ofTwoVersionsOfATrialTheNewerOneCounts() {
        TrialRow row =
                results(SWEEP, completed(SWEEP, 0, 40, 0.98, 0.93)).trials().get(0);
        TrialRow old = version(row, new TrialId("0".repeat(16)), 1);
        TrialRow now = version(row, new TrialId("f".repeat(16)), 2);
        for (List<TrialRow> rows : List.of(List.of(old, now), List.of(now, old))) {
            Grid grid = new Grid(new ResultTables(
                    SWEEP, TableFixture.DATA, rows, List.of(), List.of(), List.of(), List.of(), List.of()));
            assertThat(grid.trials(grid.configurations().get(0)))
                    .extracting(TrialRow::objectiveVersion)
                    .containsExactly(2);
        }
    }

    private static TrialRow version(TrialRow row, TrialId id, int version) {
        return new TrialRow(
                id, row.sweep(), version, row.spec(), row.ending(), row.provenance(), row.training(), row.spark());
    }

    @Test
    void trialsOfTwoVersionsAreMixedAndFailedOnesDoNotCount() {
        ResultTables results = results(
                SWEEP,
                completed(SWEEP, 0, 40, 0.98, 0.93),
                completed(SWEEP, 1, 40, 0.98, 0.93),
                TableFixture.on("another", TableFixture.ended(SWEEP, 2, TrialStatus.DIVERGED)));
        List<TrialRow> rows = new ArrayList<>(results.trials());
        assertThat(MixedTrials.notes(new Grid(results))).isEmpty();
        rows.set(1, version(rows.get(1), rows.get(1).id(), 1));
        int now = rows.get(0).objectiveVersion();
        assertThat(MixedTrials.notes(new Grid(new ResultTables(
                        SWEEP, TableFixture.DATA, rows, List.of(), List.of(), List.of(), List.of(), List.of()))))
                .containsExactly("The trials are of more than one objective version: 1; " + now + ".");
        assertThat(MixedTrials.mixed("host", rows, row -> row.seconds() > 0 ? "" : "x"))
                .isEmpty();
    }

    @Test
    void importanceIsAskedOfKappaAndOfEveryNoisyValue() {
        RegularizerFixture fixture = new RegularizerFixture("  - {regularizer: tikhonov, lambda: [0.01, 0.1]}\n")
                .completed("tikhonov", 0.01, 40, new double[] {98, 97}, 93, 71)
                .completed("tikhonov", 0.1, 50, new double[] {96, 95}, 90, 61);
        List<ImportanceTarget> targets = ImportanceTarget.all(new Grid(fixture.results()));
        ImportanceTarget kappa = targets.get(0);
        assertThat(kappa.name()).isEqualTo("kappa(W1)");
        assertThat(kappa.parameters()).extracting(ImportanceTarget.Cause::name).containsExactly("lambda");
        assertThat(kappa.values()).containsExactly(40, 41, 50, 51);
        assertThat(kappa.column(0)).containsExactly(0.01, 0.01, 0.1, 0.1);
        assertThat(kappa.isUsable()).isTrue();
        ImportanceTarget noisy = targets.get(1);
        assertThat(noisy.name()).isEqualTo("noisy accuracy %");
        assertThat(noisy.parameters()).extracting(ImportanceTarget.Cause::name).containsExactly("lambda");
        assertThat(noisy.values())
                .as("the mean over what each network was tested at")
                .containsExactly(82, 83, 75.5, 76.5);
        assertThat(noisy.rows().get(1).parameters()).containsExactly(0.01);
    }

    @Test
    void nothingIsExplainedWithoutRowsAndParametersThatDiffer() {
        ImportanceTarget.Cause lambda = new ImportanceTarget.Cause("lambda", true);
        assertThat(target(List.of(lambda), 1, 2, 3, 4).isUsable()).isTrue();
        assertThat(target(List.of(lambda), 1, 2, 3).isUsable()).as("three rows").isFalse();
        assertThat(target(List.of(lambda), 2, 2, 2, 2).isUsable())
                .as("one value")
                .isFalse();
        assertThat(target(List.of(), 1, 2, 3, 4).isUsable()).as("no parameter").isFalse();
    }

    private static ImportanceTarget target(List<ImportanceTarget.Cause> parameters, double... values) {
        List<ImportanceTarget.Row> rows = new ArrayList<>();
        for (double value : values) {
            rows.add(new ImportanceTarget.Row(value, List.of(value)));
        }
        return new ImportanceTarget("target", parameters, rows);
    }

    @Test
    void everyPenaltyHasTheUnpenalisedNetworkForItsBaseline() {
        Grid grid = new Grid(new RegularizerFixture("""
                  - {regularizer: none, dropout: [0, 0.5]}
                  - {regularizer: tikhonov, lambda: [0.01], dropout: [0, 0.5]}
                """).results());
        Baseline baseline = Baseline.parse("regularizer=none", grid);
        assertThat(baseline.text()).isEqualTo("regularizer none");
        for (Configuration one : grid.configurations()) {
            Configuration other = baseline.of(one, grid).orElseThrow();
            assertThat(other.regularizer().text()).isEqualTo("none");
            assertThat(other.dropout()).isEqualTo(one.dropout());
        }
        assertThat(Baseline.smallestLambda(grid).text()).isEqualTo("lambda 0");
        for (String wrong : List.of("=0", "lambda", "")) {
            assertThatThrownBy(() -> Baseline.parse(wrong, grid))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("--baseline: '" + wrong + "' is not allowed, expected AXIS=VALUE, as in lambda=0");
        }
        assertThatThrownBy(() -> Baseline.parse("lambda=7", grid))
                .hasMessage("--baseline: lambda '7' is not in the sweep, expected one of 0, 0.01");
    }

    @Test
    void aBaselineOfOneStrengthIsOneOfTheSamePenalty() {
        Grid grid = new Grid(new RegularizerFixture("""
                  - {regularizer: conditionNumber, lambda: [0.1, 1]}
                  - {regularizer: tikhonov, lambda: [1, 0.1]}
                """).results());
        Baseline baseline = Baseline.parse("lambda=0.1", grid);
        for (Configuration one : grid.configurations()) {
            assertThat(baseline.of(one, grid)).map(Configuration::regularizer).contains(one.regularizer());
        }
    }
}
