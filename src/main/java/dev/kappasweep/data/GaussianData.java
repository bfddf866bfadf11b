package dev.kappasweep.data;

import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.Sha256;

/** Stands for the data of least squares, which each trial draws from its own seed: a set of one black pixel. */
final class GaussianData {
    /** What the digest is of; it changes when the same seed gives other matrices. */
    private static final String DESCRIPTION = "standard normal X and Y of each seed, version 1";

    private GaussianData() {}

    static Dataset dataset() {
        LabelledImages none = new LabelledImages(1, 1, new byte[1], new byte[1]);
        String digest = Sha256.hex(DESCRIPTION);
        return new Dataset(new DatasetId(DatasetSpec.GAUSSIAN.name(), digest), 1, none, none);
    }
}
