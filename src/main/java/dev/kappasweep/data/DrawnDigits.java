package dev.kappasweep.data;

import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.DatasetSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Digits in the manner of MNIST that this program draws: white strokes on black, the same bytes on every platform. Every class
 * has the same number of images, in random order. The set's digest is that of the IDX files that would hold it.
 */
final class DrawnDigits {
    static final String NAME = DatasetSpec.DIGITS.name();
    static final int TRAINING = 20_000;
    static final int TEST = 4_000;
    static final int SIDE = 28;

    /** Changes whenever a stroke does: then results made before are of other data. */
    static final String SHA256 = "1ee2024851eb4cafb0a13f8e7ae78e2d054161f7909666095eadf0720b99790e";

    private static final long SEED = 2026;

    /** Images whose strokes are in memory at once. */
    private static final int AT_ONCE = 1_000;

    private DrawnDigits() {}

    /** Drawn for the first who asks: it takes a second. */
    private static final class Once {
        static final Dataset SET = draw();
    }

    /** The set, which all callers share. */
    static Dataset set() {
        return Once.SET;
    }

    static Dataset draw() {
        LabelledImages train = draw("digits/train", TRAINING);
        LabelledImages test = draw("digits/test", TEST);
        return new Dataset(new DatasetId(NAME, digest(train, test)), DigitShapes.digits(), train, test);
    }

    static DatasetListing listing() {
        return new DatasetListing(
                NAME, true, Optional.empty(), TRAINING, TEST, 1, SIDE, SIDE, DigitShapes.digits(), Optional.of(SHA256));
    }

    static Verification verify() {
        return Verification.of(
                NAME,
                Optional.of(ExpectedDigest.ofContent(SHA256)),
                () -> draw().id().sha256());
    }

    /** @param count of images, a multiple of the number of digits */
    static LabelledImages draw(String stream, int count) {
        RandomGenerator source = RandomStreams.stream(SEED, stream);
        Uniform random = new Uniform(source);
        byte[] labels = shuffledLabels(count, random);
        byte[] pixels = new byte[count * SIDE * SIDE];
        for (int first = 0; first < count; first += AT_ONCE) {
            List<Drawing> drawings = new ArrayList<>(AT_ONCE);
            for (int i = first; i < Math.min(count, first + AT_ONCE); i++) {
                drawings.add(Drawing.of(labels[i], i * SIDE * SIDE, random));
            }
            drawings.parallelStream().forEach(drawing -> drawing.drawInto(pixels));
        }
        return new LabelledImages(SIDE, SIDE, pixels, labels);
    }

    /** One image, from {@code start} of the pixels on, before there is ink on it; all that is random is in it. */
    private record Drawing(int start, Pen pen, List<Stroke> strokes) {
        static Drawing of(int digit, int start, Uniform random) {
            List<List<Stroke>> shapes = DigitShapes.of(digit);
            List<Stroke> shape = shapes.get(random.below(shapes.size()));
            return new Drawing(start, Pen.draw(random), new Handwriting(random, SIDE).write(shape));
        }

        void drawInto(byte[] pixels) {
            double[] canvas = new double[SIDE * SIDE];
            strokes.forEach(stroke -> pen.trace(stroke, canvas, SIDE));
            for (int i = 0; i < canvas.length; i++) {
                pixels[start + i] = (byte) (canvas[i] + 0.5);
            }
        }
    }

    private static byte[] shuffledLabels(int count, Uniform random) {
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            int other = random.below(i + 1);
            labels[i] = labels[other];
            labels[other] = (byte) (i % DigitShapes.digits());
        }
        return labels;
    }

    private static String digest(LabelledImages train, LabelledImages test) {
        return SetDigest.of(List.of(
                images(train).sha256(),
                labels(train).sha256(),
                images(test).sha256(),
                labels(test).sha256()));
    }

    private static IdxArray images(LabelledImages set) {
        return new IdxArray(new int[] {set.count(), set.rows(), set.cols()}, set.pixels());
    }

    private static IdxArray labels(LabelledImages set) {
        return new IdxArray(new int[] {set.count()}, set.labels());
    }
}
