package dev.kappasweep.data;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What is known of a set without reading it.
 *
 * @param name as sweep files give it
 * @param builtIn whether the set is drawn by this program and needs no files
 * @param directory where all its files were found; empty for a built-in set and for one that is not complete anywhere
 * @param training images to train on
 * @param test images to test on
 * @param rows pixels from top to bottom of an image
 * @param cols pixels from left to right of an image
 * @param sha256 the set's digest, 64 lower-case hexadecimal digits
 */
public record DatasetListing(
        String name,
        boolean builtIn,
        Optional<Path> directory,
        int training,
        int test,
        int rows,
        int cols,
        int classes,
        String sha256) {
    /** Whether the set can be loaded. */
    public boolean available() {
        return builtIn || directory.isPresent();
    }
}
