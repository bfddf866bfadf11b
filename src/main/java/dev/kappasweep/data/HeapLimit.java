package dev.kappasweep.data;

import dev.kappasweep.sweep.InvalidInputException;

/** Refuses data that would fill the Java heap before anything of their size is allocated. */
public final class HeapLimit {
    private HeapLimit() {}

    /**
     * Lets half of the heap be data.
     *
     * @param item that holds them, for the message
     * @throws InvalidInputException if {@code bytes} are more
     */
    public static void requireFits(String item, long bytes) {
        long most = Runtime.getRuntime().maxMemory() / 2;
        if (bytes > most) {
            throw new InvalidInputException(item + ": needs " + bytes + " bytes of memory, expected no more than "
                    + most + ", half of the Java heap; raise it with -Xmx");
        }
    }
}
