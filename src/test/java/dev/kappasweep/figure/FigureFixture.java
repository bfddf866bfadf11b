package dev.kappasweep.figure;

import static dev.kappasweep.analysis.TableFixture.completed;
import static dev.kappasweep.analysis.TableFixture.ended;
import static dev.kappasweep.analysis.TableFixture.ofKinds;
import static dev.kappasweep.analysis.TableFixture.results;
import static dev.kappasweep.analysis.TableFixture.sweep;

import dev.kappasweep.Prerequisite;
import dev.kappasweep.analysis.Grid;
import dev.kappasweep.analysis.Importance;
import dev.kappasweep.analysis.TableFixture.Ended;
import dev.kappasweep.results.ResultTables;
import dev.kappasweep.results.SpectrumRow;
import dev.kappasweep.statistics.RankCorrelation;
import dev.kappasweep.sweep.Axes;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.SpectrumMeasurement;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** A sweep with something to draw of everything: three lambdas, three seeds, one of which diverged. */
public final class FigureFixture {
    private static final SweepSpec SWEEP = sweep("drawn", List.of(0.0, 0.01, 1.0), List.of(1L, 2L, 3L));

    private FigureFixture() {}

    /** Skips a test that draws text on a machine without fonts. */
    public static void skipWithoutFonts() {
        try {
            FigureFiles.requireFonts();
        } catch (InvalidInputException e) {
            throw Prerequisite.missingTool(String.valueOf(e.getMessage()));
        }
    }

    public static Grid grid() {
        ResultTables results = results(
                SWEEP,
                completed(SWEEP, 0, 40, 0.98, 0.93),
                completed(SWEEP, 1, 44, 0.96, 0.91),
                completed(SWEEP, 2, 45, 0.97, 0.95),
                completed(SWEEP, 3, 4.5, 0.9675, 0.9),
                completed(SWEEP, 4, 4.7, 0.9685, 0.91),
                completed(SWEEP, 5, 4.4, 0.9655, 0.89),
                completed(SWEEP, 6, 1.2, 0.95, 0.92),
                completed(SWEEP, 7, 1.3, 0.94, 0.93),
                ended(SWEEP, 8, TrialStatus.DIVERGED));
        List<SpectrumRow> spectra = new ArrayList<>();
        Random random = new Random(1);
        results.trials().forEach(trial -> {
            for (int epoch : new int[] {0, 1, 50}) {
                double[] sigma = random.doubles(20, 0.1, 3)
                        .map(value -> -value)
                        .sorted()
                        .map(value -> -value)
                        .toArray();
                SpectrumMeasurement.of(epoch, "W1", sigma)
                        .forEach(value -> spectra.add(new SpectrumRow(trial.id(), value)));
            }
        });
        return new Grid(new ResultTables(
                results.sweep(),
                results.dataset(),
                results.trials(),
                results.layers(),
                spectra,
                results.epochs(),
                results.evaluations(),
                results.samples()));
    }

    /** Forty lambdas, the last of which is better than all others in everything. */
    public static Grid forty() {
        SweepSpec sweep = sweep(
                "forty", IntStream.rangeClosed(1, 40).mapToObj(Double::valueOf).toList(), List.of(1L));
        return new Grid(results(
                sweep,
                IntStream.range(0, 40)
                        .mapToObj(i -> completed(sweep, i, 50 - i, i == 39 ? 0.99 : 0.9, i == 39 ? 0.95 : 0.8))
                        .toArray(Ended[]::new)));
    }

    /** Two penalties, each at two lambdas, and the network without one. */
    public static Grid kinds() {
        SweepSpec sweep = ofKinds(
                sweep("kinds", List.of(0.0, 0.1, 1.0), List.of(1L)),
                RegularizerKind.CONDITION_NUMBER,
                RegularizerKind.CONDITION_NUMBER_BY_LARGER_SIZE);
        return new Grid(results(
                sweep,
                IntStream.range(0, 5)
                        .mapToObj(i -> completed(sweep, i, 43.0 / (i + 1), 0.985 - 0.004 * i, 0.7 + 0.05 * i))
                        .toArray(Ended[]::new)));
    }

    /** Five penalties, each at three lambdas, and the networks without one, of which one has dropout. */
    public static Grid manyKinds() {
        SweepSpec penalised = ofKinds(
                sweep("many", List.of(0.0, 0.1, 1.0, 10.0), List.of(1L)),
                RegularizerKind.CONDITION_NUMBER,
                RegularizerKind.TIKHONOV,
                RegularizerKind.SPECTRAL_NORM,
                RegularizerKind.L1,
                RegularizerKind.PARSEVAL);
        Axes dropout = penalised
                .grids()
                .get(0)
                .with(Parameter.REGULARIZER, List.of(RegularizerKind.NONE))
                .with(Parameter.LAMBDA, List.of(Parameter.LAMBDA.parse("0")))
                .with(Parameter.DROPOUT, List.of(0.5));
        SweepSpec sweep = penalised.withGrids(List.of(penalised.grids().get(0), dropout));
        return new Grid(results(
                sweep,
                IntStream.range(0, 17)
                        .mapToObj(i -> completed(sweep, i, 43.0 / (i + 1), 0.985 - 0.004 * i, 0.7 + 0.01 * i))
                        .toArray(Ended[]::new)));
    }

    /** Three trials have ended, none with a result. */
    public static Grid failed() {
        return new Grid(results(
                SWEEP,
                ended(SWEEP, 0, TrialStatus.DIVERGED),
                ended(SWEEP, 1, TrialStatus.TIMED_OUT),
                ended(SWEEP, 2, TrialStatus.FAILED)));
    }

    /** Of a sweep of which nothing has been run. */
    public static Grid empty() {
        return new Grid(results(SWEEP));
    }

    public static Importance importance() {
        return new Importance(
                "drawn",
                List.of(
                        new Importance.Effect("kappa(W1)", "lambda", 1, new RankCorrelation(-0.9, 0.01, 8), 3, 8),
                        new Importance.Effect("noisy accuracy %", "lambda", 0.3, new RankCorrelation(0, 1, 8), 3, 8),
                        new Importance.Effect("noisy accuracy %", "dropout", 0.7, new RankCorrelation(1, 0, 8), 2, 8)));
    }
}
