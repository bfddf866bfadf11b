package dev.kappasweep.data;

import java.util.List;

/** The four files of a set of images, in the order in which they enter its digest. */
enum IdxPart {
    TRAIN_IMAGES,
    TRAIN_LABELS,
    TEST_IMAGES,
    TEST_LABELS;

    boolean isOfTraining() {
        return this == TRAIN_IMAGES || this == TRAIN_LABELS;
    }

    boolean isOfImages() {
        return this == TRAIN_IMAGES || this == TEST_IMAGES;
    }

    /** Of a file of labels or of grey images; images in colour have one more. */
    int dimensions() {
        return isOfImages() ? 3 : 1;
    }

    static List<IdxPart> all() {
        return List.of(values());
    }
}
