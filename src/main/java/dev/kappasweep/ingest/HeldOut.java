package dev.kappasweep.ingest;

import dev.kappasweep.data.LabelledImages;
import dev.kappasweep.data.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Images of which a share of each class is held out for testing; the draw is the same each time, and both parts keep their order. */
final class HeldOut {
    private final LabelledImages images;
    private final boolean[] isHeldOut;

    HeldOut(LabelledImages images, double share) {
        this.images = images;
        this.isHeldOut = new boolean[images.count()];
        RandomGenerator stream = RandomStreams.stream(0, "import/test");
        for (int label = 0; label < 256; label++) {
            draw(ofClass(label), share, stream);
        }
    }

    private List<Integer> ofClass(int label) {
        List<Integer> members = new ArrayList<>();
        for (int i = 0; i < images.count(); i++) {
            if (images.label(i) == label) {
                members.add(i);
            }
        }
        return members;
    }

    /** The first of a permutation, by Fisher and Yates; of a class with several images at least one, but never all. */
    private void draw(List<Integer> members, double share, RandomGenerator stream) {
        if (members.size() > 1) {
            int held = (int) Math.min(members.size() - 1, Math.max(1, Math.round(share * members.size())));
            for (int i = 0; i < held; i++) {
                int j = i + stream.nextInt(members.size() - i);
                isHeldOut[members.get(j)] = true;
                members.set(j, members.get(i));
            }
        }
    }

    LabelledImages train() {
        return those(false);
    }

    LabelledImages test() {
        return those(true);
    }

    private LabelledImages those(boolean heldOut) {
        int count = 0;
        for (boolean held : isHeldOut) {
            count += held == heldOut ? 1 : 0;
        }
        byte[] pixels = new byte[count * images.size()];
        byte[] labels = new byte[count];
        int place = 0;
        for (int i = 0; i < images.count(); i++) {
            if (isHeldOut[i] == heldOut) {
                System.arraycopy(images.pixels(), i * images.size(), pixels, place * images.size(), images.size());
                labels[place++] = images.labels()[i];
            }
        }
        return new LabelledImages(images.channels(), images.rows(), images.cols(), pixels, labels);
    }
}
