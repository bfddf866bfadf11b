package dev.kappasweep.trial;

import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.LabelledImages;
import dev.kappasweep.nn.Loss;
import dev.kappasweep.nn.Network;
import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.Protocol;
import dev.kappasweep.sweep.TrialSpec;

/** An output for every pixel, the squared error, and how like its output is to the clean images, with some to look at. */
final class DenoisingProcedure implements NetworkProcedure {
    @Override
    public TaskShape shape(TrialSpec spec, Dataset data) {
        int size = data.train().size();
        BatchSource.Target target =
                spec.protocol() == Protocol.PAPER ? BatchSource.Target.CLEAN_IMAGE : BatchSource.Target.NOISY_IMAGE;
        return new TaskShape(size, Activation.SIGMOID, Loss.MEAN_SQUARED_ERROR, size, target);
    }

    @Override
    public Measured measure(
            Network network, TrialSpec spec, LabelledImages images, InputScaling scaling, Runnable beforeBatch) {
        try (DenoisingEvaluator evaluator = new DenoisingEvaluator(network, images, scaling, beforeBatch)) {
            return new Measured(
                    evaluator.measure(spec.evaluation(), spec.seed()),
                    Samples.of(network, images, scaling, spec.evaluation().snr()));
        }
    }
}
