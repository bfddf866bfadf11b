package dev.kappasweep.cli;

import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.EvaluationSpec;
import dev.kappasweep.sweep.Experiment;
import dev.kappasweep.sweep.NetworkSpec;
import dev.kappasweep.sweep.Optimizer;
import dev.kappasweep.sweep.ProblemSpec;
import dev.kappasweep.sweep.Protocol;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.RegularizerSpec;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.Strength;
import dev.kappasweep.sweep.TrainingSpec;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.trial.SpectrumBenchmark;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "spectrum",
        description = {
            "Time the spectra of all layers of the classifier and compare them with an epoch of 60 000 images. The exit code is 1",
            "if they take more than 3 %% of it."
        })
final class BenchSpectrumVerb implements Callable<Integer> {
    private static final int EPOCH_IMAGES = 60_000;
    private static final int BATCH = 32;
    private static final double LEARNING_RATE = 1e-4;

    private final Console console;

    @Mixin
    private SolverArguments solver = new SolverArguments();

    @Option(
            names = "--steps",
            defaultValue = "600",
            description = "Steps that are timed, after as many to warm up (default: ${DEFAULT-VALUE}).")
    private int steps;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    BenchSpectrumVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        NumberOption.atLeast("--steps", steps, 1);
        Dataset data = new DatasetLoader(Optional.empty(), Map.of()).load(DatasetSpec.DIGITS);
        SpectrumBenchmark.Report report = new SpectrumBenchmark(spec(data), steps, EPOCH_IMAGES).run(data);
        console.result(json ? Json.text(Json.ofRecord(report)) : text(report));
        return report.holds() ? ExitCode.OK : ExitCode.FAILED;
    }

    private TrialSpec spec(Dataset data) {
        return new TrialSpec(
                Experiment.CLASSIFICATION,
                Protocol.RELEASED_CODE,
                data.id(),
                new NetworkSpec(List.of(solver.hidden()), Activation.SIGMOID),
                ProblemSpec.PUBLISHED,
                new RegularizerSpec(
                        RegularizerKind.CONDITION_NUMBER, List.of("W1"), solver.solver(), solver.tolerance()),
                Strength.of(solver.lambda()),
                Snr.INFINITE,
                new TrainingSpec(1, BATCH, Optimizer.ADAM, LEARNING_RATE, 0),
                1,
                new EvaluationSpec(List.of(Snr.INFINITE), 1));
    }

    private static String text(SpectrumBenchmark.Report report) {
        StringBuilder text = new StringBuilder();
        for (SpectrumBenchmark.Layer layer : report.layers()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-4s %5d x %-5d   %8.2f ms   kappa %.3f%n",
                    layer.name(),
                    layer.rows(),
                    layer.cols(),
                    layer.ms(),
                    layer.kappa()));
        }
        return text.append(String.format(
                        Locale.ROOT,
                        "epoch               %8.0f ms   %.3f ms a step%nshare               %8.2f %%%n",
                        report.msPerEpoch(),
                        report.msPerStep(),
                        100 * report.share()))
                .toString();
    }
}
