package dev.kappasweep.cli;

import dev.kappasweep.bench.CrewBenchmark;
import dev.kappasweep.bench.LaneBenchmark;
import dev.kappasweep.bench.StepBenchmark;
import dev.kappasweep.crew.SharedCores;
import dev.kappasweep.crew.StepDemand;
import dev.kappasweep.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "lanes",
        description = {
            "Time training steps of the classifier alone, with helping cores and on all cores at once, and say by a model how many "
                    + "trials at once are best, here and on other machines.",
            "The other machines are made up: cores that compute as those here do, with the caches and the memory that the options say."
        })
final class BenchLanesVerb implements Callable<Integer> {
    private final Console console;

    @Mixin
    private SolverArguments solver = new SolverArguments();

    @Option(
            names = "--steps",
            defaultValue = "400",
            description = "Steps that are timed of each kind (default: ${DEFAULT-VALUE}).")
    private int steps;

    @Option(
            names = "--cores",
            split = ",",
            defaultValue = "8,16",
            paramLabel = "N",
            description = "Cores of the other machines (default: ${DEFAULT-VALUE}).")
    private List<Integer> cores = new ArrayList<>();

    @Option(
            names = "--cache",
            defaultValue = "32",
            paramLabel = "MB",
            description = "Last-level cache of the other machines (default: ${DEFAULT-VALUE}).")
    private double cacheMegabytes;

    @Option(
            names = "--memory",
            defaultValue = "60",
            paramLabel = "GB/s",
            description = "What all cores of the other machines read and write together (default: ${DEFAULT-VALUE}).")
    private double memoryGigabytes;

    @Mixin
    private BenchImages images = new BenchImages();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    BenchLanesVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        NumberOption.atLeast("--steps", steps, 1);
        cores.forEach(count -> NumberOption.atLeast("--cores", count, 1));
        NumberOption.nonNegative("--cache", cacheMegabytes);
        NumberOption.positive("--memory", memoryGigabytes);
        int here = Runtime.getRuntime().availableProcessors();
        Dataset data = images.load();
        StepBenchmark classifier = new StepBenchmark(
                1, steps, solver.lambda(), solver.hidden(), images.batch(), solver.solver(), solver.tolerance());
        LaneBenchmark.Report report = new LaneBenchmark(here, Math.max(1, steps / CrewBenchmark.STEPS_OF_ROUND))
                .run(classifier.trial(data), data, cores, 1e6 * cacheMegabytes, 1e9 * memoryGigabytes);
        console.result(json ? Json.text(Json.ofRecord(report)) : text(report));
        return ExitCode.OK;
    }

    private static String text(LaneBenchmark.Report report) {
        SharedCores shared = report.shared();
        StepDemand step = report.step();
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                """
                here               %d cores, %d last-level caches of %.0f MB together, %.1f GFLOP/s a core
                memory             %.1f GB/s of one core, %.1f of all
                a step             %.0f MFLOP, moves %.0f MB of the %.0f MB that a trial keeps
                one trial          %.3f ms a step
                with all cores     %.3f ms
                one on each core   %.3f ms each
                serial part        %.2f of a step (Amdahl)
                barrier            %.1f us

                By the model, not measured:
                """,
                shared.cores(),
                shared.caches(),
                shared.cacheBytes() / 1e6,
                shared.flops() / 1e9,
                shared.bytesAlone() / 1e9,
                shared.bytesTogether() / 1e9,
                step.flops() / 1e6,
                step.bytes() / 1e6,
                step.stateBytes() / 1e6,
                report.aloneMs(),
                report.helpedMs(),
                report.eachMs(),
                report.serial(),
                report.barrierMicros()));
        report.rows()
                .forEach(row -> text.append(String.format(
                        Locale.ROOT,
                        "%3d cores, %2d at once  %8.3f ms a step, %6.0f steps a second of all%s%n",
                        row.cores(),
                        row.lanes(),
                        row.msPerStep(),
                        row.stepsPerSecond(),
                        row.isBest() ? ", run.lanes: auto" : "")));
        return text.toString();
    }
}
