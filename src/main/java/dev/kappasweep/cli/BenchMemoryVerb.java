package dev.kappasweep.cli;

import dev.kappasweep.bench.MemoryBenchmark;
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
        name = "memory",
        description = {
            "Count what training the classifier on the drawn digits allocates.",
            "The exit code is 1 if a step allocates anything, if one trial needs more than 1.3 x its "
                    + "parameters, gradients and Adam state off the heap, or if resident memory after all small trials is "
                    + "more than 1.1 x that after a tenth of them."
        })
final class BenchMemoryVerb implements Callable<Integer> {
    private final Console console;

    @Mixin
    private SolverArguments solver = new SolverArguments();

    @Option(
            names = "--trials",
            defaultValue = "1000",
            description = "Small trials, one after the other (default: ${DEFAULT-VALUE}).")
    private int trials;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    BenchMemoryVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        NumberOption.atLeast("--trials", trials, 10);
        MemoryBenchmark benchmark =
                new MemoryBenchmark(solver.hidden(), trials, solver.lambda(), solver.solver(), solver.tolerance());
        MemoryBenchmark.Report report =
                benchmark.run(new DatasetLoader(Optional.empty(), Map.of()).load(DatasetSpec.DIGITS));
        console.result(json ? Json.text(Json.ofRecord(report)) : text(report));
        return report.holds() ? ExitCode.OK : ExitCode.FAILED;
    }

    private static String text(MemoryBenchmark.Report report) {
        return String.format(
                Locale.ROOT,
                """
                %d steps allocate  %d bytes on the heap, %d bytes in %d pieces off the heap
                one trial           %.1f MB off the heap at its peak, %.2f x parameters, gradients and Adam state (784-%d-10)
                %d small trials   %.0f MB resident, %.2f x the %.0f MB after a tenth of them
                """,
                MemoryBenchmark.COUNTED_STEPS,
                report.steps().heapBytes(),
                report.steps().offHeapBytes(),
                report.steps().offHeapAllocations(),
                report.trial().trialBytes() / 1e6,
                report.trialRatio(),
                report.hidden(),
                report.trials(),
                report.resident().residentMb(),
                report.growth(),
                report.resident().residentMbEarly());
    }
}
