package dev.kappasweep.sweep;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which labelled images a sweep uses: a set known by name, or a directory.
 *
 * @param name one of {@link #ofImages}, {@code gaussian} (drawn for each trial), or the directory's path
 * @param isDirectory whether {@code name} is a path
 */
public record DatasetSpec(String name, boolean isDirectory) implements Serializable {
    private static final List<String> NAMES = List.of(
            "mnist",
            "fashion-mnist",
            "kmnist",
            "emnist-balanced",
            "emnist-byclass",
            "emnist-bymerge",
            "emnist-digits",
            "emnist-letters",
            "emnist-mnist",
            "digits",
            "cifar10",
            "gaussian");
    private static final String DIRECTORY = " or {directory: PATH}";

    /** The handwritten digits of LeCun et al.: four IDX files found on disk, with known digests. */
    public static final DatasetSpec MNIST = new DatasetSpec("mnist", false);

    /** CIFAR-10 in its binary version: six files found on disk, whose digests are not known beforehand. */
    public static final DatasetSpec CIFAR10 = new DatasetSpec("cifar10", false);

    /** Digits drawn by this program; needs no files. */
    public static final DatasetSpec DIGITS = new DatasetSpec("digits", false);

    /** The Gaussian matrices X and Y of the least-squares experiment, drawn from the seed of each trial; needs no files. */
    public static final DatasetSpec GAUSSIAN = new DatasetSpec("gaussian", false);

    private static final List<DatasetSpec> OF_IMAGES = NAMES.stream()
            .map(name -> new DatasetSpec(name, false))
            .filter(known -> !known.equals(GAUSSIAN))
            .toList();

    public DatasetSpec {
        Require.text("dataset", name);
        Require.require(
                isDirectory || NAMES.contains(name),
                "dataset",
                "'" + name + "'",
                String.join(", ", NAMES) + DIRECTORY,
                name);
    }

    public DataKind kind() {
        return equals(GAUSSIAN) ? DataKind.GAUSSIAN : DataKind.IMAGES;
    }

    /** The known sets of images, in the order in which they are listed. */
    public static List<DatasetSpec> ofImages() {
        return OF_IMAGES;
    }

    /** The names of {@link #ofImages} and how a directory is written, as messages say what is expected. */
    public static String allowedImages() {
        return OF_IMAGES.stream().map(DatasetSpec::name).collect(Collectors.joining(", ")) + DIRECTORY;
    }

    /** The set that is known as {@code name}; empty if there is none. */
    public static Optional<DatasetSpec> named(String name) {
        return Stream.concat(OF_IMAGES.stream(), Stream.of(GAUSSIAN))
                .filter(known -> known.name.equals(name))
                .findFirst();
    }

    /** A directory that holds four IDX files, gzip or not, or the six files of CIFAR-10's binary format. */
    public static DatasetSpec directory(String path) {
        return new DatasetSpec(path, true);
    }
}
