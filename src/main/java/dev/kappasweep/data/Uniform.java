package dev.kappasweep.data;

import java.util.random.RandomGenerator;

/**
 * Random numbers that are the same bits on every platform and Java version: only {@code nextLong} of a generator is specified
 * to that degree.
 */
final class Uniform {
    private final RandomGenerator source;

    Uniform(RandomGenerator source) {
        this.source = source;
    }

    /** Uniform in [low, high). */
    double in(double low, double high) {
        double unit = (source.nextLong() >>> 11) * 0x1.0p-53;
        return low + (high - low) * unit;
    }

    /** In (-reach, reach), near 0 more often: the mean of three uniform numbers, standard deviation {@code reach / 3}. */
    double around(double reach) {
        return (in(-reach, reach) + in(-reach, reach) + in(-reach, reach)) / 3;
    }

    /** A whole number in [0, bound). */
    int below(int bound) {
        return (int) in(0, bound);
    }
}
