package dev.kappasweep.bench;

import dev.kappasweep.sweep.Seconds;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What cores read and write in memory that no cache holds, as the update of weights does: each number is read, changed and written.
 *
 * @param bytesAlone a second of one core, the others at rest
 * @param bytesEach a second of each when all work
 */
record MemoryRates(double bytesAlone, double bytesEach) {
    private static final double SECONDS = 0.05;
    private static final double WARM_UP_SECONDS = 0.2;
    private static final double FIRST_SECONDS = 0.02;
    private static final long LEAST_BYTES = 8 << 20;
    private static final long MOST_BYTES = 256 << 20;
    private static final int BLOCK = 1 << 14;

    /**
     * Measures for some tenths of a second.
     *
     * @param cores at least 1
     * @param cacheBytes of all last-level caches
     */
    static MemoryRates measure(int cores, long cacheBytes) {
        // Together the arrays are twice what the caches hold, as is that of the one core.
        passes(new float[BLOCK], WARM_UP_SECONDS); // until it is compiled
        long limit = Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / 4);
        double alone = rate(1, Math.max(LEAST_BYTES, Math.min(limit, 2 * cacheBytes)));
        return new MemoryRates(
                alone,
                cores == 1
                        ? alone
                        : rate(cores, Math.min(limit / cores, Math.max(LEAST_BYTES, 2 * cacheBytes / cores))));
    }

    /** The median over the lanes. */
    private static double rate(int lanes, long bytes) {
        int numbers = Math.toIntExact(bytes / Float.BYTES);
        AtomicInteger working = new AtomicInteger(lanes);
        double[] rates = Lanes.run(lanes, together -> rate(new float[numbers], together, working)).stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        return rates[rates.length / 2];
    }

    private static double rate(float[] numbers, Lanes.Together together, AtomicInteger working) {
        passes(numbers, FIRST_SECONDS); // pages and caches
        together.await();
        double rate = passes(numbers, SECONDS);
        working.decrementAndGet();
        while (working.get() > 0) { // until all have measured with all at work
            pass(numbers, 0, Math.min(BLOCK, numbers.length));
        }
        return rate;
    }

    /** Bytes a second. */
    private static double passes(float[] numbers, double seconds) {
        long start = System.nanoTime();
        double bytes = 0;
        double took = 0;
        while (took < seconds) {
            for (int at = 0; at < numbers.length; at += BLOCK) {
                pass(numbers, at, Math.min(numbers.length, at + BLOCK));
            }
            bytes += 2.0 * Float.BYTES * numbers.length;
            took = Seconds.since(start);
        }
        return bytes / took;
    }

    private static void pass(float[] numbers, int from, int to) {
        for (int i = from; i < to; i++) {
            numbers[i] = numbers[i] * 0.5f + 1;
        }
    }
}
