package dev.kappasweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.Axes;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.EvaluationSpec;
import dev.kappasweep.sweep.Experiment;
import dev.kappasweep.sweep.NetworkSpec;
import dev.kappasweep.sweep.Optimizer;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.ProblemSpec;
import dev.kappasweep.sweep.Protocol;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.RegularizerSpec;
import dev.kappasweep.sweep.Settings;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SolverKind;
import dev.kappasweep.sweep.SolverSpec;
import dev.kappasweep.sweep.Strength;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrainingSpec;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Specs of every experiment come back from their columns as they were: of another one the id would be wrong. */
class SpecColumnsTest {
    @TempDir
    private Path directory = Path.of("");

    private static SweepSpec sweep(
            Experiment experiment,
            Protocol protocol,
            DatasetSpec data,
            NetworkSpec network,
            ProblemSpec problem,
            RegularizerSpec penalty,
            Strength strength) {
        TrainingSpec training = new TrainingSpec(
                3, 5, experiment == Experiment.LEAST_SQUARES ? Optimizer.GRADIENT_DESCENT : Optimizer.ADAM, 0.25, 77);
        return SweepSpec.ofGrids(
                "sample",
                experiment,
                data,
                Settings.standard(experiment)
                        .with(Parameter.PROTOCOL, protocol)
                        .with(network)
                        .with(problem)
                        .with(penalty)
                        .with(training),
                List.of(Axes.NONE
                        .with(Parameter.REGULARIZER, List.of(penalty.kind()))
                        .with(Parameter.SOLVER, List.of(penalty.solver()))
                        .with(Parameter.LAMBDA, List.of(strength))
                        .with(Parameter.TRAIN_SNR, List.of(new Snr(0.5)))
                        .with(Parameter.DROPOUT, List.of(network.dropout()))
                        .with(Parameter.LEARNING_RATE, List.of(0.25))
                        .with(Parameter.BATCH, List.of(5))
                        .with(Parameter.SEED, List.of(-9L))),
                new EvaluationSpec(List.of(Snr.INFINITE, new Snr(3)), 4),
                "summary",
                List.of());
    }

    private void comesBack(SweepSpec sweep) {
        try (ResultStore store = ResultStore.open(directory, sweep, SampleSweep.DATA)) {
            sweep.trials(SampleSweep.DATA).forEach(trial -> store.commit(SampleSweep.completed(trial), "4.1.0"));
        }
        ResultTables tables = ResultDirectory.read(directory);
        assertThat(tables.sweep()).isEqualTo(sweep);
        assertThat(tables.trials()).extracting(TrialRow::spec).isEqualTo(sweep.trials(SampleSweep.DATA));
    }

    @Test
    void anAutoencoderWithDropoutAndAStrengthForEachGroup() {
        comesBack(sweep(
                Experiment.DENOISING,
                Protocol.PAPER,
                DatasetSpec.directory("some/where"),
                new NetworkSpec(List.of(8, 4, 8), List.of(Activation.RELU, Activation.SIGMOID, Activation.RELU), 0.125),
                ProblemSpec.PUBLISHED,
                new RegularizerSpec(
                        RegularizerKind.TIKHONOV,
                        List.of("E1", "E2", "D2", "D1"),
                        new SolverSpec(SolverKind.LANCZOS, 7),
                        0.125),
                Strength.parse("0.1/0.005")));
    }

    @Test
    void leastSquaresOfItsOwnSize() {
        comesBack(sweep(
                Experiment.LEAST_SQUARES,
                Protocol.PAPER,
                DatasetSpec.GAUSSIAN,
                new NetworkSpec(List.of(), Activation.SIGMOID),
                new ProblemSpec(2, 3, 4),
                new RegularizerSpec(
                        RegularizerKind.CONDITION_NUMBER, List.of("W1"), SolverSpec.of(SolverKind.EXACT), 0.5),
                Strength.of(1e-7)));
    }
}
