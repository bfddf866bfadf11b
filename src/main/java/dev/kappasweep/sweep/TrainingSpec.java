package dev.kappasweep.sweep;

import java.io.Serializable;

/**
 * How one network is trained.
 *
 * @param epochs passes over the training images, at least 1
 * @param batch images per step, at least 1; the last batch of an epoch may be smaller
 * @param trainImages how many of the first training images are used, 0 for all
 */
public record TrainingSpec(int epochs, int batch, Optimizer optimizer, double learningRate, int trainImages)
        implements Serializable {
    public TrainingSpec {
        Require.positive("training.epochs", epochs);
        Require.positive("training.batch", batch);
        Require.positiveFinite("training.learningRate", learningRate);
        Require.require(
                trainImages >= 0, "training.trainImages", trainImages, "a whole number of at least 0", trainImages);
    }

    /** The same training over another number of epochs. */
    public TrainingSpec withEpochs(int other) {
        return new TrainingSpec(other, batch, optimizer, learningRate, trainImages);
    }

    /** The same training with another number of images per step. */
    public TrainingSpec withBatch(int other) {
        return new TrainingSpec(epochs, other, optimizer, learningRate, trainImages);
    }

    /** The same training with another size of steps. */
    public TrainingSpec withLearningRate(double other) {
        return new TrainingSpec(epochs, batch, optimizer, other, trainImages);
    }

    /** The same training on another number of images, 0 for all. */
    public TrainingSpec withTrainImages(int other) {
        return new TrainingSpec(epochs, batch, optimizer, learningRate, other);
    }
}
