package dev.kappasweep.kernel;

import dev.kappasweep.crew.Effort;
import dev.kappasweep.crew.Parts;
import dev.kappasweep.crew.Piece;
import dev.kappasweep.crew.Team;
import java.nio.FloatBuffer;
import java.util.Objects;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The float32 weights of a dense layer with the optimiser's moments, laid out so that a training step passes over them as few times as
 * can be: a panel holds all inputs of a few outputs, two vectors wide, and stays in the second-level cache while it is worked on.
 * Sums over the inputs, or the rows of a batch, are made for each output by itself, and sums over the outputs in parts that do
 * not depend on it, so that the width of the CPU's vectors does not change a bit of them.
 */
public final class WeightPanels {
    static final VectorSpecies<Float> SPECIES = FloatVectors.SPECIES;
    static final int LANES = SPECIES.length();
    static final int WIDTH = 2 * LANES;
    // Behind the 16 bytes of an array's header this begins a cache line wherever the array itself does.
    private static final int FIRST = 12;
    private static final int LINE = 16;
    // Two panels of the widest vectors.
    private static final int MULTIPLE = 64;
    /** The most vectors that can be multiplied in one call. */
    public static final int MAX_VECTORS = 32;

    private final int outputs;
    private final int inputs;
    private final int maxRows;
    private final int moments;
    private final int panels;
    private final int weights;
    private final int firstMoments;
    private final int secondMoments;
    private final int batch;
    private final int left;
    private final int right;
    private final int bias;
    /** Everything in one array: G1 puts a large one at the beginning of a cache line, other collectors put it anywhere. */
    private final float[] memory;

    private final BatchProduct batchProduct;
    private final PanelProducts products;
    private final Update update;

    /** Zeros, for batches of up to {@code maxRows} rows and any optimiser. */
    public WeightPanels(int outputs, int inputs, int maxRows) {
        this(outputs, inputs, maxRows, 2, Team.ALONE);
    }

    /**
     * The same, whose work the team shares.
     *
     * @param moments of the optimiser, {@link OptimizerStep#moments}
     */
    public WeightPanels(int outputs, int inputs, int maxRows, int moments, Team team) {
        requireAddressable(outputs, inputs, maxRows, moments);
        this.moments = moments;
        this.outputs = outputs;
        this.inputs = inputs;
        this.maxRows = maxRows;
        this.panels = (outputs + WIDTH - 1) / WIDTH;
        int padded = paddedOutputs(outputs) / WIDTH;
        int size = padded * WIDTH * inputs;
        this.weights = FIRST;
        this.firstMoments = weights + size;
        this.secondMoments = firstMoments + size;
        this.batch = firstMoments + moments * size;
        this.left = batch + padded * WIDTH * maxRows;
        this.bias = left + padded * WIDTH;
        int weightSums = bias + padded * WIDTH;
        this.right = weightSums + 2 * padded * WIDTH;
        int scratch = right + lines(inputs);
        this.memory = new float[scratch + PanelProducts.scratchSize(outputs, inputs, team.seats())];
        this.batchProduct = new BatchProduct(team, outputs, inputs, maxRows, memory, weights, batch, bias, weightSums);
        this.update = new Update(team);
        this.products = new PanelProducts(team, outputs, inputs, memory, weights, scratch);
    }

    /** A little more than what is allocated, which must not overflow an int. */
    private static void requireAddressable(int outputs, int inputs, int maxRows, int moments) {
        double perOutput = (1.0 + moments) * inputs + maxRows + 2 * MULTIPLE;
        double numbers = (outputs + (double) MULTIPLE) * perOutput + (MAX_VECTORS + 1.0) * inputs;
        if (numbers > Integer.MAX_VALUE - (1 << Short.SIZE)) {
            throw new IllegalArgumentException("weights of " + outputs + " x " + inputs + " with batches of " + maxRows
                    + " rows are too many, expected about " + Integer.MAX_VALUE + " numbers at most");
        }
    }

    /** With those that are there only to fill panels and pairs of panels, whatever their width. */
    static int paddedOutputs(int outputs) {
        return (outputs + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
    }

    /** Rounded up to whole cache lines. */
    static int lines(int floats) {
        return (floats + LINE - 1) / LINE * LINE;
    }

    /** What it holds on the heap. */
    public long bytes() {
        return (long) memory.length * Float.BYTES;
    }

    /** Takes weights in, outputs x inputs floats. */
    public void loadWeights(FloatBuffer source) {
        requireMatrix(source);
        copy(source, weights, true);
    }

    /** Writes the weights out, outputs x inputs floats. */
    public void storeWeights(FloatBuffer target) {
        requireMatrix(target);
        copy(target, weights, false);
    }

    /** Takes one of the optimiser's moments in, counted from 0, outputs x inputs floats. */
    public void loadMoment(int moment, FloatBuffer source) {
        requireMatrix(source);
        copy(source, startOf(moment), true);
    }

    /** Writes one of the optimiser's moments out, counted from 0, outputs x inputs floats. */
    public void storeMoment(int moment, FloatBuffer target) {
        requireMatrix(target);
        copy(target, startOf(moment), false);
    }

    private int startOf(int moment) {
        return Objects.checkIndex(moment, moments) == 0 ? firstMoments : secondMoments;
    }

    private void requireMatrix(FloatBuffer matrix) {
        Bounds.require(0, Bounds.product(outputs, inputs), matrix.limit());
    }

    private void copy(FloatBuffer matrix, int part, boolean in) {
        for (int output = 0; output < outputs; output++) {
            int at = part + output / WIDTH * WIDTH * inputs + output % WIDTH;
            for (int input = 0; input < inputs; input++) {
                int index = output * inputs + input;
                if (in) {
                    memory[at + input * WIDTH] = matrix.get(index);
                } else {
                    matrix.put(index, memory[at + input * WIDTH]);
                }
            }
        }
    }

    /** What a batch lists says which weights and rows are read. */
    private void require(SparseBatch x, int rows, FloatBuffer ofOutputs, FloatBuffer ofRows) {
        if (x.inputs() != inputs || x.rows() != rows || rows > maxRows) {
            throw new IndexOutOfBoundsException("a batch of " + x.rows() + " rows of " + x.inputs() + ", expected "
                    + rows + " rows of " + inputs + ", at most " + maxRows);
        }
        Bounds.require(0, outputs, ofOutputs.limit());
        Bounds.require(0, Bounds.product(rows, outputs), ofRows.limit());
    }

    /** Calls those who help with {@link #forward}, while the batch is read. */
    public void expectForward() {
        batchProduct.expect();
    }

    /**
     * z = x W^T, and the bias.
     *
     * @param x of {@code rows} rows, no more than there is room for
     * @param biases outputs floats
     * @param output receives rows x outputs floats
     */
    public void forward(SparseBatch x, int rows, FloatBuffer biases, FloatBuffer output) {
        require(x, rows, biases, output);
        batchProduct.compute(x, rows, biases, output);
    }

    /** ||W||_F^2 at the last {@link #forward}. */
    public double sumOfSquares() {
        return batchProduct.sumOfSquares();
    }

    /**
     * One step along the gradient delta^T x + alpha u v^T + beta W, which is never stored: one pass over the weights and
     * the moments, from the first panel to the last and from the last to the first in turns, so that it begins with what the cache
     * still holds of the step before.
     *
     * @param x the batch of the last {@link #forward}
     * @param delta rows x outputs floats
     * @param deltaSums outputs floats, the sums over the rows of {@code delta}
     * @param u outputs floats
     * @param v inputs floats
     * @param step with no more moments than there is room for
     * @param beside what else is to be done, at once with it and by one thread
     */
    public void update(
            SparseBatch x,
            int rows,
            FloatBuffer delta,
            FloatBuffer deltaSums,
            float alpha,
            FloatBuffer u,
            FloatBuffer v,
            float beta,
            OptimizerStep step,
            Runnable beside) {
        require(x, rows, deltaSums, delta);
        if (step.moments() > moments) {
            throw new IndexOutOfBoundsException(
                    "a step with " + step.moments() + " moments, expected at most " + moments);
        }
        Bounds.require(0, outputs, u.limit());
        Bounds.require(0, inputs, v.limit());
        v.get(0, memory, right, inputs);
        update.run(x, rows, delta, deltaSums, alpha, u, beta, step, beside);
    }

    /** One step of all panels, each by itself, and before them what is to be done beside. */
    private final class Update implements Parts {
        private final Piece piece;
        private SparseBatch x = new SparseBatch(0, inputs);
        private int rows;
        private FloatBuffer delta = FloatBuffer.allocate(0);
        private FloatBuffer deltaSums = delta;
        private float alpha;
        private FloatBuffer u = delta;
        private float beta;
        private OptimizerStep step = new AdamStep();
        private Runnable beside = () -> {};
        private boolean isUpward;

        Update(Team team) {
            this.piece = Piece.ofParts(
                    team, new Effort(0, 2.0 * (1 + moments) * Float.BYTES * outputs * inputs), this, 1 + panels);
        }

        void run(
                SparseBatch newX,
                int newRows,
                FloatBuffer newDelta,
                FloatBuffer newDeltaSums,
                float newAlpha,
                FloatBuffer newU,
                float newBeta,
                OptimizerStep newStep,
                Runnable newBeside) {
            x = newX;
            rows = newRows;
            delta = newDelta;
            deltaSums = newDeltaSums;
            alpha = newAlpha;
            u = newU;
            beta = newBeta;
            step = newStep;
            beside = newBeside;
            isUpward = !isUpward;
            piece.run();
        }

        @Override
        public void run(int part, int seat) {
            if (part == 0) {
                beside.run();
            } else {
                update(isUpward ? part - 1 : panels - part);
            }
        }

        private void update(int panel) {
            int first = panel * WIDTH;
            int count = Math.min(WIDTH, outputs - first);
            for (int row = 0; row < rows; row++) {
                delta.get(row * outputs + first, memory, batch + (panel * maxRows + row) * WIDTH, count);
            }
            deltaSums.get(first, memory, bias + first, count);
            scale(bias + first, count, x.background());
            u.get(first, memory, left + first, count);
            scale(left + first, count, alpha);
            step.update(WeightPanels.this, panel, x, beta);
        }
    }

    private void scale(int from, int count, float factor) {
        for (int i = from; i < from + count; i++) {
            memory[i] *= factor;
        }
    }

    /**
     * The loop is close to the most nodes that C2 inlines into one method; beyond them, vectors become objects. So everything that
     * can be done elsewhere is.
     */
    void update(int panel, SparseBatch x, float beta, AdamStep step) {
        float[] memory = this.memory;
        FloatVector u0 = load(memory, left + panel * WIDTH);
        FloatVector u1 = load(memory, left + panel * WIDTH + LANES);
        FloatVector constant0 = load(memory, bias + panel * WIDTH);
        FloatVector constant1 = load(memory, bias + panel * WIDTH + LANES);
        FloatVector scale = FloatVector.broadcast(SPECIES, beta);
        FloatVector add1 = FloatVector.broadcast(SPECIES, (float) (1 - step.beta1()));
        FloatVector keep2 = FloatVector.broadcast(SPECIES, (float) step.beta2());
        FloatVector add2 = FloatVector.broadcast(SPECIES, (float) (1 - step.beta2()));
        FloatVector epsilon = FloatVector.broadcast(SPECIES, (float) step.epsilon());
        FloatVector rootBias2 = FloatVector.broadcast(SPECIES, (float) step.rootBias2());
        FloatVector stepSize = FloatVector.broadcast(SPECIES, (float) -step.stepSize());
        FloatVector kept = FloatVector.broadcast(SPECIES, (float) step.kept());
        int delta = batch + panel * maxRows * WIDTH;
        int w = weights + panel * inputs * WIDTH;
        int m = firstMoments + panel * inputs * WIDTH;
        int v = secondMoments + panel * inputs * WIDTH;
        int next = 0;
        for (int input = 0; input < inputs; input++) {
            FloatVector g0 = constant0;
            FloatVector g1 = constant1;
            for (int end = x.start[input + 1]; next < end; next++) {
                int at = delta + x.row[next] * WIDTH;
                FloatVector value = FloatVector.broadcast(SPECIES, x.value[next]);
                g0 = value.fma(load(memory, at), g0);
                g1 = value.fma(load(memory, at + LANES), g1);
            }
            FloatVector factor = FloatVector.broadcast(SPECIES, memory[right + input]);
            FloatVector w0 = load(memory, w);
            FloatVector w1 = load(memory, w + LANES);
            g0 = w0.fma(scale, factor.fma(u0, g0));
            g1 = w1.fma(scale, factor.fma(u1, g1));
            FloatVector m0 = load(memory, m);
            FloatVector m1 = load(memory, m + LANES);
            m0 = g0.sub(m0).fma(add1, m0);
            m1 = g1.sub(m1).fma(add1, m1);
            m0.intoArray(memory, m);
            m1.intoArray(memory, m + LANES);
            FloatVector v0 = g0.mul(add2).fma(g0, load(memory, v).mul(keep2));
            FloatVector v1 = g1.mul(add2).fma(g1, load(memory, v + LANES).mul(keep2));
            v0.intoArray(memory, v);
            v1.intoArray(memory, v + LANES);
            w0.fma(kept, m0.mul(stepSize).div(v0.sqrt().fma(rootBias2, epsilon)))
                    .intoArray(memory, w);
            w1.fma(kept, m1.mul(stepSize).div(v1.sqrt().fma(rootBias2, epsilon)))
                    .intoArray(memory, w + LANES);
            w += WIDTH;
            m += WIDTH;
            v += WIDTH;
        }
    }

    /** The gradient as for Adam, then gradient descent. */
    void update(int panel, SparseBatch x, float beta, SgdStep step) {
        float[] memory = this.memory;
        FloatVector u0 = load(memory, left + panel * WIDTH);
        FloatVector u1 = load(memory, left + panel * WIDTH + LANES);
        FloatVector constant0 = load(memory, bias + panel * WIDTH);
        FloatVector constant1 = load(memory, bias + panel * WIDTH + LANES);
        FloatVector scale = FloatVector.broadcast(SPECIES, beta);
        FloatVector momentum = FloatVector.broadcast(SPECIES, (float) step.momentum());
        FloatVector ofMomentum = FloatVector.broadcast(SPECIES, (float) step.ofMomentum());
        FloatVector ofGradient = FloatVector.broadcast(SPECIES, (float) step.ofGradient());
        FloatVector rate = FloatVector.broadcast(SPECIES, (float) -step.learningRate());
        FloatVector kept = FloatVector.broadcast(SPECIES, (float) step.kept());
        int delta = batch + panel * maxRows * WIDTH;
        int w = weights + panel * inputs * WIDTH;
        int m = firstMoments + panel * inputs * WIDTH;
        int next = 0;
        for (int input = 0; input < inputs; input++) {
            FloatVector g0 = constant0;
            FloatVector g1 = constant1;
            for (int end = x.start[input + 1]; next < end; next++) {
                int at = delta + x.row[next] * WIDTH;
                FloatVector value = FloatVector.broadcast(SPECIES, x.value[next]);
                g0 = value.fma(load(memory, at), g0);
                g1 = value.fma(load(memory, at + LANES), g1);
            }
            FloatVector factor = FloatVector.broadcast(SPECIES, memory[right + input]);
            FloatVector w0 = load(memory, w);
            FloatVector w1 = load(memory, w + LANES);
            g0 = w0.fma(scale, factor.fma(u0, g0));
            g1 = w1.fma(scale, factor.fma(u1, g1));
            FloatVector m0 = load(memory, m).fma(momentum, g0);
            FloatVector m1 = load(memory, m + LANES).fma(momentum, g1);
            m0.intoArray(memory, m);
            m1.intoArray(memory, m + LANES);
            w0.fma(kept, m0.fma(ofMomentum, g0.mul(ofGradient)).mul(rate)).intoArray(memory, w);
            w1.fma(kept, m1.fma(ofMomentum, g1.mul(ofGradient)).mul(rate)).intoArray(memory, w + LANES);
            w += WIDTH;
            m += WIDTH;
        }
    }

    static FloatVector load(float[] memory, int index) {
        return FloatVector.fromArray(SPECIES, memory, index);
    }

    /**
     * Y = X W^T.
     *
     * @param x count x inputs floats
     * @param count at most {@link #MAX_VECTORS}
     * @param y receives count x outputs floats
     */
    public void multiplyTransposed(FloatBuffer x, int count, FloatBuffer y) {
        products.multiplyTransposed(x, count, y);
    }

    /**
     * Z = Y W.
     *
     * @param y count x outputs floats
     * @param z receives count x inputs floats
     */
    public void multiply(FloatBuffer y, int count, FloatBuffer z) {
        products.multiply(y, count, z);
    }

    public int outputs() {
        return outputs;
    }

    public int inputs() {
        return inputs;
    }
}
