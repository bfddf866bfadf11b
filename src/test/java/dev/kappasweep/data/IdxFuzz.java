package dev.kappasweep.data;

import dev.kappasweep.sweep.InvalidInputException;

/** What Jazzer calls with bytes for the reader of IDX files: any bytes are values or an {@link InvalidInputException}. */
public final class IdxFuzz {
    private IdxFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        for (int dimensions : new int[] {1, 3}) {
            try {
                IdxArray array = IdxReader.read("input", input, dimensions);
                if (array.values().length == 0) {
                    throw new AssertionError("an array without values was accepted");
                }
            } catch (InvalidInputException e) {
                // Refused, as most inputs are.
            }
        }
    }
}
