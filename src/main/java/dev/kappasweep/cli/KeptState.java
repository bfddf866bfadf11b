package dev.kappasweep.cli;

import dev.kappasweep.results.TrialRow;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.weights.NamedArray;
import dev.kappasweep.weights.NpzFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Kept weights of a trial, read from their file.
 *
 * @param epoch 0 for the initial ones
 * @param expected the digest that the trial has committed of them; empty if it has none, as for all but the final ones
 */
record KeptState(int epoch, Path file, List<NamedArray> arrays, String expected) {
    static final String INITIAL = "initial";

    /**
     * Reads all arrays.
     *
     * @throws InvalidInputException if it is not a file as {@code run} writes them
     */
    static KeptState read(TrialRow trial, int epoch, Path file) {
        boolean isFinal = epoch == trial.spec().training().epochs();
        String expected = isFinal ? trial.training().weightsSha256() : "";
        try (InputStream in = Files.newInputStream(file)) {
            return new KeptState(epoch, file, NpzFile.read(in), expected);
        } catch (IOException e) {
            throw new InvalidInputException(
                    "weights: " + file + " is damaged (" + e.getMessage()
                            + "), expected the weights as 'run' wrote them",
                    e);
        }
    }

    String name() {
        return epoch == 0 ? INITIAL : "epoch " + epoch;
    }

    String digest() {
        return NamedArray.sha256(arrays);
    }

    boolean hasExpected() {
        return !expected.isEmpty();
    }

    boolean isAsCommitted() {
        return !hasExpected() || expected.equals(digest());
    }
}
