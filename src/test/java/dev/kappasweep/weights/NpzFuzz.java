package dev.kappasweep.weights;

import java.io.ByteArrayInputStream;
import java.io.IOException;

/** What Jazzer calls with bytes for the reader of kept weights: any bytes are arrays or an {@link IOException}. */
public final class NpzFuzz {
    private NpzFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            NpzFile.read(new ByteArrayInputStream(input));
        } catch (IOException e) {
            // Damaged, as most inputs are.
        }
    }
}
