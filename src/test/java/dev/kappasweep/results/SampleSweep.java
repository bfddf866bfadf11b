package dev.kappasweep.results;

import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.Axes;
import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.DeadUnits;
import dev.kappasweep.sweep.Ending;
import dev.kappasweep.sweep.Environment;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.EvaluationMeasurement;
import dev.kappasweep.sweep.EvaluationSpec;
import dev.kappasweep.sweep.Experiment;
import dev.kappasweep.sweep.GreyImage;
import dev.kappasweep.sweep.LayerMeasurement;
import dev.kappasweep.sweep.Measurements;
import dev.kappasweep.sweep.NetworkSpec;
import dev.kappasweep.sweep.Optimizer;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.Provenance;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.RegularizerSpec;
import dev.kappasweep.sweep.SampleMeasurement;
import dev.kappasweep.sweep.Settings;
import dev.kappasweep.sweep.Shape;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SolverKind;
import dev.kappasweep.sweep.SolverSpec;
import dev.kappasweep.sweep.SpectrumMeasurement;
import dev.kappasweep.sweep.SpectrumSummary;
import dev.kappasweep.sweep.Strength;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrainingSpec;
import dev.kappasweep.sweep.TrainingSummary;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A small sweep and made-up results for it. */
public final class SampleSweep {
    /** The digest of nothing in particular. */
    public static final DatasetId DATA = new DatasetId("digits", "0123456789abcdef".repeat(4));

    private static final Environment ENVIRONMENT = new Environment(
            "0.1.0", "1234567", "17.0.15", "amd64", "a CPU", "1.0.0-M2.1", "OpenBLAS 0.3.31 Haswell", 1, "a-host");

    private SampleSweep() {}

    /** A sweep over lambda and these seeds: two trials a seed. */
    public static SweepSpec withSeeds(Long... seeds) {
        return SweepSpec.ofGrids(
                "sample",
                Experiment.CLASSIFICATION,
                DatasetSpec.DIGITS,
                Settings.standard(Experiment.CLASSIFICATION)
                        .with(new NetworkSpec(List.of(16, 8), Activation.SIGMOID))
                        .with(new RegularizerSpec(
                                RegularizerKind.CONDITION_NUMBER,
                                List.of("W1", "W2"),
                                SolverSpec.of(SolverKind.LANCZOS),
                                1e-3))
                        .with(new TrainingSpec(2, 32, Optimizer.ADAM, 1e-4, 0)),
                List.of(axes(seeds)),
                new EvaluationSpec(List.of(Snr.INFINITE, new Snr(0.5)), 5),
                "table1",
                List.of());
    }

    private static Axes axes(Long... seeds) {
        return Axes.NONE
                .with(Parameter.REGULARIZER, List.of(RegularizerKind.CONDITION_NUMBER))
                .with(Parameter.SOLVER, List.of(new SolverSpec(SolverKind.LANCZOS, 12)))
                .with(Parameter.LAMBDA, Strength.each(0, 0.1))
                .with(Parameter.TRAIN_SNR, List.of(Snr.INFINITE))
                .with(Parameter.DROPOUT, List.of(0.0))
                .with(Parameter.LEARNING_RATE, List.of(1e-4))
                .with(Parameter.BATCH, List.of(32))
                .with(Parameter.SEED, List.of(seeds));
    }

    /** {@code sweep} with another number of epochs. */
    public static SweepSpec withEpochs(SweepSpec sweep, int epochs) {
        return sweep.with(sweep.settings().with(Parameter.EPOCHS, epochs));
    }

    /** The trials of a directory that {@code sweep} need not run. */
    static Set<TrialId> finished(Path directory, SweepSpec sweep) {
        return ResultDirectory.outcomes(directory, sweep, DATA, Mixing.REFUSED).stream()
                .filter(TrialOutcome::isFinal)
                .map(TrialOutcome::id)
                .collect(Collectors.toSet());
    }

    /** {@code sweep} with other test SNRs. */
    public static SweepSpec evaluatedAt(SweepSpec sweep, Snr... snr) {
        return sweep.with(new EvaluationSpec(List.of(snr), sweep.evaluation().draws()));
    }

    /** {@code sweep} with data that is found elsewhere. */
    static SweepSpec on(DatasetSpec dataset, SweepSpec sweep) {
        return sweep.with(dataset);
    }

    /** A result with a zero matrix among its layers, whose kappa is undefined. */
    public static TrialResult completed(TrialSpec spec) {
        return completed(spec, Instant.parse("2026-01-02T03:04:05.678901Z"));
    }

    /** The same, of a trial that started at another time. */
    public static TrialResult completed(TrialSpec spec, Instant startedAt) {
        return new TrialResult(
                spec,
                Ending.COMPLETED,
                new Provenance(2, startedAt, 12.5, ENVIRONMENT),
                new TrainingSummary(3750, 0.25, "ab".repeat(32)),
                measurements());
    }

    /** The same, of a trial that took another time on its first attempt. */
    public static TrialResult timed(TrialSpec spec, double seconds) {
        return new TrialResult(
                spec,
                Ending.COMPLETED,
                new Provenance(1, Instant.EPOCH, seconds, ENVIRONMENT),
                new TrainingSummary(3750, 0.25, "ab".repeat(32)),
                measurements());
    }

    private static Measurements measurements() {
        return new Measurements(
                List.of(
                        new LayerMeasurement(
                                0,
                                "W1",
                                new Shape(16, 64),
                                new SpectrumSummary(9.5, 1.9, 0.2, 7.25, 1.5, 8.5),
                                DeadUnits.NO_RELU),
                        new LayerMeasurement(
                                0,
                                "W2",
                                new Shape(8, 16),
                                new SpectrumSummary(Double.NaN, 0, Double.NaN, Double.NaN, 0, Double.NaN),
                                new DeadUnits(3))),
                SpectrumMeasurement.of(0, "W1", new double[] {1.9, 0.2}),
                List.of(EpochMeasurement.of(1, 0.5, 0.125, 6, 1875), EpochMeasurement.of(2, 0.25, 0.0625, 6, 1000)),
                List.of(
                        new EvaluationMeasurement(Snr.INFINITE, "accuracy", 0.975, 10000, 1),
                        new EvaluationMeasurement(new Snr(0.5), "accuracy", 0.5, 10000, 5)),
                List.of(new SampleMeasurement(new Snr(0.5), 4, 9, image(0, 255), image(17, 128), image(1, 254))));
    }

    private static GreyImage image(int left, int right) {
        return new GreyImage(1, 2, new byte[] {(byte) left, (byte) right});
    }

    /** A layer of 16 x 64 without ReLUs of which nothing but {@code kappa} matters. */
    public static LayerMeasurement layer(int epoch, String name, double kappa) {
        return new LayerMeasurement(
                epoch, name, new Shape(16, 64), new SpectrumSummary(kappa, 1, 1, 1, 0, kappa), DeadUnits.NO_RELU);
    }

    /** An outcome of which nothing but its end and its measurements matters. */
    public static TrialResult result(TrialSpec spec, Ending ending, Measurements measurements) {
        return new TrialResult(
                spec,
                ending,
                new Provenance(1, Instant.EPOCH, 1, Environment.UNKNOWN),
                new TrainingSummary(10, 0.5, ""),
                measurements);
    }

    /** A result without any measurement. */
    public static TrialResult unfinished(TrialSpec spec, TrialStatus status, String reason) {
        return new TrialResult(
                spec,
                new Ending(status, reason),
                new Provenance(1, Instant.parse("2026-01-02T03:04:05Z"), 0.5, ENVIRONMENT),
                TrainingSummary.NONE,
                Measurements.NONE);
    }
}
