package dev.kappasweep.cli;

import dev.kappasweep.sweep.RegularizerSpec;
import dev.kappasweep.sweep.SolverSpec;
import picocli.CommandLine.Option;

/** The options of the benchmarks that say how top singular triplets are found. */
final class SolverOptions {
    @Option(
            names = "--solver",
            defaultValue = SolverSpec.DEFAULT,
            description = "As regularizer.solver (default: ${DEFAULT-VALUE}).")
    private String solver = SolverSpec.DEFAULT;

    @Option(
            names = "--tolerance",
            defaultValue = RegularizerSpec.DEFAULT_TOLERANCE,
            description = "As regularizer.tolerance (default: ${DEFAULT-VALUE}).")
    private double tolerance;

    SolverSpec solver() {
        return SolverSpec.parse(solver);
    }

    double tolerance() {
        NumberOption.fraction("--tolerance", tolerance);
        return tolerance;
    }
}
