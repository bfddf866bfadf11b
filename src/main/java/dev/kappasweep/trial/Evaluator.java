package dev.kappasweep.trial;

import dev.kappasweep.data.LabelledImages;
import dev.kappasweep.data.RandomStreams;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.nn.Network;
import dev.kappasweep.nn.Pass;
import dev.kappasweep.sweep.EvaluationMeasurement;
import dev.kappasweep.sweep.EvaluationMetric;
import dev.kappasweep.sweep.EvaluationSpec;
import dev.kappasweep.sweep.Snr;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;

/**
 * Accuracy of a classifier on all test images at each SNR. A noise draw is the same at every SNR up to its scale, and the same
 * for every trial of a seed, so that differences between trials are not differences of noise.
 */
final class Evaluator implements AutoCloseable {

    private final LabelledImages images;
    private final ScaledImages scaled;
    private final ImageBatches batches;
    private final float[] noise;
    private final Runnable beforeBatch;

    /** @param beforeBatch called before each batch of images; it may throw to stop */
    Evaluator(Network network, LabelledImages images, InputScaling scaling, Runnable beforeBatch) {
        this.images = images;
        this.scaled = new ScaledImages(images, scaling);
        this.beforeBatch = beforeBatch;
        this.batches = new ImageBatches(network, images);
        this.noise = new float[batches.size() * images.size()];
    }

    List<EvaluationMeasurement> accuracies(EvaluationSpec spec, long seed) {
        List<Snr> noisy = spec.snr().stream().filter(Snr::isNoisy).toList();
        long[] correct = new long[noisy.size()];
        for (int draw = 0; draw < spec.draws() && !noisy.isEmpty(); draw++) {
            addCorrect(noisy, RandomStreams.stream(seed, "test noise " + draw), correct);
        }
        List<EvaluationMeasurement> measurements = new ArrayList<>();
        for (Snr snr : spec.snr()) {
            int draws = snr.isNoisy() ? spec.draws() : 1;
            long count = snr.isNoisy() ? correct[noisy.indexOf(snr)] : cleanCorrect();
            double accuracy = (double) count / images.count() / draws;
            measurements.add(
                    new EvaluationMeasurement(snr, EvaluationMetric.ACCURACY.text(), accuracy, images.count(), draws));
        }
        return measurements;
    }

    private long cleanCorrect() {
        LongAdder correct = new LongAdder();
        batches.forEach(from -> correct.add(correctInBatch(from, 0)));
        return correct.sum();
    }

    private void addCorrect(List<Snr> noisy, RandomGenerator stream, long[] correct) {
        batches.forEach(from -> {
            for (int i = 0; i < noise.length; i++) {
                noise[i] = (float) stream.nextGaussian();
            }
            for (int i = 0; i < correct.length; i++) {
                correct[i] += correctInBatch(from, (float) noisy.get(i).noiseStandardDeviation());
            }
        });
    }

    private int correctInBatch(int from, float deviation) {
        beforeBatch.run();
        Pass batch = batches.pass(from);
        scaled.fill(batch.input(), from, noise, deviation);
        batch.forward();
        return correct(batch.output(), images, from);
    }

    /** How many of the images from {@code from} on have their class as the largest output, one row each. */
    static int correct(Matrix output, LabelledImages images, int from) {
        int correct = 0;
        for (int row = 0; row < output.rows(); row++) {
            if (predicted(output, row) == images.label(from + row)) {
                correct++;
            }
        }
        return correct;
    }

    /** The class of the largest output, the first of several. */
    private static int predicted(Matrix output, int row) {
        int largest = 0;
        for (int j = 1; j < output.cols(); j++) {
            if (output.get(row, j) > output.get(row, largest)) {
                largest = j;
            }
        }
        return largest;
    }

    @Override
    public void close() {
        batches.close();
    }
}
