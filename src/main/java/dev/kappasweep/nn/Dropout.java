package dev.kappasweep.nn;

import dev.kappasweep.kernel.Kernels;
import dev.kappasweep.linalg.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;

/**
 * Inverted dropout: in training each output of each hidden layer is 0 with probability {@code rate} and else divided by 1 - rate,
 * so that its mean is what it is without; in evaluation there is none. Srivastava et al., JMLR 15, 2014.
 */
public final class Dropout implements AutoCloseable {
    private final Kernels kernels;
    private final double rate;
    private final LongFunction<RandomGenerator> streams;
    private final List<Matrix> masks;
    private final List<Matrix> dropped;

    private Dropout(
            Kernels kernels,
            double rate,
            LongFunction<RandomGenerator> streams,
            List<Matrix> masks,
            List<Matrix> dropped) {
        this.kernels = kernels;
        this.rate = rate;
        this.streams = streams;
        this.masks = List.copyOf(masks);
        this.dropped = List.copyOf(dropped);
    }

    /**
     * For batches of {@code rows} images.
     *
     * @param rate at least 0 and below 1
     * @param streams a stream of random numbers of its own for each training step
     */
    public static Dropout of(Network network, int rows, double rate, LongFunction<RandomGenerator> streams) {
        return new Dropout(
                network.precision().kernels(), rate, streams, buffers(network, rows), buffers(network, rows));
    }

    private static List<Matrix> buffers(Network network, int rows) {
        List<Matrix> buffers = new ArrayList<>();
        for (DenseLayer hidden : network.layers().subList(0, network.layers().size() - 1)) {
            buffers.add(Matrix.zeros(network.precision(), rows, hidden.outputs()));
        }
        return buffers;
    }

    /** That of some rows of the batch, in the same buffers. */
    Dropout rows(int from, int to) {
        return new Dropout(kernels, rate, streams, rows(masks, from, to), rows(dropped, from, to));
    }

    private static List<Matrix> rows(List<Matrix> matrices, int from, int to) {
        return matrices.stream().map(matrix -> matrix.rowRange(from, to)).toList();
    }

    /** Draws which units are dropped at a step, layer after layer. */
    void draw(long step) {
        RandomGenerator random = streams.apply(step);
        double kept = 1 / (1 - rate);
        for (Matrix mask : masks) {
            for (int i = 0; i < mask.size(); i++) {
                mask.set(i, random.nextFloat() < rate ? 0 : kept);
            }
        }
    }

    /** What the layer above hidden layer {@code index} sees of its output. */
    Matrix output(int index, Matrix output) {
        Matrix seen = dropped.get(index);
        kernels.multiply(output.memory(), masks.get(index).memory(), seen.memory(), seen.size());
        return seen;
    }

    /** The same as at the last {@link #output(int, Matrix)}. */
    Matrix output(int index) {
        return dropped.get(index);
    }

    /** Turns the derivative by what the layer above sees into that by the output of hidden layer {@code index}. */
    void back(int index, Matrix delta) {
        kernels.multiply(delta.memory(), masks.get(index).memory(), delta.memory(), delta.size());
    }

    @Override
    public void close() {
        masks.forEach(Matrix::close);
        dropped.forEach(Matrix::close);
    }
}
