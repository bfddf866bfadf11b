package dev.kappasweep.kernel;

import static dev.kappasweep.kernel.WeightPanels.LANES;
import static dev.kappasweep.kernel.WeightPanels.SPECIES;
import static dev.kappasweep.kernel.WeightPanels.WIDTH;
import static dev.kappasweep.kernel.WeightPanels.load;

import dev.kappasweep.crew.Effort;
import dev.kappasweep.crew.Parts;
import dev.kappasweep.crew.Piece;
import dev.kappasweep.crew.Team;
import java.nio.FloatBuffer;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * The product of a batch with weights in panels. Of each row and chunk of inputs, the elements at even places are summed in order
 * and so are those at odd ones.
 */
final class BatchProduct implements Parts {
    /** Of the elements of a batch, about what differs from the background. */
    private static final double SHARE = 0.2;

    private final Team team;
    private final int outputs;
    private final int inputs;
    private final int maxRows;
    private final int panels;
    private final float[] memory;
    private final int weights;
    private final int batch;
    private final int bias;
    private final int weightSums;
    private final int squares;
    private final Piece piece;
    private double sumOfSquares;

    // Of the product under way.
    private SparseBatch x;
    private int rows;
    private FloatBuffer biases = FloatBuffer.allocate(0);
    private FloatBuffer output = FloatBuffer.allocate(0);

    /**
     * @param memory holds the panels, an even number of them
     * @param weights where they begin
     * @param batch where the products of each panel with {@code maxRows} rows are put
     * @param bias where there is room for a number for each output
     * @param weightSums where there is room for two numbers for each output
     */
    BatchProduct(
            Team team,
            int outputs,
            int inputs,
            int maxRows,
            float[] memory,
            int weights,
            int batch,
            int bias,
            int weightSums) {
        this.team = team;
        this.outputs = outputs;
        this.inputs = inputs;
        this.maxRows = maxRows;
        this.panels = (outputs + WIDTH - 1) / WIDTH;
        this.memory = memory;
        this.weights = weights;
        this.batch = batch;
        this.bias = bias;
        this.weightSums = weightSums;
        this.squares = weightSums + WeightPanels.paddedOutputs(outputs);
        Effort effort = new Effort(2 * SHARE * maxRows * outputs * inputs, (double) Float.BYTES * outputs * inputs);
        this.piece = Piece.ofParts(team, effort, this, (panels + 1) / 2);
        this.x = new SparseBatch(0, inputs);
    }

    /**
     * z = x W^T, and the bias.
     *
     * @param newBiases outputs floats
     * @param newOutput receives rows x outputs floats
     */
    void compute(SparseBatch newX, int newRows, FloatBuffer newBiases, FloatBuffer newOutput) {
        x = newX;
        rows = newRows;
        biases = newBiases;
        output = newOutput;
        piece.run();
        addSquares();
    }

    void expect() {
        if (piece.willBeShared()) {
            team.call();
        }
    }

    /** Of two panels. */
    @Override
    public void run(int part, int seat) {
        int panel = 2 * part;
        int end = Math.min(panels, panel + 2);
        for (int i = panel; i < end; i++) {
            biases.get(i * WIDTH, memory, bias + i * WIDTH, width(i));
        }
        computeTwo(panel);
        for (int i = panel; i < end; i++) {
            int z = batch + i * maxRows * WIDTH;
            for (int row = 0; row < rows; row++) {
                output.put(row * outputs + i * WIDTH, memory, z + row * WIDTH, width(i));
            }
        }
    }

    private int width(int panel) {
        return Math.min(WIDTH, outputs - panel * WIDTH);
    }

    /** Output after output, so that neither the width of a panel nor who has read it matters. */
    private void addSquares() {
        double sum = 0;
        int end = squares + (panels + 1) / 2 * 2 * WIDTH;
        for (int i = squares; i < end; i++) {
            sum += memory[i];
        }
        sumOfSquares = sum;
    }

    /** ||W||_F^2 at the last {@link #compute}. */
    double sumOfSquares() {
        return sumOfSquares;
    }

    /**
     * Two panels, so that the sums of one hide the latency of the other's. The sum over a chunk's weights comes first: it reads
     * them in order, and the products then pick theirs here and there from the cache.
     */
    private void computeTwo(int panel) {
        SparseBatch x = this.x;
        int rows = this.rows;
        int z = batch + panel * maxRows * WIDTH;
        int nextZ = z + maxRows * WIDTH;
        Arrays.fill(memory, z, z + rows * WIDTH, 0f);
        Arrays.fill(memory, nextZ, nextZ + rows * WIDTH, 0f);
        int sums = panel * WIDTH;
        Arrays.fill(memory, weightSums + sums, weightSums + sums + 2 * WIDTH, 0f);
        Arrays.fill(memory, squares + sums, squares + sums + 2 * WIDTH, 0f);
        int w = weights + panel * inputs * WIDTH;
        int end = w + inputs * WIDTH;
        for (int chunk = 0; chunk < x.chunks(); chunk++) {
            int next = Math.min(end, w + SparseBatch.CHUNK * WIDTH);
            addWeights(w, next, weightSums + sums, squares + sums);
            for (int i = 0; i < rows; i++) {
                addProducts(x, x.first(chunk, i), x.first(chunk, i + 1), w, z + i * WIDTH);
            }
            w = next;
        }
        addToRows(z, rows, x.background(), weightSums + sums, bias + sums);
        addToRows(nextZ, rows, x.background(), weightSums + sums + WIDTH, bias + sums + WIDTH);
    }

    /** Adds to z the products of some elements of a row with the weights of their chunk, which begins at w, in both panels. */
    private void addProducts(SparseBatch x, int from, int to, int w, int z) {
        float[] memory = this.memory;
        byte[] input = x.input;
        float[] value = x.valueByRow;
        int nextW = w + inputs * WIDTH;
        int nextZ = z + maxRows * WIDTH;
        FloatVector z0 = load(memory, z);
        FloatVector z1 = load(memory, z + LANES);
        FloatVector z2 = load(memory, nextZ);
        FloatVector z3 = load(memory, nextZ + LANES);
        FloatVector odd0 = FloatVector.zero(SPECIES);
        FloatVector odd1 = odd0;
        FloatVector odd2 = odd0;
        FloatVector odd3 = odd0;
        for (int k = from; k < to; k += 2) {
            int at = input[k] * WIDTH;
            FloatVector factor = FloatVector.broadcast(SPECIES, value[k]);
            z0 = factor.fma(load(memory, w + at), z0);
            z1 = factor.fma(load(memory, w + at + LANES), z1);
            z2 = factor.fma(load(memory, nextW + at), z2);
            z3 = factor.fma(load(memory, nextW + at + LANES), z3);
            at = input[k + 1] * WIDTH;
            factor = FloatVector.broadcast(SPECIES, value[k + 1]);
            odd0 = factor.fma(load(memory, w + at), odd0);
            odd1 = factor.fma(load(memory, w + at + LANES), odd1);
            odd2 = factor.fma(load(memory, nextW + at), odd2);
            odd3 = factor.fma(load(memory, nextW + at + LANES), odd3);
        }
        z0.add(odd0).intoArray(memory, z);
        z1.add(odd1).intoArray(memory, z + LANES);
        z2.add(odd2).intoArray(memory, nextZ);
        z3.add(odd3).intoArray(memory, nextZ + LANES);
    }

    /**
     * Adds some inputs' weights of two panels to the sums at {@code weightSums} and their squares to those at {@code squares}, which
     * serve as memory: vectors that leave a method may be objects.
     */
    private void addWeights(int from, int to, int weightSums, int squares) {
        float[] memory = this.memory;
        int nextPanel = inputs * WIDTH;
        FloatVector sum0 = load(memory, weightSums);
        FloatVector sum1 = load(memory, weightSums + LANES);
        FloatVector sum2 = load(memory, weightSums + WIDTH);
        FloatVector sum3 = load(memory, weightSums + WIDTH + LANES);
        FloatVector squares0 = load(memory, squares);
        FloatVector squares1 = load(memory, squares + LANES);
        FloatVector squares2 = load(memory, squares + WIDTH);
        FloatVector squares3 = load(memory, squares + WIDTH + LANES);
        for (int w = from; w < to; w += WIDTH) {
            FloatVector w0 = load(memory, w);
            FloatVector w1 = load(memory, w + LANES);
            FloatVector w2 = load(memory, w + nextPanel);
            FloatVector w3 = load(memory, w + nextPanel + LANES);
            sum0 = sum0.add(w0);
            sum1 = sum1.add(w1);
            sum2 = sum2.add(w2);
            sum3 = sum3.add(w3);
            squares0 = w0.fma(w0, squares0);
            squares1 = w1.fma(w1, squares1);
            squares2 = w2.fma(w2, squares2);
            squares3 = w3.fma(w3, squares3);
        }
        sum0.intoArray(memory, weightSums);
        sum1.intoArray(memory, weightSums + LANES);
        sum2.intoArray(memory, weightSums + WIDTH);
        sum3.intoArray(memory, weightSums + WIDTH + LANES);
        squares0.intoArray(memory, squares);
        squares1.intoArray(memory, squares + LANES);
        squares2.intoArray(memory, squares + WIDTH);
        squares3.intoArray(memory, squares + WIDTH + LANES);
    }

    /** Adds the bias, and what the background alone gives, to the rows of a panel's outputs. */
    private void addToRows(int z, int rows, float background, int sums, int biases) {
        FloatVector factor = FloatVector.broadcast(SPECIES, background);
        FloatVector add0 = load(memory, sums).fma(factor, load(memory, biases));
        FloatVector add1 = load(memory, sums + LANES).fma(factor, load(memory, biases + LANES));
        for (int at = z; at < z + rows * WIDTH; at += WIDTH) {
            load(memory, at).add(add0).intoArray(memory, at);
            load(memory, at + LANES).add(add1).intoArray(memory, at + LANES);
        }
    }
}
