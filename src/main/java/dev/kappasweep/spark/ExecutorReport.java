package dev.kappasweep.spark;

import dev.kappasweep.bench.SiteReport;

/**
 * One JVM of a cluster.
 *
 * @param executor Spark's id of it, {@code driver} for the driver
 * @param slots how many trials it runs side by side; 0 for a driver that runs none
 * @param clock how far its clock is ahead of the driver's
 */
public record ExecutorReport(String executor, int slots, Clock clock, SiteReport site) {
    /**
     * Bounds of a difference that a message's way hides, in seconds; negative where the clock is behind.
     *
     * @param least the difference is not below it
     * @param most the difference is not above it
     */
    public record Clock(double least, double most) {
        /** The driver's own. */
        public static final Clock SAME = new Clock(0, 0);

        /** How much the clock is wrong at least, in seconds. */
        public double certain() {
            return Math.max(0, Math.max(least, -most));
        }
    }
}
