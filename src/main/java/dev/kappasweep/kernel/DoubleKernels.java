package dev.kappasweep.kernel;

/** The kernels on doubles, as plain loops: the reference for {@link FloatKernels}. */
public final class DoubleKernels implements Kernels {
    /** Has no state. */
    public static final DoubleKernels INSTANCE = new DoubleKernels();

    // Beyond it the distribution is 0 or 1 to the last bit of 1.
    private static final double NORMAL_LIMIT = 9;

    private DoubleKernels() {}

    @Override
    public void addBias(DirectMemory z, DirectMemory bias, int rows, int cols) {
        z.requireDoubles(rows, cols);
        bias.requireDoubles(cols);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < cols; j++) {
                set(z, i * cols + j, get(z, i * cols + j) + get(bias, j));
            }
        }
    }

    @Override
    public void sigmoid(DirectMemory z, int count) {
        z.requireDoubles(count);
        for (int i = 0; i < count; i++) {
            set(z, i, 1 / (1 + StrictMath.exp(-get(z, i))));
        }
    }

    @Override
    public void sigmoidGradient(DirectMemory delta, DirectMemory h, int count) {
        delta.requireDoubles(count);
        h.requireDoubles(count);
        for (int i = 0; i < count; i++) {
            set(delta, i, get(delta, i) * get(h, i) * (1 - get(h, i)));
        }
    }

    @Override
    public void relu(DirectMemory z, int count) {
        z.requireDoubles(count);
        for (int i = 0; i < count; i++) {
            set(z, i, Math.max(get(z, i), 0));
        }
    }

    @Override
    public void reluGradient(DirectMemory delta, DirectMemory h, int count) {
        delta.requireDoubles(count);
        h.requireDoubles(count);
        for (int i = 0; i < count; i++) {
            set(delta, i, get(h, i) > 0 ? get(delta, i) : 0);
        }
    }

    @Override
    public void tanh(DirectMemory z, int count) {
        z.requireDoubles(count);
        for (int i = 0; i < count; i++) {
            set(z, i, StrictMath.tanh(get(z, i)));
        }
    }

    @Override
    public void tanhGradient(DirectMemory delta, DirectMemory h, int count) {
        delta.requireDoubles(count);
        h.requireDoubles(count);
        for (int i = 0; i < count; i++) {
            set(delta, i, get(delta, i) * (1 - get(h, i) * get(h, i)));
        }
    }

    @Override
    public void gelu(DirectMemory z, DirectMemory slopes, int count) {
        z.requireDoubles(count);
        slopes.requireDoubles(count);
        for (int i = 0; i < count; i++) {
            double x = get(z, i);
            double normal = normal(x);
            set(slopes, i, normal + x * density(x));
            set(z, i, x * normal);
        }
    }

    private static double density(double x) {
        return StrictMath.exp(-x * x / 2) / StrictMath.sqrt(2 * StrictMath.PI);
    }

    /** The standard normal distribution, to 1e-15: Marsaglia, Evaluating the normal distribution, J. Stat. Software 11(4), 2004. */
    private static double normal(double x) {
        if (Math.abs(x) > NORMAL_LIMIT) {
            return x < 0 ? 0 : 1;
        }
        double sum = x;
        double term = x;
        for (int odd = 3; Math.abs(term) > Math.ulp(sum); odd += 2) {
            term *= x * x / odd;
            sum += term;
        }
        return 0.5 + density(x) * sum;
    }

    @Override
    public void columnSums(DirectMemory z, DirectMemory sums, int rows, int cols) {
        z.requireDoubles(rows, cols);
        sums.requireDoubles(cols);
        for (int j = 0; j < cols; j++) {
            double sum = 0;
            for (int i = 0; i < rows; i++) {
                sum += get(z, i * cols + j);
            }
            set(sums, j, sum);
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
        g.requireDoubles(rows, cols);
        u.requireDoubles(rows);
        v.requireDoubles(cols);
        w.requireDoubles(rows, cols);
        for (int i = 0; i < rows; i++) {
            double factor = alpha * get(u, i);
            for (int j = 0; j < cols; j++) {
                int index = i * cols + j;
                set(g, index, get(g, index) + factor * get(v, j) + beta * get(w, index));
            }
        }
        return sumOfSquares(w, rows, cols);
    }

    @Override
    public double sumOfSquares(DirectMemory w, int rows, int cols) {
        w.requireDoubles(rows, cols);
        double sum = 0;
        for (int i = 0; i < rows * cols; i++) {
            sum += get(w, i) * get(w, i);
        }
        return sum;
    }

    @Override
    public double sumOfMagnitudes(DirectMemory w, int rows, int cols) {
        w.requireDoubles(rows, cols);
        double sum = 0;
        for (int i = 0; i < rows * cols; i++) {
            sum += Math.abs(get(w, i));
        }
        return sum;
    }

    @Override
    public void addScaledSigns(DirectMemory g, double alpha, DirectMemory w, int count) {
        g.requireDoubles(count);
        w.requireDoubles(count);
        for (int i = 0; i < count; i++) {
            set(g, i, get(g, i) + alpha * Math.signum(get(w, i)));
        }
    }

    @Override
    public void addScaled(DirectMemory y, double alpha, DirectMemory x, int count) {
        y.requireDoubles(count);
        x.requireDoubles(count);
        for (int i = 0; i < count; i++) {
            set(y, i, Math.fma(alpha, get(x, i), get(y, i)));
        }
    }

    @Override
    public void scale(DirectMemory x, double alpha, int count) {
        x.requireDoubles(count);
        for (int i = 0; i < count; i++) {
            set(x, i, get(x, i) * alpha);
        }
    }

    @Override
    public void addOuterProduct(DirectMemory a, double alpha, DirectMemory x, DirectMemory y, int rows, int cols) {
        a.requireDoubles(rows, cols);
        x.requireDoubles(rows);
        y.requireDoubles(cols);
        for (int i = 0; i < rows; i++) {
            double factor = alpha * get(x, i);
            for (int j = 0; j < cols; j++) {
                set(a, i * cols + j, Math.fma(factor, get(y, j), get(a, i * cols + j)));
            }
        }
    }

    @Override
    public void addScaledRows(DirectMemory y, DirectMemory x, DirectMemory a, int rows, int cols) {
        y.requireDoubles(cols);
        x.requireDoubles(rows);
        a.requireDoubles(rows, cols);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < cols; j++) {
                set(y, j, Math.fma(get(x, i), get(a, i * cols + j), get(y, j)));
            }
        }
    }

    @Override
    public double dot(DirectMemory x, DirectMemory y, int count) {
        x.requireDoubles(count);
        y.requireDoubles(count);
        double[] parts = new double[4];
        int bound = count - count % parts.length;
        for (int i = 0; i < bound; i++) {
            parts[i % parts.length] += get(x, i) * get(y, i);
        }
        double rest = 0;
        for (int i = bound; i < count; i++) {
            rest += get(x, i) * get(y, i);
        }
        return parts[0] + parts[2] + (parts[1] + parts[3]) + rest;
    }

    @Override
    public void multiply(DirectMemory x, DirectMemory y, DirectMemory product, int count) {
        x.requireDoubles(count);
        y.requireDoubles(count);
        product.requireDoubles(count);
        for (int i = 0; i < count; i++) {
            set(product, i, get(x, i) * get(y, i));
        }
    }

    @Override
    public void adam(DirectMemory w, DirectMemory g, DirectMemory m, DirectMemory v, int count, AdamStep step) {
        w.requireDoubles(count);
        g.requireDoubles(count);
        m.requireDoubles(count);
        v.requireDoubles(count);
        for (int i = 0; i < count; i++) {
            double gradient = get(g, i);
            double first = get(m, i) + (1 - step.beta1()) * (gradient - get(m, i));
            double second = step.beta2() * get(v, i) + (1 - step.beta2()) * gradient * gradient;
            set(m, i, first);
            set(v, i, second);
            set(
                    w,
                    i,
                    step.kept() * get(w, i)
                            - step.stepSize() * first / (Math.sqrt(second) * step.rootBias2() + step.epsilon()));
        }
    }

    @Override
    public void sgd(DirectMemory w, DirectMemory g, DirectMemory m, int count, SgdStep step) {
        w.requireDoubles(count);
        g.requireDoubles(count);
        m.requireDoubles(count);
        for (int i = 0; i < count; i++) {
            double velocity = step.momentum() * get(m, i) + get(g, i);
            double direction = step.ofMomentum() * velocity + step.ofGradient() * get(g, i);
            set(m, i, velocity);
            set(w, i, step.kept() * get(w, i) - step.learningRate() * direction);
        }
    }

    private static double get(DirectMemory memory, int index) {
        return memory.bytes().getDouble(index * Double.BYTES);
    }

    private static void set(DirectMemory memory, int index, double value) {
        memory.bytes().putDouble(index * Double.BYTES, value);
    }
}
