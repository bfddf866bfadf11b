package dev.kappasweep.kernel;

import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** What the loops of {@link FloatKernels} do with one vector or one number. Indices count floats; views are of {@link DirectMemory}. */
final class FloatVectors {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private static final float LOG2_E = 1.442695f;
    // ln 2 in two parts, the first exact in few bits, so that x - n ln 2 loses nothing.
    private static final float LN2_HIGH = 0.6933594f;
    private static final float LN2_LOW = -2.1219444e-4f;
    // Adding this rounds to the nearest whole number and leaves it in the low bits of the float.
    private static final float ROUND = 12582912f;
    private static final float EXP_LIMIT = 87f;
    private static final int EXPONENT_SHIFT = 23;

    private FloatVectors() {}

    static FloatVector sigmoid(FloatVector x) {
        return FloatVector.broadcast(SPECIES, 1f).div(exp(x.neg()).add(1f));
    }

    private static FloatVector exp(FloatVector x) {
        FloatVector clamped = x.max(-EXP_LIMIT).min(EXP_LIMIT);
        FloatVector rounded =
                clamped.fma(FloatVector.broadcast(SPECIES, LOG2_E), FloatVector.broadcast(SPECIES, ROUND));
        FloatVector n = rounded.sub(ROUND);
        FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), clamped);
        r = n.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), r);
        IntVector exponent = rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, EXPONENT_SHIFT);
        return polynomial(r).reinterpretAsInts().add(exponent).reinterpretAsFloats();
    }

    /** exp(r) for |r| <= ln 2 / 2, to the last bit or two: the minimax polynomial of Cephes' expf. */
    private static FloatVector polynomial(FloatVector r) {
        FloatVector p = FloatVector.broadcast(SPECIES, 1.9875691e-4f);
        p = p.fma(r, FloatVector.broadcast(SPECIES, 1.3981999e-3f));
        p = p.fma(r, FloatVector.broadcast(SPECIES, 8.333452e-3f));
        p = p.fma(r, FloatVector.broadcast(SPECIES, 4.1665796e-2f));
        p = p.fma(r, FloatVector.broadcast(SPECIES, 1.6666666e-1f));
        p = p.fma(r, FloatVector.broadcast(SPECIES, 5.0e-1f));
        return p.fma(r.mul(r), r).add(1f);
    }

    /** As {@link #sigmoid(FloatVector)}, to the bit. */
    static float sigmoid(float x) {
        return sigmoid(FloatVector.broadcast(SPECIES, x)).lane(0);
    }

    /**
     * The lanes added from the first to the last. {@code reduceLanes} may add them in an order of its own, which differs between
     * versions of Java and between compiled and interpreted code.
     */
    static float sum(FloatVector x) {
        float sum = x.lane(0);
        if (LANES >= 2) {
            sum += x.lane(1);
        }
        if (LANES >= 4) {
            sum = sum + x.lane(2) + x.lane(3);
        }
        if (LANES >= 8) {
            sum = sum + x.lane(4) + x.lane(5) + x.lane(6) + x.lane(7);
        }
        if (LANES >= 16) {
            sum = sum + x.lane(8) + x.lane(9) + x.lane(10) + x.lane(11);
            sum = sum + x.lane(12) + x.lane(13) + x.lane(14) + x.lane(15);
        }
        return sum;
    }

    static FloatVector load(Object view, int index) {
        return VectorAccess.LOAD.load(SPECIES, view, index * Float.BYTES, ORDER);
    }

    static void store(Object view, int index, FloatVector value) {
        VectorAccess.STORE.store(value, view, index * Float.BYTES, ORDER);
    }

    static float get(DirectMemory memory, int index) {
        return memory.bytes().getFloat(index * Float.BYTES);
    }

    static void set(DirectMemory memory, int index, float value) {
        memory.bytes().putFloat(index * Float.BYTES, value);
    }
}
