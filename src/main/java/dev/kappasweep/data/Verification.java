package dev.kappasweep.data;

import dev.kappasweep.sweep.InvalidInputException;
import java.util.Optional;
import java.util.function.Supplier;

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

    /** @param actual computes the digest; throws InvalidInputException if the item cannot be read */
    static Verification of(String item, Optional<String> expected, Supplier<String> actual) {
        try {
            return of(item, expected, actual.get());
        } catch (InvalidInputException e) {
            return unreadable(item, expected, String.valueOf(e.getMessage()));
        }
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
