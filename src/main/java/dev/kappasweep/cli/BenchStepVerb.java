package dev.kappasweep.cli;

import dev.kappasweep.bench.StepBenchmark;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "step", description = "Time training steps of the classifier, several at once.")
final class BenchStepVerb implements Callable<Integer> {
    private final Console console;

    @Mixin
    private SolverArguments solver = new SolverArguments();

    @Option(names = "--lanes", defaultValue = "1", description = "Trials that train at once (default: 1).")
    private int lanes = 1;

    @Option(names = "--steps", defaultValue = "300", description = "Steps that are timed in each lane (default: 300).")
    private int steps = 300;

    @Mixin
    private BenchImages images = new BenchImages();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    BenchStepVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        NumberOption.atLeast("--lanes", lanes, 1);
        NumberOption.atLeast("--steps", steps, 1);
        StepBenchmark.Report report = new StepBenchmark(
                        lanes,
                        steps,
                        solver.lambda(),
                        solver.hidden(),
                        images.batch(),
                        solver.solver(),
                        solver.tolerance())
                .run(images.load());
        console.result(json ? Json.text(Json.ofRecord(report)) : text(report));
        return ExitCode.OK;
    }

    private static String text(StepBenchmark.Report report) {
        return String.format(
                Locale.ROOT,
                """
                step                %.3f ms median, %.3f ms mean, each of %d lanes
                solver              %.2f steps a training step
                large products      %.1f GFLOP/s a lane
                share of that rate  %.0f %% (the step's products, counted as dense)
                peak memory         %.0f MB, the whole process
                """,
                report.time().msPerStepMedian(),
                report.time().msPerStepMean(),
                report.setting().lanes(),
                report.solverStepsMean(),
                report.products().gemmGflops(),
                100 * report.products().productShare(),
                report.peakMemoryMb());
    }
}
