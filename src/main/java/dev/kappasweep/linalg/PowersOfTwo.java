package dev.kappasweep.linalg;

/** Units in which numbers are exact and their squares neither over- nor underflow. */
final class PowersOfTwo {
    // So that its inverse is finite and exact too.
    private static final int SMALLEST_EXPONENT = -1000;

    private PowersOfTwo() {}

    /** The largest power of two that is not above {@code magnitude}, from 2^-1000 on; 1 for zero. */
    static double below(double magnitude) {
        return magnitude == 0 ? 1 : Math.scalb(1.0, Math.max(Math.getExponent(magnitude), SMALLEST_EXPONENT));
    }
}
