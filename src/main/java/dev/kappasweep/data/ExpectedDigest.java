package dev.kappasweep.data;

import java.util.Optional;

/**
 * A digest that is known beforehand.
 *
 * @param sha256 64 lower-case hexadecimal digits
 * @param isOfFile whether it is of the file as it lies there, perhaps gzip, and not of its decompressed content
 */
record ExpectedDigest(String sha256, boolean isOfFile) {
    static ExpectedDigest ofContent(String sha256) {
        return new ExpectedDigest(sha256, false);
    }

    static ExpectedDigest ofFile(String sha256) {
        return new ExpectedDigest(sha256, true);
    }

    /** What is wrong with {@code actual}; empty if nothing is. */
    Optional<String> problem(String actual) {
        return actual.equals(sha256)
                ? Optional.empty()
                : Optional.of((isOfFile ? "" : "decompressed ") + "SHA-256 is " + actual + ", expected " + sha256);
    }
}
