package dev.kappasweep.cli;

import dev.kappasweep.conf.SweepKeys;
import dev.kappasweep.sweep.SolverSpec;
import picocli.CommandLine.Option;

/** The options of the benchmarks that say how top singular triplets are found. */
final class SolverOptions {
    @Option(
            names = "--solver",
            defaultValue = SweepKeys.DEFAULT_SOLVER,
            description = "As regularizer.solver (default: ${DEFAULT-VALUE}).")
    private String solver = SweepKeys.DEFAULT_SOLVER;

    @Option(
            names = "--tolerance",
            defaultValue = SweepKeys.DEFAULT_TOLERANCE,
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
