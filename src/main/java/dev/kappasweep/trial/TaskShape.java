package dev.kappasweep.trial;

import dev.kappasweep.data.Dataset;
import dev.kappasweep.nn.Loss;
import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.Experiment;
import dev.kappasweep.sweep.Protocol;
import dev.kappasweep.sweep.TrialSpec;

/**
 * What an experiment asks of a network.
 *
 * @param outputs units of the last layer
 * @param targetColumns of the matrix of targets: one for a class number, as many as outputs for an image
 */
record TaskShape(int outputs, Activation outputActivation, Loss loss, int targetColumns, BatchSource.Target target) {
    static TaskShape of(TrialSpec spec, Dataset data) {
        if (spec.experiment() == Experiment.DENOISING) {
            int size = data.train().size();
            BatchSource.Target target =
                    spec.protocol() == Protocol.PAPER ? BatchSource.Target.CLEAN_IMAGE : BatchSource.Target.NOISY_IMAGE;
            return new TaskShape(size, Activation.SIGMOID, Loss.MEAN_SQUARED_ERROR, size, target);
        }
        return new TaskShape(
                data.classes(), Activation.IDENTITY, Loss.SOFTMAX_CROSS_ENTROPY, 1, BatchSource.Target.LABEL);
    }
}
