package dev.kappasweep.results;

import dev.kappasweep.files.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The sweep file that results were last made with, as it was written. For people: what holds is in {@code sweep.json}. */
public final class SweepFileCopy {
    static final String NAME = "sweep.yaml";

    private static final int MOST_BYTES = 2 << 20;

    private SweepFileCopy() {}

    /** Replaces the copy in a directory of results, unless it says the same. */
    public static void keep(Path directory, String text) {
        Path file = directory.resolve(NAME);
        try {
            OwnFiles.require(directory, NAME);
            if (!read(directory).equals(Optional.of(text))) {
                Store.of(directory).replace(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    /** Empty where there is none that can be read. */
    public static Optional<String> read(Path directory) {
        Path file = directory.resolve(NAME);
        try {
            OwnFiles.require(directory, NAME);
            return Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES
                    ? Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
