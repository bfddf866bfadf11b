package dev.kappasweep.results;

import com.fasterxml.jackson.core.JacksonException;
import dev.kappasweep.sweep.InvalidInputException;

/** What Jazzer calls with bytes for {@code sweep.json} and {@code progress.json}. */
public final class ManifestFuzz {
    private ManifestFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        read(input, Manifest.class);
        read(input, LiveRun.class);
    }

    private static void read(byte[] input, Class<?> type) {
        try {
            ManifestJson.mapper().readValue(ManifestJson.text(input), type);
        } catch (JacksonException | InvalidInputException e) {
            // Told with the file's name by those who read it.
        }
    }
}
