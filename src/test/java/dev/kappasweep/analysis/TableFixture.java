package dev.kappasweep.analysis;

import dev.kappasweep.results.EvaluationRow;
import dev.kappasweep.results.LayerRow;
import dev.kappasweep.results.ResultTables;
import dev.kappasweep.results.SampleSweep;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.Axes;
import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.Ending;
import dev.kappasweep.sweep.Environment;
import dev.kappasweep.sweep.EvaluationMeasurement;
import dev.kappasweep.sweep.EvaluationSpec;
import dev.kappasweep.sweep.Experiment;
import dev.kappasweep.sweep.NetworkSpec;
import dev.kappasweep.sweep.Optimizer;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.Provenance;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.RegularizerSpec;
import dev.kappasweep.sweep.Settings;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SolverKind;
import dev.kappasweep.sweep.SolverSpec;
import dev.kappasweep.sweep.Strength;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrainingSpec;
import dev.kappasweep.sweep.TrainingSummary;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Rows of results that were never trained. */
public final class TableFixture {
    public static final DatasetId DATA = new DatasetId("mnist", "0".repeat(64));
    private static final Environment ENVIRONMENT = new Environment("0", "0", "17", "x", "x", "x", "x", 1, "x");

    /** A trial's rows of all tables. */
    public record Ended(TrialRow trial, List<LayerRow> layers, List<EvaluationRow> evaluations) {}

    private TableFixture() {}

    /** The published setting of Table 1 at SNR inf and 1. */
    public static SweepSpec sweep(String name, List<Double> lambda, List<Long> seeds) {
        return sweep(name, lambda, List.of(1e-4), seeds);
    }

    public static SweepSpec sweep(String name, List<Double> lambda, List<Double> learningRates, List<Long> seeds) {
        return sweep(name, DatasetSpec.MNIST, 2048, 50, lambda, learningRates, seeds);
    }

    /** The same with several penalties at each lambda, as {@code sweep} otherwise. */
    public static SweepSpec ofKinds(SweepSpec sweep, RegularizerKind... kinds) {
        return sweep.withGrids(List.of(sweep.grids().get(0).with(Parameter.REGULARIZER, List.of(kinds))));
    }

    public static SweepSpec small() {
        return sweep("small", DatasetSpec.DIGITS, 512, 5, List.of(0.0), List.of(1e-4), List.of(1L));
    }

    private static SweepSpec sweep(
            String name,
            DatasetSpec dataset,
            int hidden,
            int epochs,
            List<Double> lambda,
            List<Double> learningRates,
            List<Long> seeds) {
        SolverSpec exact = SolverSpec.of(SolverKind.EXACT);
        return SweepSpec.ofGrids(
                name,
                Experiment.CLASSIFICATION,
                dataset,
                Settings.standard(Experiment.CLASSIFICATION)
                        .with(new NetworkSpec(List.of(hidden), Activation.SIGMOID))
                        .with(new RegularizerSpec(RegularizerKind.CONDITION_NUMBER, List.of("W1"), exact, 1e-3))
                        .with(new TrainingSpec(epochs, 32, Optimizer.ADAM, 1e-4, 0)),
                List.of(Axes.NONE
                        .with(Parameter.REGULARIZER, List.of(RegularizerKind.CONDITION_NUMBER))
                        .with(Parameter.SOLVER, List.of(exact))
                        .with(
                                Parameter.LAMBDA,
                                lambda.stream().map(Strength::of).toList())
                        .with(Parameter.TRAIN_SNR, List.of(Snr.INFINITE))
                        .with(Parameter.DROPOUT, List.of(0.0))
                        .with(Parameter.LEARNING_RATE, learningRates)
                        .with(Parameter.BATCH, List.of(32))
                        .with(Parameter.SEED, seeds)),
                new EvaluationSpec(List.of(Snr.INFINITE, new Snr(1)), 5),
                "table1",
                List.of());
    }

    public static ResultTables results(SweepSpec sweep, Ended... ended) {
        List<Ended> all = Arrays.asList(ended);
        return new ResultTables(
                sweep,
                DATA,
                all.stream().map(Ended::trial).toList(),
                all.stream().flatMap(one -> one.layers().stream()).toList(),
                List.of(),
                List.of(),
                all.stream().flatMap(one -> one.evaluations().stream()).toList(),
                List.of());
    }

    /** The trial at {@code index} of the grid, with accuracies as fractions at SNR inf and 1. */
    public static Ended completed(
            SweepSpec sweep, int index, double kappa, double accuracyClean, double accuracyNoisy) {
        TrialSpec spec = sweep.trials(DATA).get(index);
        return new Ended(
                row(spec, TrialStatus.COMPLETED),
                List.of(layer(spec, 50, kappa), layer(spec, 0, 4.28)),
                List.of(
                        new EvaluationRow(
                                spec.id(),
                                new EvaluationMeasurement(Snr.INFINITE, "accuracy", accuracyClean, 10000, 1)),
                        new EvaluationRow(
                                spec.id(),
                                new EvaluationMeasurement(new Snr(1), "accuracy", accuracyNoisy, 10000, 5))));
    }

    /** The same with other CPU kernels, of a version whose last digits depended on them. */
    static Ended on(String blas, Ended ended) {
        TrialRow row = ended.trial();
        Environment environment = new Environment("0", "0", "17", "x", "x", "x", blas, 1, "x");
        TrialRow there = new TrialRow(
                row.id(),
                row.sweep(),
                TrialSpec.FIRST_PORTABLE_VERSION - 1,
                row.spec(),
                row.ending(),
                new Provenance(row.attempt(), row.startedAt(), row.seconds(), environment),
                row.training(),
                row.spark());
        return new Ended(there, ended.layers(), ended.evaluations());
    }

    public static Ended ended(SweepSpec sweep, int index, TrialStatus status) {
        TrialSpec spec = sweep.trials(DATA).get(index);
        return new Ended(row(spec, status), List.of(layer(spec, 0, 4.28)), List.of());
    }

    private static LayerRow layer(TrialSpec spec, int epoch, double kappa) {
        return new LayerRow(spec.id(), SampleSweep.layer(epoch, "W1", kappa));
    }

    private static TrialRow row(TrialSpec spec, TrialStatus status) {
        String reason = status == TrialStatus.COMPLETED ? "" : "loss is NaN at step 7";
        return new TrialRow(
                spec.id(),
                "fixture",
                TrialSpec.OBJECTIVE_VERSION,
                spec,
                new Ending(status, reason),
                new Provenance(1, Instant.EPOCH, 1, ENVIRONMENT),
                new TrainingSummary(1, 0.5, ""),
                "4.1.0");
    }
}
