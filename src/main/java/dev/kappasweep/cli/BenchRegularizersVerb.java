package dev.kappasweep.cli;

import dev.kappasweep.bench.RegularizerBenchmark;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "regularizers",
        description =
                "Time training steps of the classifier with every regulariser on its first layer, and with dropout "
                        + "0.5, for several sizes of that layer, and measure the memory of such a trial: against no "
                        + "regulariser and against tikhonov.")
final class BenchRegularizersVerb implements Callable<Integer> {
    private final Console console;

    @Option(names = "--lanes", defaultValue = "1", description = "Trials that train at once (default: 1).")
    private int lanes;

    @Option(
            names = "--steps",
            defaultValue = "100",
            description = "Steps that are timed in each lane, after as many to warm up (default: ${DEFAULT-VALUE}).")
    private int steps;

    @Option(
            names = "--hidden",
            split = ",",
            paramLabel = "UNITS",
            defaultValue = "256,512,1024,2048",
            description = "Units of the hidden layer, one or more sizes (default: ${DEFAULT-VALUE}).")
    private List<Integer> hidden = List.of();

    @Option(
            names = "--lambda",
            defaultValue = "0.01",
            description = "Strength of every penalty (default: ${DEFAULT-VALUE}).")
    private double lambda;

    @Mixin
    private SolverOptions solver = new SolverOptions();

    @Mixin
    private BenchImages images = new BenchImages();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    BenchRegularizersVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        NumberOption.atLeast("--lanes", lanes, 1);
        NumberOption.atLeast("--steps", steps, 1);
        hidden.forEach(units -> NumberOption.atLeast("--hidden", units, 1));
        NumberOption.positive("--lambda", lambda);
        RegularizerBenchmark.Report report = new RegularizerBenchmark(
                        lanes, steps, hidden, lambda, images.batch(), solver.solver(), solver.tolerance())
                .run(images.load());
        console.result(json ? Json.text(Json.ofRecord(report)) : text(report));
        return ExitCode.OK;
    }

    private static String text(RegularizerBenchmark.Report report) {
        List<String> header = List.of(
                "layer",
                "regularizer",
                "ms, median",
                "mean",
                "x none",
                "x tikhonov",
                "MB",
                "x none",
                "x tikhonov",
                "solver steps");
        List<List<String>> rows =
                report.lines().stream().map(line -> row(report.inputs(), line)).toList();
        return String.join("\n", new AlignedRows(header, rows).lines()) + "\n";
    }

    private static List<String> row(int inputs, RegularizerBenchmark.Line line) {
        return List.of(
                inputs + " x " + line.hidden(),
                line.regularizer(),
                number("%.3f", line.time().msPerStepMedian()),
                number("%.3f", line.time().msPerStepMean()),
                number("%.2f", line.multiples().timesNone()),
                number("%.2f", line.multiples().timesTikhonov()),
                number("%.1f", line.memory().memoryMb()),
                number("%.2f", line.memory().memoryTimesNone()),
                number("%.2f", line.memory().memoryTimesTikhonov()),
                number("%.2f", line.solverSteps()));
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
