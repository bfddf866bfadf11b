package dev.kappasweep.kernel;

import static dev.kappasweep.kernel.WeightPanels.LANES;
import static dev.kappasweep.kernel.WeightPanels.SPECIES;
import static dev.kappasweep.kernel.WeightPanels.WIDTH;
import static dev.kappasweep.kernel.WeightPanels.lines;
import static dev.kappasweep.kernel.WeightPanels.load;

import dev.kappasweep.crew.Effort;
import dev.kappasweep.crew.Piece;
import dev.kappasweep.crew.Team;
import java.nio.FloatBuffer;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/** Products of weights in panels with blocks of vectors, as the solver of the penalty needs them. */
final class PanelProducts {
    /** Vectors that are multiplied by W together: two accumulators each fill the latency of a multiplication. */
    private static final int ROWS = 4;

    /** Vectors by which W^T is multiplied together. */
    private static final int VECTORS = 8;

    /** Parts of a sum over the outputs. */
    private static final int PARTIALS = FloatVectors.PARTS;

    /** Outputs whose weights are multiplied together, eight of each part of a sum. */
    private static final int GROUP = 8 * PARTIALS;

    /** Inputs whose sums are kept together in the cache, an even number; fewer where several threads take such chunks. */
    private static final int CHUNK = 112;

    private static final int SHARED_CHUNK = CHUNK / 2;

    private final int outputs;
    private final int inputs;
    private final int panels;
    private final int groups;
    private final float[] memory;
    private final int weights;
    private final int result;
    private final int block;
    private final int sums;
    private final Piece ofPanels;
    private final Piece ofChunks;

    // Of the product under way.
    private FloatBuffer product = FloatBuffer.allocate(0);
    private int first;
    private int count;

    /**
     * @param memory also holds the panels
     * @param weights where they begin
     * @param scratch where {@link #scratchSize} floats are free, a multiple of a cache line after {@code weights}
     */
    PanelProducts(Team team, int outputs, int inputs, float[] memory, int weights, int scratch) {
        this.outputs = outputs;
        this.inputs = inputs;
        this.panels = (outputs + WIDTH - 1) / WIDTH;
        this.groups = groups(outputs);
        this.memory = memory;
        this.weights = weights;
        this.result = scratch;
        this.block = result + team.seats() * ROWS * WIDTH;
        this.sums = block + blockSize(outputs, inputs);
        Effort effort = new Effort(2.0 * VECTORS * outputs * inputs, (double) Float.BYTES * outputs * inputs);
        this.ofPanels = Piece.ofParts(team, effort, this::multiplyPanel, panels);
        int chunks = (inputs + SHARED_CHUNK - 1) / SHARED_CHUNK;
        this.ofChunks = new Piece(team, effort, this::multiplyChunk, chunks, this::multiplyChunks);
    }

    /** @param seats of the threads that work at once, each with sums of its own */
    static int scratchSize(int outputs, int inputs, int seats) {
        int sums = Math.max(CHUNK, seats * SHARED_CHUNK) * VECTORS * PARTIALS;
        return seats * ROWS * WIDTH + blockSize(outputs, inputs) + sums;
    }

    private static int blockSize(int outputs, int inputs) {
        return lines(Math.max(WeightPanels.MAX_VECTORS * inputs, groups(outputs) * VECTORS * GROUP));
    }

    private static int groups(int outputs) {
        return (outputs + GROUP - 1) / GROUP;
    }

    /**
     * Y = X W^T.
     *
     * @param x rows x inputs floats
     * @param rows at most {@link WeightPanels#MAX_VECTORS}
     * @param y receives rows x outputs floats
     */
    void multiplyTransposed(FloatBuffer x, int rows, FloatBuffer y) {
        Bounds.require(0, rows, WeightPanels.MAX_VECTORS);
        Bounds.require(0, Bounds.product(rows, inputs), x.limit());
        Bounds.require(0, Bounds.product(rows, outputs), y.limit());
        for (int i = 0; i < blocks(rows) * ROWS; i++) {
            interleave(x, i, rows);
        }
        product = y;
        count = rows;
        ofPanels.run();
    }

    private static int blocks(int rows) {
        return (rows + ROWS - 1) / ROWS;
    }

    private void multiplyPanel(int panel, int seat) {
        int from = panel * WIDTH;
        int width = Math.min(WIDTH, outputs - from);
        int products = result + seat * ROWS * WIDTH;
        for (int part = 0; part < blocks(count); part++) {
            multiplyTransposed(panel, block + part * ROWS * inputs, products);
            for (int i = part * ROWS; i < Math.min(count, (part + 1) * ROWS); i++) {
                product.put(i * outputs + from, memory, products + i % ROWS * WIDTH, width);
            }
        }
    }

    /** Puts vector i where the products of its block find it, or zeros if there is none. */
    private void interleave(FloatBuffer x, int i, int count) {
        int at = block + i / ROWS * ROWS * inputs + i % ROWS;
        for (int input = 0; input < inputs; input++) {
            memory[at + input * ROWS] = i < count ? x.get(i * inputs + input) : 0;
        }
    }

    /** The products of the block with one panel, row by row from {@code result} on. */
    private void multiplyTransposed(int panel, int vectors, int result) {
        float[] memory = this.memory;
        FloatVector y00 = FloatVector.zero(SPECIES);
        FloatVector y01 = y00;
        FloatVector y10 = y00;
        FloatVector y11 = y00;
        FloatVector y20 = y00;
        FloatVector y21 = y00;
        FloatVector y30 = y00;
        FloatVector y31 = y00;
        int w = weights + panel * inputs * WIDTH;
        for (int x = vectors; x < vectors + inputs * ROWS; x += ROWS, w += WIDTH) {
            FloatVector w0 = load(memory, w);
            FloatVector w1 = load(memory, w + LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, memory[x]);
            FloatVector x1 = FloatVector.broadcast(SPECIES, memory[x + 1]);
            FloatVector x2 = FloatVector.broadcast(SPECIES, memory[x + 2]);
            FloatVector x3 = FloatVector.broadcast(SPECIES, memory[x + 3]);
            y00 = x0.fma(w0, y00);
            y01 = x0.fma(w1, y01);
            y10 = x1.fma(w0, y10);
            y11 = x1.fma(w1, y11);
            y20 = x2.fma(w0, y20);
            y21 = x2.fma(w1, y21);
            y30 = x3.fma(w0, y30);
            y31 = x3.fma(w1, y31);
        }
        store(y00, y01, result);
        store(y10, y11, result + WIDTH);
        store(y20, y21, result + 2 * WIDTH);
        store(y30, y31, result + 3 * WIDTH);
    }

    private void store(FloatVector first, FloatVector second, int at) {
        first.intoArray(memory, at);
        second.intoArray(memory, at + LANES);
    }

    /**
     * Z = Y W.
     *
     * @param y rows x outputs floats
     * @param z receives rows x inputs floats
     */
    void multiply(FloatBuffer y, int rows, FloatBuffer z) {
        Bounds.require(0, Bounds.product(rows, outputs), y.limit());
        Bounds.require(0, Bounds.product(rows, inputs), z.limit());
        product = z;
        for (first = 0; first < rows; first += VECTORS) {
            count = Math.min(VECTORS, rows - first);
            group(y, first, count);
            ofChunks.run();
        }
    }

    private void multiplyChunks() {
        for (int from = 0; from < inputs; from += CHUNK) {
            multiplyChunk(from, Math.min(inputs, from + CHUNK), sums);
        }
    }

    private void multiplyChunk(int part, int seat) {
        int from = part * SHARED_CHUNK;
        int ofSeat = sums + seat * SHARED_CHUNK * VECTORS * PARTIALS;
        multiplyChunk(from, Math.min(inputs, from + SHARED_CHUNK), ofSeat);
    }

    private void multiplyChunk(int from, int to, int ofChunk) {
        int rows = count;
        Arrays.fill(memory, ofChunk, ofChunk + (to - from) * VECTORS * PARTIALS, 0f);
        for (int group = 0; group < groups; group++) {
            for (int lanes = 0; lanes < PARTIALS; lanes += LANES) {
                addProducts(group, lanes, from, to, rows, ofChunk);
            }
        }
        for (int input = from; input < to; input++) {
            for (int i = 0; i < rows; i++) {
                product.put(
                        (first + i) * inputs + input,
                        FloatVectors.sum(memory, ofChunk + ((input - from) * VECTORS + i) * PARTIALS));
            }
        }
    }

    /** Puts the rows of y, one after the other for each group of outputs, where the products find them. */
    private void group(FloatBuffer y, int first, int rows) {
        Arrays.fill(memory, block, block + groups * VECTORS * GROUP, 0f);
        for (int group = 0; group < groups; group++) {
            int count = Math.min(GROUP, outputs - group * GROUP);
            for (int i = 0; i < rows; i++) {
                int at = block + (group * VECTORS + i) * GROUP;
                y.get((first + i) * outputs + group * GROUP, memory, at, count);
            }
        }
    }

    /**
     * Adds the products of one group of outputs to the sums of some inputs. The sum for one input and one row of y is kept in
     * parts, part p for every {@link #PARTIALS}th output from output p on, in the order of the outputs: the parts are the same
     * ones whatever the width of a vector.
     */
    private void addProducts(int group, int part, int from, int to, int rows, int sums) {
        float[] memory = this.memory;
        int a0 = vectorAt(group, part, 0) + from * WIDTH;
        int a1 = vectorAt(group, part, 1) + from * WIDTH;
        int a2 = vectorAt(group, part, 2) + from * WIDTH;
        int a3 = vectorAt(group, part, 3) + from * WIDTH;
        int a4 = vectorAt(group, part, 4) + from * WIDTH;
        int a5 = vectorAt(group, part, 5) + from * WIDTH;
        int a6 = vectorAt(group, part, 6) + from * WIDTH;
        int a7 = vectorAt(group, part, 7) + from * WIDTH;
        int firstY = block + group * VECTORS * GROUP + part;
        int z = sums + part;
        // Two inputs at once; the second of the last may be none, whose sums nobody reads.
        for (int next = 0; next < (to - from) * WIDTH; next += 2 * WIDTH, z += 2 * VECTORS * PARTIALS) {
            FloatVector w0 = load(memory, a0 + next);
            FloatVector w1 = load(memory, a1 + next);
            FloatVector w2 = load(memory, a2 + next);
            FloatVector w3 = load(memory, a3 + next);
            FloatVector w4 = load(memory, a4 + next);
            FloatVector w5 = load(memory, a5 + next);
            FloatVector w6 = load(memory, a6 + next);
            FloatVector w7 = load(memory, a7 + next);
            FloatVector x0 = load(memory, a0 + next + WIDTH);
            FloatVector x1 = load(memory, a1 + next + WIDTH);
            FloatVector x2 = load(memory, a2 + next + WIDTH);
            FloatVector x3 = load(memory, a3 + next + WIDTH);
            FloatVector x4 = load(memory, a4 + next + WIDTH);
            FloatVector x5 = load(memory, a5 + next + WIDTH);
            FloatVector x6 = load(memory, a6 + next + WIDTH);
            FloatVector x7 = load(memory, a7 + next + WIDTH);
            for (int i = 0; i < rows; i++) {
                int y = firstY + i * GROUP;
                int at = z + i * PARTIALS;
                FloatVector sumW = load(memory, at);
                FloatVector sumX = load(memory, at + VECTORS * PARTIALS);
                FloatVector factor = load(memory, y);
                sumW = factor.fma(w0, sumW);
                sumX = factor.fma(x0, sumX);
                factor = load(memory, y + PARTIALS);
                sumW = factor.fma(w1, sumW);
                sumX = factor.fma(x1, sumX);
                factor = load(memory, y + 2 * PARTIALS);
                sumW = factor.fma(w2, sumW);
                sumX = factor.fma(x2, sumX);
                factor = load(memory, y + 3 * PARTIALS);
                sumW = factor.fma(w3, sumW);
                sumX = factor.fma(x3, sumX);
                factor = load(memory, y + 4 * PARTIALS);
                sumW = factor.fma(w4, sumW);
                sumX = factor.fma(x4, sumX);
                factor = load(memory, y + 5 * PARTIALS);
                sumW = factor.fma(w5, sumW);
                sumX = factor.fma(x5, sumX);
                factor = load(memory, y + 6 * PARTIALS);
                sumW = factor.fma(w6, sumW);
                sumX = factor.fma(x6, sumX);
                factor = load(memory, y + 7 * PARTIALS);
                sumW = factor.fma(w7, sumW);
                sumX = factor.fma(x7, sumX);
                sumW.intoArray(memory, at);
                sumX.intoArray(memory, at + VECTORS * PARTIALS);
            }
        }
    }

    /** Where the weights of one input and of the outputs of one vector of a group begin; of the first vector if there is none. */
    private int vectorAt(int group, int part, int vector) {
        int output = group * GROUP + vector * PARTIALS + part;
        int at = output < panels * WIDTH ? output : group * GROUP + part;
        return weights + at / WIDTH * WIDTH * inputs + at % WIDTH;
    }
}
