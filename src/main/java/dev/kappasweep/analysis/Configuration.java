package dev.kappasweep.analysis;

import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SolverSpec;
import dev.kappasweep.sweep.TrialSpec;

/** A trial without its seed: the point of the grid that its replicates share. */
public record Configuration(
        RegularizerKind regularizer, SolverSpec solver, double lambda, Snr trainSnr, double learningRate, int batch) {
    /** That of a trial. */
    public static Configuration of(TrialSpec trial) {
        return new Configuration(
                trial.regularizer().kind(),
                trial.regularizer().solver(),
                trial.lambda(),
                trial.trainSnr(),
                trial.training().learningRate(),
                trial.training().batch());
    }
}
