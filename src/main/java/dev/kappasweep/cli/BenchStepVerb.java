package dev.kappasweep.cli;

import dev.kappasweep.bench.CrewBenchmark;
import dev.kappasweep.bench.StepBenchmark;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.sweep.TrialSpec;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
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

    @Option(
            names = "--crew",
            defaultValue = "0",
            description = "Cores whose idle ones help the lanes: steps with and without such a crew, in turns of "
                    + CrewBenchmark.STEPS_OF_ROUND + " steps (default: 0, no crew).")
    private int crew;

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
        NumberOption.atLeast("--crew", crew, 0);
        StepBenchmark benchmark = new StepBenchmark(
                lanes, steps, solver.lambda(), solver.hidden(), images.batch(), solver.solver(), solver.tolerance());
        Dataset data = images.load();
        if (crew > 0) {
            tell(withCrew(benchmark.trial(data), data), BenchStepVerb::text);
        } else {
            tell(benchmark.run(data), BenchStepVerb::text);
        }
        return ExitCode.OK;
    }

    private CrewBenchmark.Report withCrew(TrialSpec trial, Dataset data) {
        int rounds = Math.max(1, steps / CrewBenchmark.STEPS_OF_ROUND);
        return new CrewBenchmark(lanes, crew, rounds).run(trial, data);
    }

    private <T extends Record> void tell(T report, Function<T, String> text) {
        console.result(json ? Json.text(Json.ofRecord(report)) : text.apply(report));
    }

    private static String text(CrewBenchmark.Report report) {
        return String.format(
                Locale.ROOT,
                """
                step without crew   %.3f ms median, each of %d lanes
                step with crew      %.3f ms median, of %d cores
                with/without        %.3f median of %d rounds in turns, half of them %.3f to %.3f
                """,
                report.aloneMs(),
                report.setting().lanes(),
                report.crewMs(),
                report.setting().cores(),
                report.ratio().median(),
                report.setting().rounds(),
                report.ratio().low(),
                report.ratio().high());
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
