package dev.kappasweep.cli;

import dev.kappasweep.bench.AutoencoderBenchmark;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.sweep.DatasetSpec;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "autoencoder",
        description = "Time training steps of the denoising autoencoder, four penalised layers, on the drawn digits.")
final class BenchAutoencoderVerb implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--lambda",
            defaultValue = "0.1",
            description = "Strength of the penalty on each layer (default: ${DEFAULT-VALUE}).")
    private double lambda;

    @Mixin
    private SolverOptions solver = new SolverOptions();

    @Option(
            names = "--lanes",
            defaultValue = "1",
            description = "Trials that train at once (default: ${DEFAULT-VALUE}).")
    private int lanes;

    @Option(
            names = "--steps",
            defaultValue = "600",
            description = "Steps that are timed in each lane (default: ${DEFAULT-VALUE}).")
    private int steps;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    BenchAutoencoderVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        NumberOption.nonNegative("--lambda", lambda);
        NumberOption.atLeast("--lanes", lanes, 1);
        NumberOption.atLeast("--steps", steps, 1);
        Dataset data = new DatasetLoader(Optional.empty(), Map.of()).load(DatasetSpec.DIGITS);
        AutoencoderBenchmark.Report report =
                new AutoencoderBenchmark(lanes, steps, lambda, solver.solver(), solver.tolerance()).run(data);
        console.result(json ? Json.text(Json.ofRecord(report)) : text(report));
        return ExitCode.OK;
    }

    private static String text(AutoencoderBenchmark.Report report) {
        return String.format(
                Locale.ROOT,
                """
                step                %.3f ms median, %.3f ms mean, each of %d lanes, lambda %s
                solvers             %.2f steps a training step
                products            %.3f ms at %.1f GFLOP/s, the rate of large products in a lane, counted as dense
                weights, moments    %.3f ms at %.1f GB/s, the rate of copying in a lane, where no cache holds them
                """,
                report.time().msPerStepMedian(),
                report.time().msPerStepMean(),
                report.lanes(),
                report.lambda(),
                report.solverStepsMean(),
                report.floors().productMs(),
                report.rates().gemmGflops(),
                report.floors().memoryMs(),
                report.rates().copyGbs());
    }
}
