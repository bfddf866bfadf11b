package dev.kappasweep.data;

import dev.kappasweep.sweep.DatasetSpec;
import java.util.List;
import java.util.Map;

/** What is known of the handwritten digits of LeCun, Cortes and Burges before any file is read. */
final class Mnist {
    static final String NAME = DatasetSpec.MNIST.name();
    static final int TRAINING = 60_000;
    static final int TEST = 10_000;
    static final int SIDE = 28;
    static final int CLASSES = 10;

    /** Digests of the decompressed files. */
    static final Map<IdxPart, String> SHA256 = Map.of(
            IdxPart.TRAIN_IMAGES, "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
            IdxPart.TRAIN_LABELS, "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
            IdxPart.TEST_IMAGES, "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
            IdxPart.TEST_LABELS, "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2");

    static final KnownPlaces PLACES = new KnownPlaces(NAME, List.of(NAME), IdxDirectory::holdsAny);

    /** What a place must hold. */
    static final String EXPECTED =
            IdxPart.gzipNames() + " (gzip or not) in %s, where 'kappasweep data fetch " + NAME + "' downloads them";

    private Mnist() {}

    static String sha256(IdxPart part) {
        return SHA256.getOrDefault(part, "");
    }

    static String setSha256() {
        List<String> digests = IdxPart.all().stream().map(Mnist::sha256).toList();
        return SetDigest.of(digests);
    }
}
