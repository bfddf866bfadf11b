package dev.kappasweep.cli;

import dev.kappasweep.bench.PaperClassifier;
import dev.kappasweep.bench.SpectrumBenchmark;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.TrialSpec;
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
            "Time the spectra of all layers of the classifier and compare them with an epoch of 60 000 images.",
            "The exit code is 1 if they take more than 3 %% of it."
        })
final class BenchSpectrumVerb implements Callable<Integer> {
    private static final int EPOCH_IMAGES = 60_000;

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
        return solver.applyTo(PaperClassifier.of(data.id()));
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
