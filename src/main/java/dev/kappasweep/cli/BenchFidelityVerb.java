package dev.kappasweep.cli;

import dev.kappasweep.bench.Fidelity;
import dev.kappasweep.bench.PaperClassifier;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.TrialSpec;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "fidelity",
        description = {
            "Train the classifier on MNIST twice from the same start on the same batches, with a solver and "
                    + "with the full singular value decomposition, and compare.",
            "The exit code is 1 if kappa or sigma_1 of W1 differ by more than 1 %%. The full decomposition "
                    + "takes most of a second a step at 2048 hidden units."
        })
final class BenchFidelityVerb implements Callable<Integer> {

    private final Console console;

    @Mixin
    private SolverArguments solver = new SolverArguments();

    @Option(names = "--steps", defaultValue = "600", description = "Training steps (default: ${DEFAULT-VALUE}).")
    private int steps;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Seed of weights and batches (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--data-dir", paramLabel = "DIR", description = "Look for data sets in this directory only.")
    private Optional<Path> dataDir = Optional.empty();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    BenchFidelityVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        NumberOption.atLeast("--steps", steps, 1);
        Dataset data = new DatasetLoader(dataDir, System.getenv()).load(DatasetSpec.MNIST);
        Fidelity.Report report = new Fidelity(spec(data), steps).run(data);
        console.result(json ? Json.text(Json.ofRecord(report)) : text(report));
        return report.isFaithful() ? ExitCode.OK : ExitCode.FAILED;
    }

    private TrialSpec spec(Dataset data) {
        return solver.applyTo(PaperClassifier.of(data.id())).with().seed(seed).build();
    }

    private static String text(Fidelity.Report report) {
        return String.format(
                Locale.ROOT,
                """
                solver        kappa(W1)   sigma_1      loss  solver steps   seconds
                %s%s
                difference  %9.2f %%  %6.2f %%   after %d steps, lambda = %s
                """,
                row(report.fast()),
                row(report.exact()),
                100 * report.kappaDifference(),
                100 * report.sigmaMaxDifference(),
                report.steps(),
                report.lambda());
    }

    private static String row(Fidelity.Outcome outcome) {
        return String.format(
                Locale.ROOT,
                "%-12s  %9.4f  %8.4f  %8.4f  %12.2f  %8.1f%n",
                outcome.solver(),
                outcome.kappa(),
                outcome.sigmaMax(),
                outcome.loss(),
                outcome.solverStepsMean(),
                outcome.seconds());
    }
}
