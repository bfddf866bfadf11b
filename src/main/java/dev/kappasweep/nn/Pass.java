package dev.kappasweep.nn;

import dev.kappasweep.kernel.Kernels;
import dev.kappasweep.linalg.Blas;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.sweep.Activation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A network's way from a batch to its outputs and back, with the buffers for batches of one size. */
public final class Pass implements AutoCloseable {
    private final Network network;
    private final Kernels kernels;
    private final Matrix input;
    private final List<Matrix> outputs;

    /** Of each layer what its activation's derivative is computed from: its output, but of GELU the derivative itself. */
    private final List<Matrix> slopes;

    private final List<Matrix> deltas;
    private final @Nullable Dropout dropout;

    private Pass(
            Network network,
            Matrix input,
            List<Matrix> outputs,
            List<Matrix> slopes,
            List<Matrix> deltas,
            @Nullable Dropout dropout) {
        this.network = network;
        this.kernels = network.precision().kernels();
        this.input = input;
        this.outputs = List.copyOf(outputs);
        this.slopes = List.copyOf(slopes);
        this.deltas = List.copyOf(deltas);
        this.dropout = dropout;
    }

    /** For batches of {@code rows} images, forward and back. */
    public static Pass forTraining(Network network, int rows) {
        return training(network, rows, null);
    }

    /** The same with dropout, which must be for batches of {@code rows} images too and is closed together with this. */
    public static Pass forTraining(Network network, int rows, Dropout dropout) {
        return training(network, rows, dropout);
    }

    private static Pass training(Network network, int rows, @Nullable Dropout dropout) {
        List<Matrix> outputs = newOutputs(network, rows);
        return new Pass(
                network,
                newInput(network, rows),
                outputs,
                slopes(network, outputs),
                newOutputs(network, rows),
                dropout);
    }

    /** For batches of {@code rows} images, forward only. */
    public static Pass forEvaluation(Network network, int rows) {
        List<Matrix> outputs = newOutputs(network, rows);
        return new Pass(network, newInput(network, rows), outputs, slopes(network, outputs), List.of(), null);
    }

    private static Matrix newInput(Network network, int rows) {
        return Matrix.zeros(network.precision(), rows, network.inputs());
    }

    private static List<Matrix> newOutputs(Network network, int rows) {
        List<Matrix> outputs = new ArrayList<>();
        network.layers().forEach(layer -> outputs.add(Matrix.zeros(network.precision(), rows, layer.outputs())));
        return outputs;
    }

    private static List<Matrix> slopes(Network network, List<Matrix> outputs) {
        List<Matrix> slopes = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            Matrix output = outputs.get(i);
            boolean isGelu = network.layers().get(i).activation() == Activation.GELU;
            slopes.add(isGelu ? Matrix.zeros(network.precision(), output.rows(), output.cols()) : output);
        }
        return slopes;
    }

    /** The pass for a smaller batch, in the first rows of this one's buffers. */
    public Pass firstRows(int rows) {
        return new Pass(
                network,
                input.rowRange(0, rows),
                firstRows(outputs, rows),
                firstRows(slopes, rows),
                firstRows(deltas, rows),
                dropout == null ? null : dropout.firstRows(rows));
    }

    private static List<Matrix> firstRows(List<Matrix> matrices, int rows) {
        return matrices.stream().map(matrix -> matrix.rowRange(0, rows)).toList();
    }

    /** The number of images in a batch. */
    public int rows() {
        return input.rows();
    }

    /** The batch, one image a row; to be filled before {@link #forward}. */
    public Matrix input() {
        return input;
    }

    /** The last layer's output, one image a row. */
    public Matrix output() {
        return outputs.get(outputs.size() - 1);
    }

    /** The output of the layer at {@code index}, counted from the input, after its activation and before dropout. */
    public Matrix output(int index) {
        return outputs.get(index);
    }

    /** The derivative of the loss by {@link #output}; to be filled before {@link #backward}, which overwrites it. */
    public Matrix outputDelta() {
        return deltas.get(deltas.size() - 1);
    }

    /** Draws anew which units are dropped, if the pass has dropout; the same ones for the same step. */
    public void beginStep(long step) {
        if (dropout != null) {
            dropout.draw(step);
        }
    }

    /** Computes {@link #output} from {@link #input}. */
    public void forward() {
        Matrix below = input;
        for (int i = 0; i < outputs.size(); i++) {
            DenseLayer layer = network.layers().get(i);
            Matrix output = outputs.get(i);
            if (isForTraining()) {
                layer.weights().forward(below, layer.bias().value(), output);
            } else {
                DenseWeights.forward(
                        below, layer.weights().value(), layer.bias().value(), output);
            }
            activate(i, layer.activation(), output);
            below = dropout == null || i == outputs.size() - 1 ? output : dropout.output(i, output);
        }
    }

    private boolean isForTraining() {
        return !deltas.isEmpty();
    }

    private void activate(int index, Activation activation, Matrix output) {
        switch (activation) {
            case SIGMOID -> kernels.sigmoid(output.memory(), output.size());
            case RELU -> kernels.relu(output.memory(), output.size());
            case TANH -> kernels.tanh(output.memory(), output.size());
            case GELU -> kernels.gelu(output.memory(), slopes.get(index).memory(), output.size());
            case IDENTITY -> {}
        }
    }

    /** Sets the gradient of every parameter from {@link #outputDelta}. */
    public void backward() {
        for (int i = outputs.size() - 1; i >= 0; i--) {
            DenseLayer layer = network.layers().get(i);
            Matrix delta = deltas.get(i);
            backThroughActivation(layer, slopes.get(i), delta);
            Matrix below = i == 0 ? input : seen(i - 1);
            kernels.columnSums(delta.memory(), layer.bias().gradient().memory(), delta.rows(), delta.cols());
            layer.weights().backward(delta, layer.bias().gradient(), below);
            if (i > 0) {
                Blas.multiply(delta, layer.weights().value(), deltas.get(i - 1));
                backThroughDropout(i - 1);
            }
        }
    }

    private Matrix seen(int index) {
        return dropout == null ? outputs.get(index) : dropout.output(index);
    }

    private void backThroughDropout(int index) {
        if (dropout != null) {
            dropout.back(index, deltas.get(index));
        }
    }

    private void backThroughActivation(DenseLayer layer, Matrix slope, Matrix delta) {
        switch (layer.activation()) {
            case SIGMOID -> kernels.sigmoidGradient(delta.memory(), slope.memory(), delta.size());
            case RELU -> kernels.reluGradient(delta.memory(), slope.memory(), delta.size());
            case TANH -> kernels.tanhGradient(delta.memory(), slope.memory(), delta.size());
            case GELU -> kernels.multiply(delta.memory(), slope.memory(), delta.memory(), delta.size());
            case IDENTITY -> {}
        }
    }

    @Override
    public void close() {
        input.close();
        outputs.forEach(Matrix::close);
        slopes.forEach(Matrix::close);
        deltas.forEach(Matrix::close);
        if (dropout != null) {
            dropout.close();
        }
    }
}
