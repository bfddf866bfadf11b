package dev.kappasweep.cli;

import dev.kappasweep.bench.PaperClassifier;
import dev.kappasweep.sweep.RegularizerSpec;
import dev.kappasweep.sweep.SolverSpec;
import dev.kappasweep.sweep.Strength;
import dev.kappasweep.sweep.TrialSpec;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the benchmarks that say what is trained. */
final class SolverArguments {
    @Option(
            names = "--lambda",
            defaultValue = "1",
            description = "Strength of the penalty (default: ${DEFAULT-VALUE}).")
    private double lambda;

    @Option(
            names = "--hidden",
            defaultValue = "2048",
            description = "Units of the hidden layer (default: ${DEFAULT-VALUE}).")
    private int hidden;

    @Mixin
    private SolverOptions solver = new SolverOptions();

    /** {@code classifier} with these options. */
    TrialSpec applyTo(TrialSpec classifier) {
        RegularizerSpec penalty = classifier.regularizer().withSolver(solver()).withTolerance(tolerance());
        return classifier
                .with()
                .network(PaperClassifier.network(hidden()))
                .regularizer(penalty)
                .strength(Strength.of(lambda()))
                .build();
    }

    double lambda() {
        NumberOption.nonNegative("--lambda", lambda);
        return lambda;
    }

    int hidden() {
        NumberOption.atLeast("--hidden", hidden, 1);
        return hidden;
    }

    SolverSpec solver() {
        return solver.solver();
    }

    double tolerance() {
        return solver.tolerance();
    }
}
