package dev.kappasweep.trial;

import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.EvaluationSpec;
import dev.kappasweep.sweep.Experiment;
import dev.kappasweep.sweep.NetworkSpec;
import dev.kappasweep.sweep.Optimizer;
import dev.kappasweep.sweep.ProblemSpec;
import dev.kappasweep.sweep.Protocol;
import dev.kappasweep.sweep.RegularizerSpec;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.Strength;
import dev.kappasweep.sweep.TrainingSpec;
import dev.kappasweep.sweep.TrialSpec;
import java.util.List;

/** The classifier of section 4.2 as the benchmarks of its training step train it: seed 1, Adam 1e-4, all images. */
final class PaperClassifier {
    private static final double LEARNING_RATE = 1e-4;

    private PaperClassifier() {}

    static TrialSpec spec(
            DatasetId data, int hidden, double dropout, int batch, RegularizerSpec regularizer, double lambda) {
        return new TrialSpec(
                Experiment.CLASSIFICATION,
                Protocol.RELEASED_CODE,
                data,
                new NetworkSpec(List.of(hidden), List.of(Activation.SIGMOID), dropout),
                ProblemSpec.PUBLISHED,
                regularizer,
                Strength.of(lambda),
                Snr.INFINITE,
                new TrainingSpec(1, batch, Optimizer.ADAM, LEARNING_RATE, 0),
                1,
                new EvaluationSpec(List.of(Snr.INFINITE), 1));
    }
}
