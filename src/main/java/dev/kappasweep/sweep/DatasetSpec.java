package dev.kappasweep.sweep;

import java.io.Serializable;
import java.util.List;

/**
 * Which labelled images a sweep uses: a set known by name, or a directory.
 *
 * @param name {@code mnist}, {@code digits} (built in), {@code cifar10}, {@code gaussian} (drawn for each
 *     trial), or the directory's path
 * @param isDirectory whether {@code name} is a path
 */
public record DatasetSpec(String name, boolean isDirectory) implements Serializable {
    private static final List<String> NAMES = List.of("mnist", "digits", "cifar10", "gaussian");

    /** The handwritten digits of LeCun et al.: four IDX files found on disk, with known digests. */
    public static final DatasetSpec MNIST = new DatasetSpec("mnist", false);

    /** CIFAR-10 in its binary version: six files found on disk, whose digests are not known beforehand. */
    public static final DatasetSpec CIFAR10 = new DatasetSpec("cifar10", false);

    /** Digits drawn by this program; needs no files. */
    public static final DatasetSpec DIGITS = new DatasetSpec("digits", false);

    /** The Gaussian matrices X and Y of the least-squares experiment, drawn from the seed of each trial; needs no files. */
    public static final DatasetSpec GAUSSIAN = new DatasetSpec("gaussian", false);

    public DatasetSpec {
        Require.text("dataset", name);
        Require.require(
                isDirectory || NAMES.contains(name),
                "dataset",
                "'" + name + "'",
                String.join(", ", NAMES) + " or {directory: PATH}",
                name);
    }

    /** A directory that holds four IDX files, gzip or not, or the six files of CIFAR-10's binary format. */
    public static DatasetSpec directory(String path) {
        return new DatasetSpec(path, true);
    }
}
