package dev.kappasweep.trial;

import dev.kappasweep.data.LabelledImages;
import dev.kappasweep.data.RandomStreams;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.sweep.Snr;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/** The training images in a new random order each epoch, scaled and, where asked for, with noise. */
final class BatchSource {
    private final LabelledImages images;
    private final InputScaling scaling = new InputScaling();
    private final RandomGenerator orderStream;
    private final RandomGenerator noiseStream;
    private final Snr snr;
    private final int[] order;
    private int next;

    /** @param count how many of the first images are used */
    BatchSource(LabelledImages images, int count, Snr snr, long seed) {
        this.images = images;
        this.snr = snr;
        this.orderStream = RandomStreams.stream(seed, "batches");
        this.noiseStream = RandomStreams.stream(seed, "training noise");
        this.order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
    }

    /** Draws a new order (Fisher-Yates) and goes back to its beginning. */
    void startEpoch() {
        for (int i = order.length - 1; i > 0; i--) {
            int j = orderStream.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        next = 0;
    }

    /** How many images of this epoch are still to come. */
    int remaining() {
        return order.length - next;
    }

    /**
     * Takes the next images of the epoch.
     *
     * @param input float32, one image a row
     * @param target receives the labels, one a row
     */
    void fill(Matrix input, Matrix target) {
        for (int row = 0; row < input.rows(); row++) {
            int image = order[next++];
            target.set(row, images.label(image));
            fillRow(input.bytes(), row * images.size(), image * images.size());
        }
        if (snr.isNoisy()) {
            addNoise(input);
        }
    }

    private void fillRow(ByteBuffer input, int to, int from) {
        byte[] pixels = images.pixels();
        for (int i = 0; i < images.size(); i++) {
            input.putFloat((to + i) * Float.BYTES, scaling.scale(pixels[from + i]));
        }
    }

    private void addNoise(Matrix input) {
        double deviation = snr.noiseStandardDeviation();
        for (int i = 0; i < input.size(); i++) {
            input.set(i, input.get(i) + deviation * noiseStream.nextGaussian());
        }
    }
}
