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
 * @param channels 1 for grey images, 3 for red, green and blue
 * @param rows pixels from top to bottom of an image
 * @param cols pixels from left to right of an image
 * @param sha256 the set's digest, 64 lower-case hexadecimal digits; empty if none is known to compare with
 */
public record DatasetListing(
        String name,
        boolean builtIn,
        Optional<Path> directory,
        int training,
        int test,
        int channels,
        int rows,
        int cols,
        int classes,
        Optional<String> sha256) {
    /** Whether the set can be loaded. */
    public boolean available() {
        return builtIn || directory.isPresent();
    }
}
