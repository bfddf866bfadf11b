package dev.kappasweep.kernel;

import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** What the loops of {@link FloatKernels} do with one vector or one number. Indices count floats; views are of {@link DirectMemory}. */
final class FloatVectors {
    /** Parts of a sum, whatever the width of vectors: part p adds every 16th element from p on, in their order. */
    static final int PARTS = 16;

    /** The CPU's own, from 4 to {@link #PARTS} lanes. */
    static final VectorSpecies<Float> SPECIES = species();

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
    private static final float TANH_NEAR = 0.625f;
    // Beyond it a float's standard normal distribution is 0 or 1; its square is within EXP_LIMIT.
    private static final float NORMAL_LIMIT = 13f;
    private static final float INVERSE_ROOT_TWO_PI = 0.3989423f;

    private FloatVectors() {}

    static FloatVector sigmoid(FloatVector x) {
        return FloatVector.broadcast(SPECIES, 1f).div(exp(x.neg()).add(1f));
    }

    private static FloatVector exp(FloatVector x) {
        FloatVector above = x.blend(-EXP_LIMIT, x.compare(VectorOperators.LT, -EXP_LIMIT));
        return expWithin(above.blend(EXP_LIMIT, x.compare(VectorOperators.GT, EXP_LIMIT)));
    }

    /** exp(x) for |x| of at most {@value #EXP_LIMIT}. */
    private static FloatVector expWithin(FloatVector clamped) {
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

    /** tanh(x) where |x| is below 0.625, by the minimax polynomial of Cephes' tanhf, and then below 0.56; else x. */
    static FloatVector tanhOfNear(FloatVector x) {
        FloatVector square = x.mul(x);
        FloatVector p = FloatVector.broadcast(SPECIES, -5.7049887e-3f);
        p = p.fma(square, FloatVector.broadcast(SPECIES, 2.0639088e-2f));
        p = p.fma(square, FloatVector.broadcast(SPECIES, -5.3739715e-2f));
        p = p.fma(square, FloatVector.broadcast(SPECIES, 1.3331442e-1f));
        p = p.fma(square, FloatVector.broadcast(SPECIES, -3.333328e-1f));
        return x.blend(p.mul(square).fma(x, x), x.abs().compare(VectorOperators.LT, TANH_NEAR));
    }

    /** tanh(x) where |x| is at least 0.625, as 1 - 2/(exp(2 |x|) + 1) with the sign of x; else x. */
    static FloatVector tanhOfFar(FloatVector x) {
        FloatVector size = x.abs();
        FloatVector power = expWithin(size.add(size).min(EXP_LIMIT));
        FloatVector tanh = FloatVector.broadcast(SPECIES, 1f)
                .sub(FloatVector.broadcast(SPECIES, 2f).div(power.add(1f)));
        FloatVector signed = tanh.blend(tanh.neg(), x.compare(VectorOperators.LT, 0f));
        return x.blend(signed, size.compare(VectorOperators.GE, TANH_NEAR));
    }

    /** exp(-x^2/2), of |x| at most {@value #NORMAL_LIMIT}, with what the rounding of x^2 takes away. */
    static FloatVector bell(FloatVector x) {
        FloatVector size = x.abs().min(NORMAL_LIMIT);
        FloatVector square = size.mul(size);
        FloatVector rounding = size.fma(size, square.neg());
        FloatVector bell = expWithin(square.mul(-0.5f));
        return bell.mul(rounding).fma(FloatVector.broadcast(SPECIES, -0.5f), bell);
    }

    /**
     * The standard normal distribution: 1 - P(a) = bell(a) m(a) with Mills' ratio m(a) = p(q)/(a + 2), q = (a - 2)/(a + 2), of a = |x|.
     * The polynomial comes from {@code src/test/resources/reference/activations.py fit}.
     */
    static FloatVector normal(FloatVector x, FloatVector bell) {
        FloatVector size = x.abs().min(NORMAL_LIMIT);
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        FloatVector ratio = one.div(size.add(2f));
        FloatVector tail = mills(size.sub(2f).mul(ratio)).mul(ratio).mul(bell);
        return one.sub(tail).blend(tail, x.compare(VectorOperators.LT, 0f));
    }

    private static FloatVector mills(FloatVector q) {
        FloatVector p = FloatVector.broadcast(SPECIES, 1.2227394e-4f);
        p = p.fma(q, FloatVector.broadcast(SPECIES, 6.3111866e-4f));
        p = p.fma(q, FloatVector.broadcast(SPECIES, 7.6574256e-4f));
        p = p.fma(q, FloatVector.broadcast(SPECIES, -1.8496606e-3f));
        p = p.fma(q, FloatVector.broadcast(SPECIES, -6.6999067e-3f));
        p = p.fma(q, FloatVector.broadcast(SPECIES, -4.9139047e-4f));
        p = p.fma(q, FloatVector.broadcast(SPECIES, 3.671321e-2f));
        p = p.fma(q, FloatVector.broadcast(SPECIES, 2.8799098e-2f));
        p = p.fma(q, FloatVector.broadcast(SPECIES, -3.314042e-1f));
        return p.fma(q, FloatVector.broadcast(SPECIES, 6.72408e-1f));
    }

    /** x P(x), which is 0 to 1e-37 below -{@value #NORMAL_LIMIT}. */
    static FloatVector gelu(FloatVector x, FloatVector normal) {
        return x.max(-NORMAL_LIMIT).mul(normal);
    }

    /** P(x) + x p(x) with the density p. */
    static FloatVector geluSlope(FloatVector x, FloatVector normal, FloatVector bell) {
        FloatVector bounded = x.max(-NORMAL_LIMIT).min(NORMAL_LIMIT);
        return bounded.mul(INVERSE_ROOT_TWO_PI).fma(bell, normal);
    }

    /** As {@link #sigmoid(FloatVector)}, to the bit. */
    static float sigmoid(float x) {
        return sigmoid(FloatVector.broadcast(SPECIES, x)).lane(0);
    }

    private static VectorSpecies<Float> species() {
        int lanes = FloatVector.SPECIES_PREFERRED.length();
        if (lanes > PARTS) {
            return FloatVector.SPECIES_512;
        }
        return lanes < 4 ? FloatVector.SPECIES_128 : FloatVector.SPECIES_PREFERRED;
    }

    /**
     * The sum of 16 parts as a tree of halves: part p with part p + 8, then with p + 4, p + 2, p + 1. {@code reduceLanes} may add in
     * an order of its own, which differs between versions of Java and between compiled and interpreted code.
     *
     * @param a the first parts; the vectors after it are unused where it holds 8 or 16
     */
    static float sum(FloatVector a, FloatVector b, FloatVector c, FloatVector d) {
        if (LANES == PARTS) {
            return quad(
                    quad(a.lane(0), a.lane(4), a.lane(8), a.lane(12)),
                    quad(a.lane(1), a.lane(5), a.lane(9), a.lane(13)),
                    quad(a.lane(2), a.lane(6), a.lane(10), a.lane(14)),
                    quad(a.lane(3), a.lane(7), a.lane(11), a.lane(15)));
        }
        if (LANES == PARTS / 2) {
            FloatVector half = a.add(b);
            return quad(
                    half.lane(0) + half.lane(4),
                    half.lane(1) + half.lane(5),
                    half.lane(2) + half.lane(6),
                    half.lane(3) + half.lane(7));
        }
        FloatVector quarter = a.add(c).add(b.add(d));
        return quad(quarter.lane(0), quarter.lane(1), quarter.lane(2), quarter.lane(3));
    }

    /** The same of parts that lie one after the other from {@code at} on. */
    static float sum(float[] parts, int at) {
        return quad(
                quad(parts[at], parts[at + 4], parts[at + 8], parts[at + 12]),
                quad(parts[at + 1], parts[at + 5], parts[at + 9], parts[at + 13]),
                quad(parts[at + 2], parts[at + 6], parts[at + 10], parts[at + 14]),
                quad(parts[at + 3], parts[at + 7], parts[at + 11], parts[at + 15]));
    }

    /** As the tree pairs them: the first with the third, the second with the fourth. */
    private static float quad(float first, float second, float third, float fourth) {
        return first + third + (second + fourth);
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
