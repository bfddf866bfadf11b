package dev.kappasweep.kernel;

import static dev.kappasweep.kernel.FloatVectors.LANES;
import static dev.kappasweep.kernel.FloatVectors.PARTS;
import static dev.kappasweep.kernel.FloatVectors.SPECIES;
import static dev.kappasweep.kernel.FloatVectors.get;
import static dev.kappasweep.kernel.FloatVectors.load;
import static dev.kappasweep.kernel.FloatVectors.set;
import static dev.kappasweep.kernel.FloatVectors.store;

import java.nio.FloatBuffer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The kernels on floats, vectorised. Neither what is computed element by element nor a sum depends on the width of the CPU's
 * vectors: a row is summed in {@link FloatVectors#PARTS} parts and what is left after whole sixteens as one chain.
 *
 * <p>C2 should not inline these methods into their callers ({@code loop.jvm.options} in {@code pom.xml}): in a large method it stops
 * inlining what the loops call, and then every vector is an object. What they call lies in {@link FloatVectors}, which the option
 * leaves alone. Views are taken before the loops: a store outside the heap might have changed any field, for all that C2 knows, so
 * inside it would read them anew at every turn.
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
    public void addBias(DirectMemory z, DirectMemory bias, int rows, int cols) {
        z.requireFloats(rows, cols);
        bias.requireFloats(cols);
        Object zView = z.view();
        Object biasView = bias.view();
        int bound = SPECIES.loopBound(cols);
        for (int i = 0; i < rows; i++) {
            int row = i * cols;
            for (int j = 0; j < bound; j += LANES) {
                store(zView, row + j, load(zView, row + j).add(load(biasView, j)));
            }
            for (int j = bound; j < cols; j++) {
                set(z, row + j, get(z, row + j) + get(bias, j));
            }
        }
    }

    @Override
    public void sigmoid(DirectMemory z, int count) {
        z.requireFloats(count);
        Object zView = z.view();
        int bound = SPECIES.loopBound(count);
        for (int i = 0; i < bound; i += LANES) {
            store(zView, i, FloatVectors.sigmoid(load(zView, i)));
        }
        for (int i = bound; i < count; i++) {
            set(z, i, FloatVectors.sigmoid(get(z, i)));
        }
    }

    @Override
    public void sigmoidGradient(DirectMemory delta, DirectMemory h, int count) {
        delta.requireFloats(count);
        h.requireFloats(count);
        Object hView = h.view();
        Object deltaView = delta.view();
        int bound = SPECIES.loopBound(count);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector output = load(hView, i);
            store(deltaView, i, load(deltaView, i).mul(output).mul(output.neg().add(1f)));
        }
        for (int i = bound; i < count; i++) {
            set(delta, i, get(delta, i) * get(h, i) * (-get(h, i) + 1f));
        }
    }

    @Override
    public void relu(DirectMemory z, int count) {
        z.requireFloats(count);
        Object zView = z.view();
        int bound = SPECIES.loopBound(count);
        for (int i = 0; i < bound; i += LANES) {
            store(zView, i, load(zView, i).max(0f));
        }
        for (int i = bound; i < count; i++) {
            set(z, i, Math.max(get(z, i), 0f));
        }
    }

    @Override
    public void reluGradient(DirectMemory delta, DirectMemory h, int count) {
        delta.requireFloats(count);
        h.requireFloats(count);
        Object hView = h.view();
        Object deltaView = delta.view();
        int bound = SPECIES.loopBound(count);
        for (int i = 0; i < bound; i += LANES) {
            VectorMask<Float> inactive =
                    load(hView, i).compare(VectorOperators.GT, 0f).not();
            store(deltaView, i, load(deltaView, i).blend(0f, inactive));
        }
        for (int i = bound; i < count; i++) {
            set(delta, i, get(h, i) > 0 ? get(delta, i) : 0f);
        }
    }

    /** In loops so small that C2 inlines all that they call; what is near 0 stays below what the second loop takes. So below. */
    @Override
    public void tanh(DirectMemory z, int count) {
        z.requireFloats(count);
        int bound = SPECIES.loopBound(count);
        tanhOfNear(z, bound);
        tanhOfFar(z, bound);
        for (int i = bound; i < count; i++) {
            set(z, i, tanh(get(z, i)));
        }
    }

    private static void tanhOfNear(DirectMemory z, int count) {
        Object zView = z.view();
        for (int i = 0; i < count; i += LANES) {
            store(zView, i, FloatVectors.tanhOfNear(load(zView, i)));
        }
    }

    private static void tanhOfFar(DirectMemory z, int count) {
        Object zView = z.view();
        for (int i = 0; i < count; i += LANES) {
            store(zView, i, FloatVectors.tanhOfFar(load(zView, i)));
        }
    }

    private static float tanh(float x) {
        return FloatVectors.tanhOfFar(FloatVectors.tanhOfNear(FloatVector.broadcast(SPECIES, x)))
                .lane(0);
    }

    @Override
    public void tanhGradient(DirectMemory delta, DirectMemory h, int count) {
        delta.requireFloats(count);
        h.requireFloats(count);
        Object hView = h.view();
        Object deltaView = delta.view();
        int bound = SPECIES.loopBound(count);
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector output = load(hView, i);
            store(deltaView, i, load(deltaView, i).mul(output.neg().fma(output, one)));
        }
        for (int i = bound; i < count; i++) {
            set(delta, i, get(delta, i) * Math.fma(-get(h, i), get(h, i), 1f));
        }
    }

    @Override
    public void gelu(DirectMemory z, DirectMemory slopes, int count) {
        z.requireFloats(count);
        slopes.requireFloats(count);
        int bound = SPECIES.loopBound(count);
        bell(z, slopes, bound);
        geluOfBell(z, slopes, bound);
        geluTail(z, slopes, bound, count);
    }

    private static void bell(DirectMemory z, DirectMemory bell, int count) {
        Object zView = z.view();
        Object bellView = bell.view();
        for (int i = 0; i < count; i += LANES) {
            store(bellView, i, FloatVectors.bell(load(zView, i)));
        }
    }

    /** @param slopes comes with the bell of z, and goes with the slopes */
    private static void geluOfBell(DirectMemory z, DirectMemory slopes, int count) {
        Object zView = z.view();
        Object slopesView = slopes.view();
        for (int i = 0; i < count; i += LANES) {
            FloatVector x = load(zView, i);
            FloatVector bell = load(slopesView, i);
            FloatVector normal = FloatVectors.normal(x, bell);
            store(slopesView, i, FloatVectors.geluSlope(x, normal, bell));
            store(zView, i, FloatVectors.gelu(x, normal));
        }
    }

    private static void geluTail(DirectMemory z, DirectMemory slopes, int from, int to) {
        for (int i = from; i < to; i++) {
            FloatVector x = repeated(z, i);
            FloatVector bell = FloatVectors.bell(x);
            FloatVector normal = FloatVectors.normal(x, bell);
            set(slopes, i, FloatVectors.geluSlope(x, normal, bell).lane(0));
            set(z, i, FloatVectors.gelu(x, normal).lane(0));
        }
    }

    /** A number for itself, computed as those of whole vectors are. */
    private static FloatVector repeated(DirectMemory z, int index) {
        return FloatVector.broadcast(SPECIES, get(z, index));
    }

    @Override
    public void columnSums(DirectMemory z, DirectMemory sums, int rows, int cols) {
        z.requireFloats(rows, cols);
        sums.requireFloats(cols);
        Object sumsView = sums.view();
        Object zView = z.view();
        int bound = SPECIES.loopBound(cols);
        for (int j = 0; j < cols; j++) {
            set(sums, j, 0);
        }
        for (int i = 0; i < rows; i++) {
            int row = i * cols;
            // Through memory: a sum that is kept from turn to turn became an object at each, once this was inlined.
            for (int j = 0; j < bound; j += LANES) {
                store(sumsView, j, load(sumsView, j).add(load(zView, row + j)));
            }
            for (int j = bound; j < cols; j++) {
                set(sums, j, get(sums, j) + get(z, row + j));
            }
        }
    }

    @Override
    public double addOuterProductAndScaled(
            DirectMemory g,
            double alpha,
            DirectMemory u,
            DirectMemory v,
            double beta,
            DirectMemory w,
            int rows,
            int cols) {
        g.requireFloats(rows, cols);
        u.requireFloats(rows);
        v.requireFloats(cols);
        w.requireFloats(rows, cols);
        Object wView = w.view();
        Object vView = v.view();
        Object gView = g.view();
        int bound = cols - cols % PARTS;
        FloatVector scale = FloatVector.broadcast(SPECIES, (float) beta);
        double squares = 0;
        for (int i = 0; i < rows; i++) {
            int row = i * cols;
            float factor = (float) alpha * get(u, i);
            FloatVector factors = FloatVector.broadcast(SPECIES, factor);
            FloatVector parts0 = FloatVector.zero(SPECIES);
            FloatVector parts1 = parts0;
            FloatVector parts2 = parts0;
            FloatVector parts3 = parts0;
            for (int j = 0; j < bound; j += PARTS) {
                FloatVector weights = load(wView, row + j);
                store(gView, row + j, weights.fma(scale, load(vView, j).fma(factors, load(gView, row + j))));
                parts0 = weights.fma(weights, parts0);
                if (LANES < PARTS) {
                    int at = j + LANES;
                    weights = load(wView, row + at);
                    store(gView, row + at, weights.fma(scale, load(vView, at).fma(factors, load(gView, row + at))));
                    parts1 = weights.fma(weights, parts1);
                }
                if (LANES < PARTS / 2) {
                    int at = j + 2 * LANES;
                    weights = load(wView, row + at);
                    store(gView, row + at, weights.fma(scale, load(vView, at).fma(factors, load(gView, row + at))));
                    parts2 = weights.fma(weights, parts2);
                    at = j + 3 * LANES;
                    weights = load(wView, row + at);
                    store(gView, row + at, weights.fma(scale, load(vView, at).fma(factors, load(gView, row + at))));
                    parts3 = weights.fma(weights, parts3);
                }
            }
            float rest = 0;
            for (int j = bound; j < cols; j++) {
                float weight = get(w, row + j);
                float sum = Math.fma(get(v, j), factor, get(g, row + j));
                set(g, row + j, Math.fma(weight, (float) beta, sum));
                rest = Math.fma(weight, weight, rest);
            }
            squares += FloatVectors.sum(parts0, parts1, parts2, parts3) + rest;
        }
        return squares;
    }

    @Override
    public double sumOfSquares(DirectMemory w, int rows, int cols) {
        w.requireFloats(rows, cols);
        Object wView = w.view();
        int bound = cols - cols % PARTS;
        double squares = 0;
        for (int i = 0; i < rows; i++) {
            int row = i * cols;
            FloatVector parts0 = FloatVector.zero(SPECIES);
            FloatVector parts1 = parts0;
            FloatVector parts2 = parts0;
            FloatVector parts3 = parts0;
            for (int j = row; j < row + bound; j += PARTS) {
                FloatVector weights = load(wView, j);
                parts0 = weights.fma(weights, parts0);
                if (LANES < PARTS) {
                    weights = load(wView, j + LANES);
                    parts1 = weights.fma(weights, parts1);
                }
                if (LANES < PARTS / 2) {
                    weights = load(wView, j + 2 * LANES);
                    parts2 = weights.fma(weights, parts2);
                    weights = load(wView, j + 3 * LANES);
                    parts3 = weights.fma(weights, parts3);
                }
            }
            float rest = 0;
            for (int j = bound; j < cols; j++) {
                rest = Math.fma(get(w, row + j), get(w, row + j), rest);
            }
            squares += FloatVectors.sum(parts0, parts1, parts2, parts3) + rest;
        }
        return squares;
    }

    @Override
    public double sumOfMagnitudes(DirectMemory w, int rows, int cols) {
        w.requireFloats(rows, cols);
        Object wView = w.view();
        int bound = cols - cols % PARTS;
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            int row = i * cols;
            FloatVector parts0 = FloatVector.zero(SPECIES);
            FloatVector parts1 = parts0;
            FloatVector parts2 = parts0;
            FloatVector parts3 = parts0;
            for (int j = row; j < row + bound; j += PARTS) {
                parts0 = parts0.add(load(wView, j).abs());
                if (LANES < PARTS) {
                    parts1 = parts1.add(load(wView, j + LANES).abs());
                }
                if (LANES < PARTS / 2) {
                    parts2 = parts2.add(load(wView, j + 2 * LANES).abs());
                    parts3 = parts3.add(load(wView, j + 3 * LANES).abs());
                }
            }
            float rest = 0;
            for (int j = bound; j < cols; j++) {
                rest += Math.abs(get(w, row + j));
            }
            sum += FloatVectors.sum(parts0, parts1, parts2, parts3) + rest;
        }
        return sum;
    }

    @Override
    public void addScaled(DirectMemory y, double alpha, DirectMemory x, int count) {
        y.requireFloats(count);
        x.requireFloats(count);
        addScaled(y, 0, (float) alpha, x, 0, count);
    }

    private static void addScaled(DirectMemory y, int yFrom, float alpha, DirectMemory x, int xFrom, int count) {
        Object yView = y.view();
        Object xView = x.view();
        int bound = SPECIES.loopBound(count);
        FloatVector factor = FloatVector.broadcast(SPECIES, alpha);
        for (int i = 0; i < bound; i += LANES) {
            store(yView, yFrom + i, load(xView, xFrom + i).fma(factor, load(yView, yFrom + i)));
        }
        for (int i = bound; i < count; i++) {
            set(y, yFrom + i, Math.fma(get(x, xFrom + i), alpha, get(y, yFrom + i)));
        }
    }

    @Override
    public void scale(DirectMemory x, double alpha, int count) {
        x.requireFloats(count);
        Object xView = x.view();
        int bound = SPECIES.loopBound(count);
        for (int i = 0; i < bound; i += LANES) {
            store(xView, i, load(xView, i).mul((float) alpha));
        }
        for (int i = bound; i < count; i++) {
            set(x, i, get(x, i) * (float) alpha);
        }
    }

    @Override
    public void addOuterProduct(DirectMemory a, double alpha, DirectMemory x, DirectMemory y, int rows, int cols) {
        a.requireFloats(rows, cols);
        x.requireFloats(rows);
        y.requireFloats(cols);
        for (int i = 0; i < rows; i++) {
            addScaled(a, i * cols, (float) alpha * get(x, i), y, 0, cols);
        }
    }

    @Override
    public void addScaledRows(DirectMemory y, DirectMemory x, DirectMemory a, int rows, int cols) {
        y.requireFloats(cols);
        x.requireFloats(rows);
        a.requireFloats(rows, cols);
        for (int i = 0; i < rows; i++) {
            addScaled(y, 0, get(x, i), a, i * cols, cols);
        }
    }

    @Override
    public double dot(DirectMemory x, DirectMemory y, int count) {
        x.requireFloats(count);
        y.requireFloats(count);
        FloatBuffer left = x.floats();
        FloatBuffer right = y.floats();
        double part0 = 0;
        double part1 = 0;
        double part2 = 0;
        double part3 = 0;
        int bound = count - count % 4;
        for (int i = 0; i < bound; i += 4) {
            part0 += (double) left.get(i) * right.get(i);
            part1 += (double) left.get(i + 1) * right.get(i + 1);
            part2 += (double) left.get(i + 2) * right.get(i + 2);
            part3 += (double) left.get(i + 3) * right.get(i + 3);
        }
        double rest = 0;
        for (int i = bound; i < count; i++) {
            rest += (double) left.get(i) * right.get(i);
        }
        return part0 + part2 + (part1 + part3) + rest;
    }

    @Override
    public void addScaledSigns(DirectMemory g, double alpha, DirectMemory w, int count) {
        g.requireFloats(count);
        w.requireFloats(count);
        Object wView = w.view();
        Object gView = g.view();
        int bound = SPECIES.loopBound(count);
        FloatVector step = FloatVector.broadcast(SPECIES, (float) alpha);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector weights = load(wView, i);
            FloatVector gradient = load(gView, i);
            FloatVector moved = gradient.add(step, weights.compare(VectorOperators.GT, 0f));
            store(gView, i, moved.sub(step, weights.compare(VectorOperators.LT, 0f)));
        }
        for (int i = bound; i < count; i++) {
            set(g, i, get(g, i) + (float) alpha * Math.signum(get(w, i)));
        }
    }

    @Override
    public void multiply(DirectMemory x, DirectMemory y, DirectMemory product, int count) {
        x.requireFloats(count);
        y.requireFloats(count);
        product.requireFloats(count);
        Object productView = product.view();
        Object xView = x.view();
        Object yView = y.view();
        int bound = SPECIES.loopBound(count);
        for (int i = 0; i < bound; i += LANES) {
            store(productView, i, load(xView, i).mul(load(yView, i)));
        }
        for (int i = bound; i < count; i++) {
            set(product, i, get(x, i) * get(y, i));
        }
    }

    @Override
    public void adam(DirectMemory w, DirectMemory g, DirectMemory m, DirectMemory v, int count, AdamStep step) {
        w.requireFloats(count);
        g.requireFloats(count);
        m.requireFloats(count);
        v.requireFloats(count);
        Object gView = g.view();
        Object mView = m.view();
        Object vView = v.view();
        Object wView = w.view();
        FloatVector keep2 = FloatVector.broadcast(SPECIES, (float) step.beta2());
        FloatVector add1 = FloatVector.broadcast(SPECIES, (float) (1 - step.beta1()));
        FloatVector add2 = FloatVector.broadcast(SPECIES, (float) (1 - step.beta2()));
        FloatVector epsilon = FloatVector.broadcast(SPECIES, (float) step.epsilon());
        FloatVector rootBias2 = FloatVector.broadcast(SPECIES, (float) step.rootBias2());
        FloatVector stepSize = FloatVector.broadcast(SPECIES, (float) -step.stepSize());
        FloatVector kept = FloatVector.broadcast(SPECIES, (float) step.kept());
        int bound = SPECIES.loopBound(count);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector gradient = load(gView, i);
            FloatVector oldFirst = load(mView, i);
            FloatVector first = gradient.sub(oldFirst).fma(add1, oldFirst);
            FloatVector second = gradient.mul(add2).fma(gradient, load(vView, i).mul(keep2));
            store(mView, i, first);
            store(vView, i, second);
            FloatVector denominator = second.sqrt().fma(rootBias2, epsilon);
            store(wView, i, load(wView, i).fma(kept, first.mul(stepSize).div(denominator)));
        }
        adamTail(w, g, m, v, bound, count, step);
    }

    private static void adamTail(
            DirectMemory w, DirectMemory g, DirectMemory m, DirectMemory v, int from, int to, AdamStep step) {
        for (int i = from; i < to; i++) {
            float gradient = get(g, i);
            float first = Math.fma(gradient - get(m, i), (float) (1 - step.beta1()), get(m, i));
            float second = Math.fma(gradient * (float) (1 - step.beta2()), gradient, get(v, i) * (float) step.beta2());
            set(m, i, first);
            set(v, i, second);
            float denominator = Math.fma((float) Math.sqrt(second), (float) step.rootBias2(), (float) step.epsilon());
            set(w, i, Math.fma(get(w, i), (float) step.kept(), first * (float) -step.stepSize() / denominator));
        }
    }

    @Override
    public void sgd(DirectMemory w, DirectMemory g, DirectMemory m, int count, SgdStep step) {
        w.requireFloats(count);
        g.requireFloats(count);
        m.requireFloats(count);
        Object gView = g.view();
        Object mView = m.view();
        Object wView = w.view();
        FloatVector momentum = FloatVector.broadcast(SPECIES, (float) step.momentum());
        FloatVector ofMomentum = FloatVector.broadcast(SPECIES, (float) step.ofMomentum());
        FloatVector ofGradient = FloatVector.broadcast(SPECIES, (float) step.ofGradient());
        FloatVector rate = FloatVector.broadcast(SPECIES, (float) -step.learningRate());
        FloatVector kept = FloatVector.broadcast(SPECIES, (float) step.kept());
        int bound = SPECIES.loopBound(count);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector gradient = load(gView, i);
            FloatVector velocity = load(mView, i).fma(momentum, gradient);
            store(mView, i, velocity);
            FloatVector direction = velocity.fma(ofMomentum, gradient.mul(ofGradient));
            store(wView, i, load(wView, i).fma(kept, direction.mul(rate)));
        }
        for (int i = bound; i < count; i++) {
            float velocity = Math.fma(get(m, i), (float) step.momentum(), get(g, i));
            set(m, i, velocity);
            float direction = Math.fma(velocity, (float) step.ofMomentum(), get(g, i) * (float) step.ofGradient());
            set(w, i, Math.fma(get(w, i), (float) step.kept(), direction * (float) -step.learningRate()));
        }
    }
}
