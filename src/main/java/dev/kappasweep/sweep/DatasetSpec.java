package dev.kappasweep.sweep;

import java.io.Serializable;

/**
 * Which labelled images a sweep uses: a set known by name, or a directory of IDX files.
 *
 * @param name {@code mnist}, {@code digits} (built in), or the directory's path
 * @param isDirectory whether {@code name} is a path
 */
public record DatasetSpec(String name, boolean isDirectory) implements Serializable {
    /** The handwritten digits of LeCun et al.: four IDX files found on disk, with known digests. */
    public static final DatasetSpec MNIST = new DatasetSpec("mnist", false);

    /** Digits drawn by this program; needs no files. */
    public static final DatasetSpec DIGITS = new DatasetSpec("digits", false);

    public DatasetSpec {
        Require.text("dataset", name);
        Require.require(
                isDirectory || name.equals("mnist") || name.equals("digits"),
                "dataset",
                "'" + name + "'",
                "mnist, digits or {directory: PATH}",
                name);
    }

    /** A directory that holds the four IDX files, gzip or not. */
    public static DatasetSpec directory(String path) {
        return new DatasetSpec(path, true);
    }
}
