package dev.kappasweep.kernel;

import java.nio.ByteBuffer;

/** The kernels on doubles, as plain loops: the reference for {@link FloatKernels}. */
public final class DoubleKernels implements Kernels {
    /** Has no state. */
    public static final DoubleKernels INSTANCE = new DoubleKernels();

    private DoubleKernels() {}

    @Override
    public void addBias(ByteBuffer z, ByteBuffer bias, int rows, int cols) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < cols; j++) {
                set(z, i * cols + j, get(z, i * cols + j) + get(bias, j));
            }
        }
    }

    @Override
    public void sigmoid(ByteBuffer z, int count) {
        for (int i = 0; i < count; i++) {
            set(z, i, 1 / (1 + Math.exp(-get(z, i))));
        }
    }

    @Override
    public void sigmoidGradient(ByteBuffer delta, ByteBuffer h, int count) {
        for (int i = 0; i < count; i++) {
            set(delta, i, get(delta, i) * get(h, i) * (1 - get(h, i)));
        }
    }

    @Override
    public void relu(ByteBuffer z, int count) {
        for (int i = 0; i < count; i++) {
            set(z, i, Math.max(get(z, i), 0));
        }
    }

    @Override
    public void reluGradient(ByteBuffer delta, ByteBuffer h, int count) {
        for (int i = 0; i < count; i++) {
            set(delta, i, get(h, i) > 0 ? get(delta, i) : 0);
        }
    }

    @Override
    public void columnSums(ByteBuffer z, ByteBuffer sums, int rows, int cols) {
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
            ByteBuffer g, double alpha, ByteBuffer u, ByteBuffer v, double beta, ByteBuffer w, int rows, int cols) {
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
    public double sumOfSquares(ByteBuffer w, int rows, int cols) {
        double sum = 0;
        for (int i = 0; i < rows * cols; i++) {
            sum += get(w, i) * get(w, i);
        }
        return sum;
    }

    @Override
    public double sumOfMagnitudes(ByteBuffer w, int rows, int cols) {
        double sum = 0;
        for (int i = 0; i < rows * cols; i++) {
            sum += Math.abs(get(w, i));
        }
        return sum;
    }

    @Override
    public void addScaledSigns(ByteBuffer g, double alpha, ByteBuffer w, int count) {
        for (int i = 0; i < count; i++) {
            set(g, i, get(g, i) + alpha * Math.signum(get(w, i)));
        }
    }

    @Override
    public void multiply(ByteBuffer x, ByteBuffer y, ByteBuffer product, int count) {
        for (int i = 0; i < count; i++) {
            set(product, i, get(x, i) * get(y, i));
        }
    }

    @Override
    public void adam(ByteBuffer w, ByteBuffer g, ByteBuffer m, ByteBuffer v, int count, AdamStep step) {
        for (int i = 0; i < count; i++) {
            double gradient = get(g, i);
            double first = get(m, i) + (1 - step.beta1()) * (gradient - get(m, i));
            double second = step.beta2() * get(v, i) + (1 - step.beta2()) * gradient * gradient;
            set(m, i, first);
            set(v, i, second);
            set(w, i, get(w, i) - step.stepSize() * first / (Math.sqrt(second) * step.rootBias2() + step.epsilon()));
        }
    }

    private static double get(ByteBuffer buffer, int index) {
        return buffer.getDouble(index * Double.BYTES);
    }

    private static void set(ByteBuffer buffer, int index, double value) {
        buffer.putDouble(index * Double.BYTES, value);
    }
}
