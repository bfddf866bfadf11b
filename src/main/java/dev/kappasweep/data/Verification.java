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
    static Verification of(String item, Optional<ExpectedDigest> expected, Supplier<String> actual) {
        Optional<String> known = expected.map(ExpectedDigest::sha256);
        try {
            String found = actual.get();
            Optional<String> problem =
                    expected.flatMap(digest -> digest.problem(found)).map(wrong -> item + ": " + wrong);
            return new Verification(item, known, Optional.of(found), problem);
        } catch (InvalidInputException e) {
            return new Verification(item, known, Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
        }
    }
}
