package dev.kappasweep.data;

import java.util.Optional;

/**
 * The digest of one file of a set, or of a set that is drawn, computed anew.
 *
 * @param item the file's path, or the set's name
 * @param expected the known digest; empty where none is known, as for a directory of the user's own
 * @param actual the digest of what was read; empty if it could not be read
 * @param problem what is wrong, in one line; empty if nothing is
 */
public record Verification(String item, Optional<String> expected, Optional<String> actual, Optional<String> problem) {
    public boolean passed() {
        return problem.isEmpty();
    }

    static Verification of(String item, Optional<String> expected, String actual) {
        Optional<String> problem = expected.filter(known -> !known.equals(actual))
                .map(known -> item + ": decompressed SHA-256 is " + actual + ", expected " + known);
        return new Verification(item, expected, Optional.of(actual), problem);
    }

    static Verification unreadable(String item, Optional<String> expected, String problem) {
        return new Verification(item, expected, Optional.empty(), Optional.of(problem));
    }
}
