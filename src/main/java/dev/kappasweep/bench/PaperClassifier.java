package dev.kappasweep.bench;

import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.EvaluationSpec;
import dev.kappasweep.sweep.Experiment;
import dev.kappasweep.sweep.NetworkSpec;
import dev.kappasweep.sweep.Optimizer;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.RegularizerSpec;
import dev.kappasweep.sweep.Settings;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SolverKind;
import dev.kappasweep.sweep.SolverSpec;
import dev.kappasweep.sweep.Strength;
import dev.kappasweep.sweep.TrainingSpec;
import dev.kappasweep.sweep.TrialSpec;
import java.util.List;

/** The classifier of section 4.2, for benchmarks to vary. */
public final class PaperClassifier {
    private static final int HIDDEN = 2048;
    private static final int BATCH = 32;
    private static final double LEARNING_RATE = 1e-4;
    private static final double TOLERANCE = 0.02;

    private PaperClassifier() {}

    /** 2048 sigmoid units, one epoch of Adam 1e-4 on all images without noise, r(W1) with lambda 1, seed 1. */
    public static TrialSpec of(DatasetId data) {
        return new TrialSpec(
                Experiment.CLASSIFICATION,
                data,
                Settings.standard(Experiment.CLASSIFICATION)
                        .with(new NetworkSpec(List.of(HIDDEN), Activation.SIGMOID))
                        .with(new RegularizerSpec(
                                RegularizerKind.CONDITION_NUMBER,
                                List.of("W1"),
                                SolverSpec.of(SolverKind.TRACKING),
                                TOLERANCE))
                        .with(new TrainingSpec(1, BATCH, Optimizer.ADAM, LEARNING_RATE, 0))
                        .with(Parameter.LAMBDA, Strength.of(1)),
                new EvaluationSpec(List.of(Snr.INFINITE), 1));
    }

    /** With one hidden layer of so many units. */
    public static NetworkSpec network(int hidden) {
        return new NetworkSpec(List.of(hidden), Activation.SIGMOID);
    }
}
