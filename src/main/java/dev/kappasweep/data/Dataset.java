package dev.kappasweep.data;

import dev.kappasweep.sweep.DatasetId;
import java.io.Serializable;

/** A training and a test set of images of one size. A network takes its input and output sizes from it. */
public final class Dataset implements Serializable {
    private static final long serialVersionUID = 1;

    private final DatasetId id;
    private final int classes;
    private final LabelledImages train;
    private final LabelledImages test;

    /** @param classes the number of classes: every label of both sets is below it */
    public Dataset(DatasetId id, int classes, LabelledImages train, LabelledImages test) {
        this.id = id;
        this.classes = classes;
        this.train = train;
        this.test = test;
    }

    public DatasetId id() {
        return id;
    }

    public int classes() {
        return classes;
    }

    public LabelledImages train() {
        return train;
    }

    public LabelledImages test() {
        return test;
    }
}
