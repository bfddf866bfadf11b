package dev.kappasweep.crew;

/**
 * About what some work costs one core.
 *
 * @param flops of it, a multiplication and an addition being two
 * @param bytes that it reads and writes, as far as they are not in the first-level cache
 */
public record Effort(double flops, double bytes) {
    /** Of one core, in a nanosecond: what the kernels of training reach or less. */
    private static final double FLOPS = 30;

    private static final double BYTES = 30;

    /** Less is done before those who wait have seen it. */
    private static final double LEAST_NANOS = 20_000;

    /** The longer of the time for its operations and the time for its bytes. */
    double nanos() {
        return Math.max(flops / FLOPS, bytes / BYTES);
    }

    boolean isWorthSharing() {
        return nanos() >= LEAST_NANOS;
    }
}
