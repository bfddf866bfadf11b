package dev.kappasweep.sampler;

import dev.kappasweep.sweep.Require;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/**
 * Points of Sobol's sequence in the unit cube with the direction numbers of Joe and Kuo, Constructing Sobol sequences with better two-dimensional
 * projections, 2008, each by its index. A digital shift, bits of a random number for each dimension, makes each point uniform
 * and keeps the sequence as even as it was.
 */
final class Sobol {
    /** Of an index. */
    private static final int BITS = 31;

    private static final double UNIT = 0x1.0p-52;

    private final long[][] directions;
    private final long[] shift;

    /** @param random from which a long is drawn for each dimension */
    Sobol(int dimensions, RandomGenerator random) {
        directions = directions(dimensions);
        shift = new long[dimensions];
        for (int i = 0; i < dimensions; i++) {
            shift[i] = random.nextLong() >>> 12;
        }
    }

    /** Point 2^k of the sequence is the sum, modulo 2, of directions k and k - 1. */
    private static long[][] directions(int dimensions) {
        SobolSequenceGenerator sequence = new SobolSequenceGenerator(dimensions);
        long[][] directions = new long[BITS][dimensions];
        for (int k = 0; k < BITS; k++) {
            double[] point = sequence.skipTo(1 << k);
            for (int i = 0; i < dimensions; i++) {
                directions[k][i] = (long) (point[i] / UNIT) ^ (k == 0 ? 0 : directions[k - 1][i]);
            }
        }
        return directions;
    }

    /** In (0, 1). */
    double[] point(long index) {
        Require.require(index >= 0 && index < 1L << BITS, "index in Sobol's sequence", index, "0 to 2^31 - 1");
        long[] bits = shift.clone();
        long gray = index ^ (index >>> 1);
        for (int k = 0; gray >>> k != 0; k++) {
            if ((gray >>> k & 1) != 0) {
                add(bits, directions[k]);
            }
        }
        double[] point = new double[bits.length];
        for (int i = 0; i < bits.length; i++) {
            point[i] = (bits[i] + 0.5) * UNIT;
        }
        return point;
    }

    private static void add(long[] bits, long[] direction) {
        for (int i = 0; i < bits.length; i++) {
            bits[i] ^= direction[i];
        }
    }
}
