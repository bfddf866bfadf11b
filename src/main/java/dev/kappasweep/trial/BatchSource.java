package dev.kappasweep.trial;

import dev.kappasweep.data.LabelledImages;
import dev.kappasweep.data.RandomStreams;
import dev.kappasweep.linalg.Checkpointed;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.sweep.Snr;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.random.RandomGenerator;

/**
 * The training images in a new random order each epoch, scaled and, where asked for, with noise. Order and noise of an epoch
 * come from streams of its own, so that an epoch can be taken up without those before it.
 */
final class BatchSource implements Checkpointed {
    /** What a network is to learn, and so where the noise goes. */
    enum Target {
        /** The class; noise on the input. */
        LABEL,
        /** The image; noise on the input. */
        CLEAN_IMAGE,
        /** The image with noise; none on the input. */
        NOISY_IMAGE
    }

    private final LabelledImages images;
    private final TrainingSplit split;
    private final Target kind;
    private final InputScaling scaling;
    private final Snr snr;
    private final long seed;
    private final int[] order;
    private final float[] line;
    private RandomGenerator noiseStream;
    private int epoch;
    private int next;

    /** Of the images before {@link #next} those of a batch that is filled and was not taken yet. */
    private int ahead;

    /**
     * At the beginning of epoch 1.
     *
     * @param split says which of the images are used
     */
    BatchSource(LabelledImages images, TrainingSplit split, InputScaling scaling, Target kind, Snr snr, long seed) {
        this.images = images;
        this.split = split;
        this.kind = kind;
        this.scaling = scaling;
        this.snr = snr;
        this.seed = seed;
        this.order = new int[split.count()];
        this.line = new float[images.size()];
        this.epoch = 1;
        this.noiseStream = noiseStream(1);
        shuffle();
    }

    /** Goes to the beginning of the next epoch, whether or not this one is over. */
    void startEpoch() {
        startEpoch(epoch + 1);
    }

    private void startEpoch(int number) {
        epoch = number;
        noiseStream = noiseStream(number);
        shuffle();
        next = 0;
        ahead = 0;
    }

    private RandomGenerator noiseStream(int number) {
        return RandomStreams.stream(seed, "training noise " + number);
    }

    /** Draws the epoch's order. */
    private void shuffle() {
        for (int i = 0; i < order.length; i++) {
            order[i] = split.image(i);
        }
        TrainingSplit.shuffle(order, RandomStreams.stream(seed, "batches " + epoch));
    }

    /** How many images of this epoch are still to come. */
    int remaining() {
        return order.length - next + ahead;
    }

    /** Whether a batch was filled that was not taken yet. */
    boolean isFilled() {
        return ahead > 0;
    }

    /** Takes the batch that was filled: its images are not to come any more. */
    void take() {
        ahead = 0;
    }

    /**
     * Fills a batch with the next images of the epoch. One that was filled before is taken.
     *
     * @param input float32, one image a row
     * @param target receives the labels or the images, one a row
     */
    void fill(Matrix input, Matrix target) {
        ahead = input.rows();
        for (int row = 0; row < input.rows(); row++) {
            int image = order[next++];
            fillRow(input.floats(), row * images.size(), image * images.size());
            if (kind == Target.LABEL) {
                target.set(row, images.label(image));
            } else {
                fillRow(target.floats(), row * images.size(), image * images.size());
            }
        }
        if (snr.isNoisy()) {
            addNoise(kind == Target.NOISY_IMAGE ? target : input);
        }
    }

    private void fillRow(FloatBuffer input, int to, int from) {
        byte[] pixels = images.pixels();
        float[] row = line;
        for (int i = 0; i < row.length; i++) {
            row[i] = scaling.scale(pixels[from + i]);
        }
        input.put(to, row);
    }

    private void addNoise(Matrix matrix) {
        double deviation = snr.noiseStandardDeviation();
        for (int i = 0; i < matrix.size(); i++) {
            matrix.set(i, matrix.get(i) + deviation * noiseStream.nextGaussian());
        }
    }

    /** Writes the epoch and how many of its images were taken. */
    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(epoch);
        out.writeInt(next - ahead);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        int savedEpoch = in.readInt();
        int taken = in.readInt();
        if (savedEpoch < 1 || taken < 0 || taken > order.length) {
            throw new IOException(
                    "epoch " + savedEpoch + ", image " + taken + " is not within " + order.length + " images");
        }
        startEpoch(savedEpoch);
        next = taken;
        for (long i = 0; snr.isNoisy() && i < (long) taken * images.size(); i++) {
            noiseStream.nextGaussian();
        }
    }
}
