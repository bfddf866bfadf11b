package dev.kappasweep.trial;

import dev.kappasweep.data.LabelledImages;
import dev.kappasweep.data.RandomStreams;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.nn.Network;
import dev.kappasweep.nn.Pass;
import dev.kappasweep.sweep.TrialSpec;
import java.util.random.RandomGenerator;

/**
 * Measures a network on the training images that are held back, without dropout. Those that it is to classify have no noise; those that it is to
 * denoise have that of training, the same after every epoch, and it is held against the images without it.
 */
final class Validation {
    private final TrialSpec spec;
    private final TaskShape task;
    private final LabelledImages images;
    private final ScaledImages scaled;

    /** @param images that are held back; perhaps none */
    Validation(TrialSpec spec, TaskShape task, LabelledImages images, InputScaling scaling) {
        this.spec = spec;
        this.task = task;
        this.images = images;
        this.scaled = new ScaledImages(images, scaling);
    }

    /**
     * What was measured; NaN what was not.
     *
     * @param loss mean over the images
     * @param accuracy fraction of the images whose class is found
     */
    record Measured(double loss, double accuracy) {
        static final Measured NOTHING = new Measured(Double.NaN, Double.NaN);
    }

    /** @param beforeBatch called before each batch of images; it may throw to stop */
    Measured measure(Network network, Runnable beforeBatch) {
        if (images.count() == 0) {
            return Measured.NOTHING;
        }
        Sums sums = new Sums();
        boolean isNoisy =
                task.target() != BatchSource.Target.LABEL && spec.trainSnr().isNoisy();
        RandomGenerator stream = RandomStreams.stream(spec.seed(), "validation noise");
        try (ImageBatches batches = new ImageBatches(network, images);
                Matrix target = Matrix.zeros(network.precision(), batches.size(), task.targetColumns());
                Matrix delta = Matrix.zeros(network.precision(), batches.size(), task.outputs())) {
            float[] noise = new float[isNoisy ? batches.size() * images.size() : 0];
            batches.forEach(from -> {
                beforeBatch.run();
                for (int i = 0; i < noise.length; i++) {
                    noise[i] = (float) stream.nextGaussian();
                }
                Pass batch = batches.pass(from);
                scaled.fill(
                        batch.input(),
                        from,
                        noise,
                        isNoisy ? (float) spec.trainSnr().noiseStandardDeviation() : 0);
                batch.forward();
                add(sums, batch.output(), from, target.rowRange(0, batch.rows()), delta.rowRange(0, batch.rows()));
            });
        }
        double accuracy =
                task.target() == BatchSource.Target.LABEL ? (double) sums.correct / images.count() : Double.NaN;
        return new Measured(sums.loss / images.count(), accuracy);
    }

    private static final class Sums {
        private double loss;
        private long correct;
    }

    private void add(Sums sums, Matrix output, int from, Matrix target, Matrix delta) {
        if (task.target() == BatchSource.Target.LABEL) {
            for (int row = 0; row < output.rows(); row++) {
                target.set(row, images.label(from + row));
            }
            sums.correct += Evaluator.correct(output, images, from);
        } else {
            scaled.fill(target, from);
        }
        sums.loss += task.loss().evaluate(output, target, delta) * output.rows();
    }
}
