package dev.kappasweep.nn;

import dev.kappasweep.crew.Effort;
import dev.kappasweep.crew.Piece;
import dev.kappasweep.crew.Team;
import dev.kappasweep.kernel.Kernels;
import dev.kappasweep.linalg.Blas;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.sweep.Activation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network's way from a batch to its outputs and back, with the buffers for batches of one size. Rows of the batch do not touch each
 * other but in the gradients, so that a team shares them out.
 */
public final class Pass implements AutoCloseable {
    /** With fewer rows a block would read the weights for too little. */
    private static final int ROWS_OF_BLOCK = 2;

    private static final int ROWS_OF_EVALUATED_BLOCK = 64;

    // Of an element, of which most are exponentials and divisions.
    private static final double FLOPS_OF_ACTIVATION = 40;

    private final Network network;
    private final Kernels kernels;
    private final Matrix input;
    private final List<Matrix> outputs;

    /** Of each layer what its activation's derivative is computed from: its output, but of GELU the derivative itself. */
    private final List<Matrix> slopes;

    private final List<Matrix> deltas;
    private final @Nullable Dropout dropout;
    private final Team team;
    private final List<Pass> blocks;
    private final Piece forward;
    private final Piece backward;
    private final Piece gradients;

    private Pass(
            Team team,
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
        this.team = team;
        this.blocks = team.seats() == 1 ? List.of() : blocks();
        Effort ofRows = new Effort(flopsOfRows(), 0);
        this.forward = new Piece(
                team, ofRows, (part, seat) -> blocks.get(part).forwardRows(), blocks.size(), this::forwardRows);
        this.backward = new Piece(
                team, ofRows, (part, seat) -> blocks.get(part).backwardRows(), blocks.size(), this::backwardRows);
        Effort ofGradients = new Effort(2.0 * input.rows() * weightsAbove(), 0);
        this.gradients = Piece.ofParts(
                team, ofGradients, (part, seat) -> setGradients(outputs.size() - 1 - part), outputs.size());
    }

    /** The same for some rows each, by one thread. */
    private List<Pass> blocks() {
        int least = isForTraining() ? ROWS_OF_BLOCK : ROWS_OF_EVALUATED_BLOCK;
        int most = isForTraining() ? 2 * team.seats() : team.seats();
        int count = Math.max(1, Math.min(rows() / least, most));
        List<Pass> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(rows(i * rows() / count, (i + 1) * rows() / count, Team.ALONE));
        }
        return List.copyOf(all);
    }

    /** Of what is done row by row. */
    private double flopsOfRows() {
        long elements = outputs.stream().mapToLong(Matrix::size).sum();
        long first = isForTraining()
                ? 0
                : (long) network.inputs() * network.layers().get(0).outputs();
        return FLOPS_OF_ACTIVATION * elements + 2.0 * rows() * (first + weightsAbove());
    }

    /** The number of them past the first layer. */
    private long weightsAbove() {
        return network.layers().stream()
                .skip(1)
                .mapToLong(layer -> (long) layer.inputs() * layer.outputs())
                .sum();
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
                network.team(),
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
        return new Pass(
                network.team(), network, newInput(network, rows), outputs, slopes(network, outputs), List.of(), null);
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
        return rows(0, rows, team);
    }

    private Pass rows(int from, int to, Team ofRows) {
        return new Pass(
                ofRows,
                network,
                input.rowRange(from, to),
                rows(outputs, from, to),
                rows(slopes, from, to),
                rows(deltas, from, to),
                dropout == null ? null : dropout.rows(from, to));
    }

    private static List<Matrix> rows(List<Matrix> matrices, int from, int to) {
        return matrices.stream().map(matrix -> matrix.rowRange(from, to)).toList();
    }

    /** The number of images in a batch. */
    public int rows() {
        return input.rows();
    }

    /** The batch, one image a row; to be filled before {@link #forward}. */
    public Matrix input() {
        return input;
    }

    /**
     * Takes in the batch, which makes {@link #forward} shorter. May be called during an update, and the batch is not to be changed until
     * {@link #forward}.
     */
    public void prepare() {
        network.layers().get(0).weights().prepare(input);
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
        if (isForTraining()) {
            DenseLayer first = network.layers().get(0);
            first.weights().forward(input, first.bias().value(), outputs.get(0));
        }
        forward.run();
    }

    /** What is done row by row. */
    private void forwardRows() {
        Matrix below = input;
        for (int i = 0; i < outputs.size(); i++) {
            DenseLayer layer = network.layers().get(i);
            Matrix output = outputs.get(i);
            if (i > 0 || !isForTraining()) {
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
        backward.run();
        gradients.run();
    }

    private void backwardRows() {
        for (int i = outputs.size() - 1; i >= 0; i--) {
            DenseLayer layer = network.layers().get(i);
            Matrix delta = deltas.get(i);
            backThroughActivation(layer, slopes.get(i), delta);
            if (i > 0) {
                Blas.multiply(delta, layer.weights().value(), deltas.get(i - 1));
                backThroughDropout(i - 1);
            }
        }
    }

    private void setGradients(int i) {
        DenseLayer layer = network.layers().get(i);
        Matrix delta = deltas.get(i);
        kernels.columnSums(delta.memory(), layer.bias().gradient().memory(), delta.rows(), delta.cols());
        layer.weights().backward(delta, layer.bias().gradient(), i == 0 ? input : seen(i - 1));
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
