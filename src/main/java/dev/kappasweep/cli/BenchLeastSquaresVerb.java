package dev.kappasweep.cli;

import dev.kappasweep.bench.LeastSquaresBenchmark;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.sweep.DatasetSpec;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "least-squares",
        description = {
            "Time least-squares trials, W 20 x 50 with r(W), and say how long the 110 trials of Figure 2, "
                    + "100000 steps each, would take in as many lanes.",
            "The exit code is 1 if that is more than 10 minutes."
        })
final class BenchLeastSquaresVerb implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--lambda",
            defaultValue = "100",
            description = "Strength of the penalty (default: ${DEFAULT-VALUE}).")
    private double lambda;

    @Option(names = "--lanes", defaultValue = "2", description = "Trials at once (default: ${DEFAULT-VALUE}).")
    private int lanes;

    @Option(
            names = "--epochs",
            defaultValue = "100",
            description = "Length of a trial, of 1000 steps each (default: ${DEFAULT-VALUE}).")
    private int epochs;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    BenchLeastSquaresVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        NumberOption.nonNegative("--lambda", lambda);
        NumberOption.atLeast("--lanes", lanes, 1);
        NumberOption.atLeast("--epochs", epochs, 1);
        LeastSquaresBenchmark.Report report = new LeastSquaresBenchmark(lanes, epochs, lambda)
                .run(new DatasetLoader(Optional.empty(), Map.of()).load(DatasetSpec.GAUSSIAN));
        console.result(json ? Json.text(Json.ofRecord(report)) : text(report));
        return report.holds() ? ExitCode.OK : ExitCode.FAILED;
    }

    private static String text(LeastSquaresBenchmark.Report report) {
        return String.format(
                Locale.ROOT,
                """
                trial               %.2f s, %d steps, lambda %s, each of %d lanes
                step                %.2f us, %.2f Jacobi sweeps, %.2f GFLOP/s
                arithmetic          %.2f us at %.1f GFLOP/s, the rate of large float64 products in a lane
                memory              %.2f us at %.1f GB/s, the rate of copying in a lane, if no cache held it
                110 trials          %.0f s of 100000 steps each, in these lanes; the goal is at most 600 s
                """,
                report.cost().secondsPerTrial(),
                report.steps(),
                report.lambda(),
                report.lanes(),
                report.cost().microsPerStep(),
                report.cost().sweepsPerStep(),
                report.cost().gflops(),
                report.floors().productMicros(),
                report.rates().gemmGflops(),
                report.floors().memoryMicros(),
                report.rates().copyGbs(),
                report.sweepSeconds());
    }
}
