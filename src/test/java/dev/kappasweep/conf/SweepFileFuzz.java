package dev.kappasweep.conf;

import dev.kappasweep.sweep.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What Jazzer calls with bytes for the reader of sweep files, taken as the file and as the value of an option. */
public final class SweepFileFuzz {
    private static final String SMALLEST = "{name: a, dataset: digits, network: {hidden: [8]}, training: {epochs: 1}}";

    private SweepFileFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        accept(text, List.of());
        accept(SMALLEST, List.of("axes.lambda=" + text));
    }

    private static void accept(String file, List<String> overrides) {
        try {
            SweepFileReader.parse(file, "input.yaml", overrides);
        } catch (InvalidInputException e) {
            if (String.valueOf(e.getMessage()).isBlank()) {
                throw new AssertionError("refused without a reason", e);
            }
        }
    }
}
