package dev.kappasweep.cli;

/** Memory and disk space as a person says them. */
final class Megabytes {
    private static final long BYTES = 1L << 20;

    private Megabytes() {}

    /** {@code 512 MB}, {@code 23552 MB}; {@code unlimited} for the largest long. */
    static String text(long bytes) {
        return bytes == Long.MAX_VALUE ? "unlimited" : bytes / BYTES + " MB";
    }
}
