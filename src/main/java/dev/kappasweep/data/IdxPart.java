package dev.kappasweep.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The four files of a set of images, in the order in which they enter its digest. */
enum IdxPart {
    TRAIN_IMAGES("train-images", 3),
    TRAIN_LABELS("train-labels", 1),
    TEST_IMAGES("t10k-images", 3),
    TEST_LABELS("t10k-labels", 1);

    private final String stem;
    private final int dimensions;

    IdxPart(String stem, int dimensions) {
        this.stem = stem;
        this.dimensions = dimensions;
    }

    int dimensions() {
        return dimensions;
    }

    /** The name that the file has where MNIST is published, without {@code .gz}. */
    String fileName() {
        return stem + "-idx" + dimensions + "-ubyte";
    }

    String gzipName() {
        return fileName() + ".gz";
    }

    /** The file in {@code directory}, under the first of its accepted names. */
    Optional<Path> find(Path directory) {
        String dotted = stem + ".idx" + dimensions + "-ubyte";
        return Stream.of(fileName(), gzipName(), dotted, dotted + ".gz")
                .map(directory::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    static List<IdxPart> all() {
        return List.of(values());
    }

    /** The names of the four files, separated by commas, as they are downloaded. */
    static String gzipNames() {
        return Arrays.stream(values()).map(IdxPart::gzipName).collect(Collectors.joining(", "));
    }
}
