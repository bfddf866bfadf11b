package dev.kappasweep.data;

import java.util.random.RandomGenerator;

/**
 * The generator L64X128Mix of Steele and Vigna, LXM: better splittable pseudorandom number generators, OOPSLA 2021: a linear
 * congruential generator of 64 bits and xoroshiro128, added and mixed. Its own code and not the JDK's, so that its numbers are
 * fixed by this file alone. What it draws besides whole longs is in docs/streams.md; no other method of the interface is called
 * in a trial, since the JDK may change how it draws.
 */
final class L64X128Mix implements RandomGenerator {
    private static final long MULTIPLIER = 0xd1342543de82ef95L;
    private static final long MIXER = 0xdaba0b6eb09322e3L;
    private static final double DOUBLE_UNIT = 0x1.0p-53;
    private static final float FLOAT_UNIT = 0x1.0p-24f;

    private final long increment;
    private long congruential;
    private long x0;
    private long x1;

    /**
     * @param increment of the congruential generator; its lowest bit is taken as 1
     * @param congruential state of the congruential generator
     * @param x0 first half of xoroshiro's state
     * @param x1 second half, not 0 where the first is
     */
    L64X128Mix(long increment, long congruential, long x0, long x1) {
        if ((x0 | x1) == 0) {
            throw new IllegalArgumentException("the state of xoroshiro128 must not be all zeros");
        }
        this.increment = increment | 1;
        this.congruential = congruential;
        this.x0 = x0;
        this.x1 = x1;
    }

    @Override
    public long nextLong() {
        long result = mix(congruential + x0);
        congruential = MULTIPLIER * congruential + increment;
        long crossed = x1 ^ x0;
        x0 = Long.rotateLeft(x0, 24) ^ crossed ^ (crossed << 16);
        x1 = Long.rotateLeft(crossed, 37);
        return result;
    }

    /** Lea's mixing function. */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 32)) * MIXER;
        mixed = (mixed ^ (mixed >>> 32)) * MIXER;
        return mixed ^ (mixed >>> 32);
    }

    /** The high half of a long. */
    @Override
    public int nextInt() {
        return (int) (nextLong() >>> 32);
    }

    /** Uniform in [0, bound): the remainder of 31 bits, drawn anew where they are among the last, incomplete run of remainders. */
    @Override
    public int nextInt(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("bound: " + bound + ", expected at least 1");
        }
        while (true) {
            int bits = nextInt() >>> 1;
            int remainder = bits % bound;
            if (bits - remainder <= Integer.MAX_VALUE - (bound - 1)) {
                return remainder;
            }
        }
    }

    /** A multiple of 2^-53 in [0, 1): the highest 53 bits of a long. */
    @Override
    public double nextDouble() {
        return (nextLong() >>> 11) * DOUBLE_UNIT;
    }

    /** A multiple of 2^-24 in [0, 1): the highest 24 bits of a long. */
    @Override
    public float nextFloat() {
        return (nextLong() >>> 40) * FLOAT_UNIT;
    }

    @Override
    public double nextGaussian() {
        return Ziggurat.next(this);
    }
}
