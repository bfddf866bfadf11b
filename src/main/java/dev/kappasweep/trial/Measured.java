package dev.kappasweep.trial;

import dev.kappasweep.data.LabelledImages;
import dev.kappasweep.nn.Network;
import dev.kappasweep.sweep.EvaluationMeasurement;
import dev.kappasweep.sweep.Experiment;
import dev.kappasweep.sweep.SampleMeasurement;
import dev.kappasweep.sweep.TrialSpec;
import java.util.List;

/** What is measured on a trained network with the test images. */
record Measured(List<EvaluationMeasurement> evaluations, List<SampleMeasurement> samples) {
    static final Measured NOTHING = new Measured(List.of(), List.of());

    /** @param beforeBatch called before each batch of images; it may throw to stop */
    static Measured on(
            Network network, TrialSpec spec, LabelledImages images, InputScaling scaling, Runnable beforeBatch) {
        if (spec.experiment() == Experiment.DENOISING) {
            try (DenoisingEvaluator evaluator = new DenoisingEvaluator(network, images, scaling, beforeBatch)) {
                return new Measured(
                        evaluator.measure(spec.evaluation(), spec.seed()),
                        Samples.of(network, images, scaling, spec.evaluation().snr()));
            }
        }
        try (Evaluator evaluator = new Evaluator(network, images, scaling, beforeBatch)) {
            return new Measured(evaluator.accuracies(spec.evaluation(), spec.seed()), List.of());
        }
    }
}
