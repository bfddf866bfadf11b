package dev.kappasweep.trial;

import dev.kappasweep.data.LabelledImages;
import dev.kappasweep.data.RandomStreams;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.TrialSpec;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Which of the training images a trial learns from, and which are held back for its validation. */
final class TrainingSplit {
    private final int[] learned;
    private final int[] heldBack;

    private TrainingSplit(int[] learned, int[] heldBack) {
        this.learned = learned;
        this.heldBack = heldBack;
    }

    /** Draws as many of the images in use as {@code spec} asks for, the same ones for every trial of its seed. */
    static TrainingSplit of(TrialSpec spec, LabelledImages images) {
        int used = used(spec, images);
        int held = heldBack(spec, used);
        int[] order = inOrder(used);
        if (held > 0) {
            shuffle(order, RandomStreams.stream(spec.seed(), "validation"));
        }
        int[] learned = Arrays.copyOfRange(order, held, used);
        Arrays.sort(learned);
        int[] heldBack = Arrays.copyOf(order, held);
        Arrays.sort(heldBack);
        return new TrainingSplit(learned, heldBack);
    }

    /** The first {@code count}, none held back. */
    static TrainingSplit first(int count) {
        return new TrainingSplit(inOrder(count), new int[0]);
    }

    /** How many images {@code spec} learns from. */
    static int learned(TrialSpec spec, LabelledImages images) {
        int used = used(spec, images);
        return used - heldBack(spec, used);
    }

    private static int used(TrialSpec spec, LabelledImages images) {
        int asked = spec.training().trainImages();
        return asked == 0 ? images.count() : Math.min(asked, images.count());
    }

    /** Of a share above 0 at least one image, but never all. */
    private static int heldBack(TrialSpec spec, int used) {
        double share = spec.settings().real(Parameter.VALIDATION);
        return share == 0 ? 0 : Math.min(used - 1, (int) Math.max(1, Math.round(share * used)));
    }

    private static int[] inOrder(int count) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        return order;
    }

    /** Fisher and Yates. */
    static void shuffle(int[] order, RandomGenerator stream) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = stream.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }

    /** How many images are learned from. */
    int count() {
        return learned.length;
    }

    /** The place in the set of image {@code index} of those that are learned from, in the order of the set. */
    int image(int index) {
        return learned[index];
    }

    /** A copy of the images that are held back, in the order of the set; perhaps none. */
    LabelledImages heldBack(LabelledImages images) {
        int size = images.size();
        byte[] pixels = new byte[heldBack.length * size];
        byte[] labels = new byte[heldBack.length];
        for (int i = 0; i < heldBack.length; i++) {
            System.arraycopy(images.pixels(), heldBack[i] * size, pixels, i * size, size);
            labels[i] = images.labels()[heldBack[i]];
        }
        return new LabelledImages(images.channels(), images.rows(), images.cols(), pixels, labels);
    }
}
