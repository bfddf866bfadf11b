package dev.kappasweep.kernel;

import static dev.kappasweep.kernel.FloatVectors.LANES;
import static dev.kappasweep.kernel.FloatVectors.ORDER;
import static dev.kappasweep.kernel.FloatVectors.SPECIES;
import static dev.kappasweep.kernel.FloatVectors.get;
import static dev.kappasweep.kernel.FloatVectors.load;
import static dev.kappasweep.kernel.FloatVectors.set;
import static dev.kappasweep.kernel.FloatVectors.store;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The kernels on floats, vectorised. What is computed element by element does not depend on the width of the CPU's vectors; sums
 * do, in their last digits, since the width decides their order.
 *
 * <p>C2 should not inline these methods into their callers ({@code loop.jvm.options} in {@code pom.xml}): in a large method it stops
 * inlining what the loops call, and then every vector is an object. What they call lies in {@link FloatVectors}, which the option
 * leaves alone.
 */
public final class FloatKernels implements Kernels {
    /** Has no state. */
    public static final FloatKernels INSTANCE = new FloatKernels();

    private FloatKernels() {}

    /** The width of the vectors that these kernels compute with, in bits. */
    public static int vectorBits() {
        return SPECIES.vectorBitSize();
    }

    @Override
    public void addBias(ByteBuffer z, ByteBuffer bias, int rows, int cols) {
        int bound = SPECIES.loopBound(cols);
        for (int i = 0; i < rows; i++) {
            int row = i * cols;
            for (int j = 0; j < bound; j += LANES) {
                store(z, row + j, load(z, row + j).add(load(bias, j)));
            }
            for (int j = bound; j < cols; j++) {
                set(z, row + j, get(z, row + j) + get(bias, j));
            }
        }
    }

    @Override
    public void sigmoid(ByteBuffer z, int count) {
        int bound = SPECIES.loopBound(count);
        for (int i = 0; i < bound; i += LANES) {
            store(z, i, FloatVectors.sigmoid(load(z, i)));
        }
        if (bound < count) {
            VectorMask<Float> rest = SPECIES.indexInRange(bound, count);
            FloatVectors.sigmoid(FloatVector.fromByteBuffer(SPECIES, z, bound * Float.BYTES, ORDER, rest))
                    .intoByteBuffer(z, bound * Float.BYTES, ORDER, rest);
        }
    }

    @Override
    public void sigmoidGradient(ByteBuffer delta, ByteBuffer h, int count) {
        int bound = SPECIES.loopBound(count);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector output = load(h, i);
            store(delta, i, load(delta, i).mul(output).mul(output.neg().add(1f)));
        }
        for (int i = bound; i < count; i++) {
            set(delta, i, get(delta, i) * get(h, i) * (-get(h, i) + 1f));
        }
    }

    @Override
    public void relu(ByteBuffer z, int count) {
        int bound = SPECIES.loopBound(count);
        for (int i = 0; i < bound; i += LANES) {
            store(z, i, load(z, i).max(0f));
        }
        for (int i = bound; i < count; i++) {
            set(z, i, Math.max(get(z, i), 0f));
        }
    }

    @Override
    public void reluGradient(ByteBuffer delta, ByteBuffer h, int count) {
        int bound = SPECIES.loopBound(count);
        for (int i = 0; i < bound; i += LANES) {
            VectorMask<Float> inactive =
                    load(h, i).compare(VectorOperators.GT, 0f).not();
            store(delta, i, load(delta, i).blend(0f, inactive));
        }
        for (int i = bound; i < count; i++) {
            set(delta, i, get(h, i) > 0 ? get(delta, i) : 0f);
        }
    }

    @Override
    public void columnSums(ByteBuffer z, ByteBuffer sums, int rows, int cols) {
        int bound = SPECIES.loopBound(cols);
        for (int j = 0; j < cols; j++) {
            set(sums, j, 0);
        }
        for (int i = 0; i < rows; i++) {
            int row = i * cols;
            // Through memory: a sum that is kept from turn to turn became an object at each, once this was inlined.
            for (int j = 0; j < bound; j += LANES) {
                store(sums, j, load(sums, j).add(load(z, row + j)));
            }
            for (int j = bound; j < cols; j++) {
                set(sums, j, get(sums, j) + get(z, row + j));
            }
        }
    }

    @Override
    public double addOuterProductAndScaled(
            ByteBuffer g, double alpha, ByteBuffer u, ByteBuffer v, double beta, ByteBuffer w, int rows, int cols) {
        int bound = SPECIES.loopBound(cols);
        FloatVector scale = FloatVector.broadcast(SPECIES, (float) beta);
        double squares = 0;
        for (int i = 0; i < rows; i++) {
            int row = i * cols;
            float factor = (float) alpha * get(u, i);
            FloatVector factors = FloatVector.broadcast(SPECIES, factor);
            FloatVector rowSquares = FloatVector.zero(SPECIES);
            for (int j = 0; j < bound; j += LANES) {
                FloatVector weights = load(w, row + j);
                FloatVector sum = load(v, j).fma(factors, load(g, row + j));
                store(g, row + j, weights.fma(scale, sum));
                rowSquares = weights.fma(weights, rowSquares);
            }
            squares += rowSquares.reduceLanes(VectorOperators.ADD);
            for (int j = bound; j < cols; j++) {
                float weight = get(w, row + j);
                float sum = Math.fma(get(v, j), factor, get(g, row + j));
                set(g, row + j, Math.fma(weight, (float) beta, sum));
                squares += weight * weight;
            }
        }
        return squares;
    }

    @Override
    public double sumOfSquares(ByteBuffer w, int rows, int cols) {
        int bound = SPECIES.loopBound(cols);
        double squares = 0;
        for (int i = 0; i < rows; i++) {
            int row = i * cols;
            FloatVector rowSquares = FloatVector.zero(SPECIES);
            for (int j = 0; j < bound; j += LANES) {
                FloatVector weights = load(w, row + j);
                rowSquares = weights.fma(weights, rowSquares);
            }
            squares += rowSquares.reduceLanes(VectorOperators.ADD);
            for (int j = bound; j < cols; j++) {
                squares += get(w, row + j) * get(w, row + j);
            }
        }
        return squares;
    }

    @Override
    public double sumOfMagnitudes(ByteBuffer w, int rows, int cols) {
        int bound = SPECIES.loopBound(cols);
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            int row = i * cols;
            FloatVector rowSum = FloatVector.zero(SPECIES);
            for (int j = 0; j < bound; j += LANES) {
                rowSum = rowSum.add(load(w, row + j).abs());
            }
            sum += rowSum.reduceLanes(VectorOperators.ADD);
            for (int j = bound; j < cols; j++) {
                sum += Math.abs(get(w, row + j));
            }
        }
        return sum;
    }

    @Override
    public void addScaledSigns(ByteBuffer g, double alpha, ByteBuffer w, int count) {
        int bound = SPECIES.loopBound(count);
        FloatVector step = FloatVector.broadcast(SPECIES, (float) alpha);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector weights = load(w, i);
            FloatVector gradient = load(g, i);
            FloatVector moved = gradient.add(step, weights.compare(VectorOperators.GT, 0f));
            store(g, i, moved.sub(step, weights.compare(VectorOperators.LT, 0f)));
        }
        for (int i = bound; i < count; i++) {
            set(g, i, get(g, i) + (float) alpha * Math.signum(get(w, i)));
        }
    }

    @Override
    public void multiply(ByteBuffer x, ByteBuffer y, ByteBuffer product, int count) {
        int bound = SPECIES.loopBound(count);
        for (int i = 0; i < bound; i += LANES) {
            store(product, i, load(x, i).mul(load(y, i)));
        }
        for (int i = bound; i < count; i++) {
            set(product, i, get(x, i) * get(y, i));
        }
    }

    @Override
    public void adam(ByteBuffer w, ByteBuffer g, ByteBuffer m, ByteBuffer v, int count, AdamStep step) {
        FloatVector keep2 = FloatVector.broadcast(SPECIES, (float) step.beta2());
        FloatVector add1 = FloatVector.broadcast(SPECIES, (float) (1 - step.beta1()));
        FloatVector add2 = FloatVector.broadcast(SPECIES, (float) (1 - step.beta2()));
        FloatVector epsilon = FloatVector.broadcast(SPECIES, (float) step.epsilon());
        FloatVector rootBias2 = FloatVector.broadcast(SPECIES, (float) step.rootBias2());
        FloatVector stepSize = FloatVector.broadcast(SPECIES, (float) -step.stepSize());
        int bound = SPECIES.loopBound(count);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector gradient = load(g, i);
            FloatVector oldFirst = load(m, i);
            FloatVector first = gradient.sub(oldFirst).fma(add1, oldFirst);
            FloatVector second = gradient.mul(add2).fma(gradient, load(v, i).mul(keep2));
            store(m, i, first);
            store(v, i, second);
            FloatVector denominator = second.sqrt().fma(rootBias2, epsilon);
            store(w, i, first.mul(stepSize).div(denominator).add(load(w, i)));
        }
        adamTail(w, g, m, v, bound, count, step);
    }

    private static void adamTail(
            ByteBuffer w, ByteBuffer g, ByteBuffer m, ByteBuffer v, int from, int to, AdamStep step) {
        for (int i = from; i < to; i++) {
            float gradient = get(g, i);
            float first = Math.fma(gradient - get(m, i), (float) (1 - step.beta1()), get(m, i));
            float second = Math.fma(gradient * (float) (1 - step.beta2()), gradient, get(v, i) * (float) step.beta2());
            set(m, i, first);
            set(v, i, second);
            float denominator = Math.fma((float) Math.sqrt(second), (float) step.rootBias2(), (float) step.epsilon());
            set(w, i, first * (float) -step.stepSize() / denominator + get(w, i));
        }
    }
}
