package dev.kappasweep.data;

import dev.kappasweep.sweep.DatasetSpec;
import java.util.List;

/**
 * What is known of CIFAR-10 before any file is read: Krizhevsky, Learning Multiple Layers of Features from Tiny Images, 2009, in
 * the binary version of its page.
 */
final class Cifar10 {
    static final String NAME = DatasetSpec.CIFAR10.name();
    static final int PER_FILE = 10_000;
    static final int TRAINING = 5 * PER_FILE;
    static final int TEST = PER_FILE;
    static final int CHANNELS = 3;
    static final int SIDE = 32;
    static final int CLASSES = 10;

    /** The second one is what the archive unpacks to. */
    static final KnownPlaces PLACES =
            new KnownPlaces(NAME, List.of(NAME, "cifar-10-batches-bin"), true, Cifar10Directory::holdsAny);

    /** What a place must hold. */
    static final String EXPECTED =
            "data_batch_1.bin to data_batch_5.bin and test_batch.bin in %s, from cifar-10-binary.tar.gz of"
                    + " https://www.cs.toronto.edu/~kriz/cifar.html";

    private Cifar10() {}
}
