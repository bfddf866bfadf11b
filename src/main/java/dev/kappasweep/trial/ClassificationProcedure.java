package dev.kappasweep.trial;

import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.LabelledImages;
import dev.kappasweep.nn.Loss;
import dev.kappasweep.nn.Network;
import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.TrialSpec;
import java.util.List;

/** An output for every class, cross-entropy, and the share of test images whose class is found. */
final class ClassificationProcedure implements NetworkProcedure {
    @Override
    public TaskShape shape(TrialSpec spec, Dataset data) {
        return new TaskShape(
                data.classes(), Activation.IDENTITY, Loss.SOFTMAX_CROSS_ENTROPY, 1, BatchSource.Target.LABEL);
    }

    @Override
    public Measured measure(
            Network network, TrialSpec spec, LabelledImages images, InputScaling scaling, Runnable beforeBatch) {
        try (Evaluator evaluator = new Evaluator(network, images, scaling, beforeBatch)) {
            return new Measured(evaluator.accuracies(spec.evaluation(), spec.seed()), List.of());
        }
    }
}
