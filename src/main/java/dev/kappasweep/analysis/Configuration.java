package dev.kappasweep.analysis;

import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SolverSpec;
import dev.kappasweep.sweep.Strength;
import dev.kappasweep.sweep.TrialSpec;

/** A trial without its seed: the point of the grid that its replicates share. */
public record Configuration(
        RegularizerKind regularizer,
        SolverSpec solver,
        Strength strength,
        Snr trainSnr,
        double dropout,
        double learningRate,
        int batch) {
    /** Strength of the penalty on the first group of layers, or on all. */
    public double lambda() {
        return strength.lambda();
    }

    /** That of a trial. */
    public static Configuration of(TrialSpec trial) {
        return new Configuration(
                trial.regularizer().kind(),
                trial.regularizer().solver(),
                trial.strength(),
                trial.trainSnr(),
                trial.network().dropout(),
                trial.training().learningRate(),
                trial.training().batch());
    }
}
