package dev.kappasweep.kernel;

import static dev.kappasweep.kernel.FloatVectors.LANES;
import static dev.kappasweep.kernel.FloatVectors.PARTS;
import static dev.kappasweep.kernel.FloatVectors.SPECIES;
import static dev.kappasweep.kernel.FloatVectors.load;

import java.nio.FloatBuffer;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/** {@link MatrixProducts} of floats. */
public final class FloatProducts extends MatrixProducts {
    private static final int WIDTH = 2 * LANES;

    /** Steps whose lanes fit the first-level cache. */
    private static final int PACKED_TOGETHER = 64;

    /** Numbers of one step that are copied together, of which {@link #SCALARS} are used. */
    private static final int STEP = 8;

    /** From one copied vector to the next, so that what is broadcast together does not lie in one set of the cache. */
    private static final int ROW = DEPTH + 16;

    /** Rows of which inner products with as many others are summed together. */
    private static final int SIDE = 4;

    private final float[] parts = new float[SIDE * SIDE * PARTS];
    /** Where chains begin that do not go on. */
    private final float[] zeros = new float[2 * WIDTH];

    private float[] leftRows = {};
    private float[] rightRows = {};
    private float[] lanes = {};
    private float[] scalars = {};
    private float[] sums = {};
    private float[] line = new float[PACKED_TOGETHER];

    public FloatProducts() {
        super(LANES, SPECIES.vectorBitSize() == 512);
    }

    private static float[] atLeast(int size, float[] array) {
        return array.length < size ? new float[size] : array;
    }

    @Override
    void require(DirectMemory memory, long count) {
        memory.requireFloats(count);
    }

    @Override
    void packLanes(Vectors vectors, int first, int count, int from, int depth, int width) {
        lanes = atLeast((count + width - 1) / width * width * depth, lanes);
        for (int lane = 0; lane < count; lane += width) {
            int start = vectors.at(first + lane, from);
            packPanel(vectors, start, Math.min(width, count - lane), depth, lane * depth, width);
        }
    }

    private void packPanel(Vectors vectors, int start, int count, int depth, int to, int width) {
        if (vectors.step() == 1 && count == WIDTH) {
            packRows(vectors, start, depth, to);
            return;
        }
        if (count < width) {
            Arrays.fill(lanes, to, to + depth * width, 0);
        }
        for (int t = 0; t < depth; t += PACKED_TOGETHER) {
            int steps = Math.min(PACKED_TOGETHER, depth - t);
            for (int lane = 0; lane < count; lane++) {
                takeLine(vectors, start + vectors.at(lane, t), steps);
                if (width == WIDTH) {
                    spread(to + t * WIDTH + lane, steps);
                } else {
                    spreadNarrow(to + t * LANES + lane, steps);
                }
            }
        }
    }

    private void packRows(Vectors vectors, int start, int depth, int to) {
        Object view = vectors.memory().view();
        float[] lanes = this.lanes;
        int at = start;
        for (int i = to; i < to + depth * WIDTH; i += WIDTH) {
            load(view, at).intoArray(lanes, i);
            load(view, at + LANES).intoArray(lanes, i + LANES);
            at += vectors.stride();
        }
    }

    /** Copies some elements of one vector. */
    private void takeLine(Vectors vectors, int start, int steps) {
        FloatBuffer numbers = vectors.memory().floats();
        if (vectors.stride() == 1) {
            numbers.get(start, line, 0, steps);
            return;
        }
        for (int t = 0; t < steps; t++) {
            line[t] = numbers.get(start + t * vectors.stride());
        }
    }

    private void spread(int to, int steps) {
        float[] lanes = this.lanes;
        float[] line = this.line;
        for (int t = 0; t < steps; t++) {
            lanes[to + t * WIDTH] = line[t];
        }
    }

    private void spreadNarrow(int to, int steps) {
        float[] lanes = this.lanes;
        float[] line = this.line;
        for (int t = 0; t < steps; t++) {
            lanes[to + t * LANES] = line[t];
        }
    }

    @Override
    void copyRows(Vectors vectors, int first, int count, int from, int depth) {
        scalars = atLeast((count + SCALARS_OF_NARROW) * ROW, scalars);
        FloatBuffer numbers = vectors.memory().floats();
        for (int row = 0; row < count; row++) {
            numbers.get(vectors.at(first + row, from), scalars, row * ROW, depth);
        }
    }

    @Override
    void copySteps(Vectors vectors, int first, int count, int from, int depth) {
        scalars = atLeast((count + SCALARS - 1) / SCALARS * STEP * depth + LANES, scalars);
        FloatBuffer numbers = vectors.memory().floats();
        for (int group = 0; group < count; group += SCALARS) {
            int start = vectors.at(first + group, from);
            int to = group / SCALARS * STEP * depth;
            int rest = numbers.capacity() - start - Math.max(STEP, LANES);
            int whole = rest < 0 ? 0 : Math.min(depth, rest / vectors.stride() + 1);
            copyWholeSteps(vectors, start, whole, to);
            for (int t = whole; t < depth; t++) {
                for (int row = 0; row < Math.min(SCALARS, count - group); row++) {
                    scalars[to + t * STEP + row] = numbers.get(start + vectors.at(row, t));
                }
            }
        }
    }

    /** With numbers behind those that are wanted, which are not used. */
    private void copyWholeSteps(Vectors vectors, int start, int steps, int first) {
        Object view = vectors.memory().view();
        float[] scalars = this.scalars;
        int at = start;
        for (int to = first; to < first + steps * STEP; to += STEP) {
            for (int part = 0; part < STEP; part += LANES) {
                load(view, at + part).intoArray(scalars, to + part);
            }
            at += vectors.stride();
        }
    }

    @Override
    void mirror(DirectMemory c, int from, int to, int i, int n) {
        line = atLeast(to - from, line);
        for (int j = from; j < to; j++) {
            line[j - from] = c.floats().get(j * n + i);
        }
        c.floats().put(i * n + from, line, 0, to - from);
    }

    @Override
    void makeRoom(int size) {
        sums = atLeast(size, sums);
    }

    @Override
    void loadRow(DirectMemory c, int at, int count, int to) {
        c.floats().get(at, sums, to, count);
    }

    @Override
    void storeRow(DirectMemory c, int at, int count, int from) {
        c.floats().put(at, sums, from, count);
    }

    @Override
    void loadColumn(DirectMemory c, int at, int count, int to, int step) {
        line = atLeast(count, line);
        c.floats().get(at, line, 0, count);
        for (int i = 0; i < count; i++) {
            sums[to + i * step] = line[i];
        }
    }

    @Override
    void storeColumn(DirectMemory c, int at, int count, int from, int step) {
        float[] line = atLeast(count, this.line);
        this.line = line;
        float[] sums = this.sums;
        for (int i = 0; i < count; i++) {
            line[i] = sums[from + i * step];
        }
        c.floats().put(at, line, 0, count);
    }

    @Override
    void multiplyRows(int lane, int scalar, int depth, int at, int step, boolean continues) {
        float[] lanes = this.lanes;
        float[] scalars = this.scalars;
        float[] sums = this.sums;
        float[] before = continues ? sums : zeros;
        int from = continues ? at : 0;
        int by = continues ? step : 0;
        FloatVector c00 = FloatVector.fromArray(SPECIES, before, from);
        FloatVector c01 = FloatVector.fromArray(SPECIES, before, from + LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, before, from + by);
        FloatVector c11 = FloatVector.fromArray(SPECIES, before, from + by + LANES);
        FloatVector c20 = FloatVector.fromArray(SPECIES, before, from + 2 * by);
        FloatVector c21 = FloatVector.fromArray(SPECIES, before, from + 2 * by + LANES);
        FloatVector c30 = FloatVector.fromArray(SPECIES, before, from + 3 * by);
        FloatVector c31 = FloatVector.fromArray(SPECIES, before, from + 3 * by + LANES);
        FloatVector c40 = FloatVector.fromArray(SPECIES, before, from + 4 * by);
        FloatVector c41 = FloatVector.fromArray(SPECIES, before, from + 4 * by + LANES);
        FloatVector c50 = FloatVector.fromArray(SPECIES, before, from + 5 * by);
        FloatVector c51 = FloatVector.fromArray(SPECIES, before, from + 5 * by + LANES);
        int s = scalar * ROW;
        int l = lane * depth;
        for (int t = 0; t < depth; t++) {
            FloatVector l0 = FloatVector.fromArray(SPECIES, lanes, l + t * WIDTH);
            FloatVector l1 = FloatVector.fromArray(SPECIES, lanes, l + t * WIDTH + LANES);
            FloatVector x = FloatVector.broadcast(SPECIES, scalars[s + t]);
            c00 = x.fma(l0, c00);
            c01 = x.fma(l1, c01);
            x = FloatVector.broadcast(SPECIES, scalars[s + t + ROW]);
            c10 = x.fma(l0, c10);
            c11 = x.fma(l1, c11);
            x = FloatVector.broadcast(SPECIES, scalars[s + t + 2 * ROW]);
            c20 = x.fma(l0, c20);
            c21 = x.fma(l1, c21);
            x = FloatVector.broadcast(SPECIES, scalars[s + t + 3 * ROW]);
            c30 = x.fma(l0, c30);
            c31 = x.fma(l1, c31);
            x = FloatVector.broadcast(SPECIES, scalars[s + t + 4 * ROW]);
            c40 = x.fma(l0, c40);
            c41 = x.fma(l1, c41);
            x = FloatVector.broadcast(SPECIES, scalars[s + t + 5 * ROW]);
            c50 = x.fma(l0, c50);
            c51 = x.fma(l1, c51);
        }
        c00.intoArray(sums, at);
        c01.intoArray(sums, at + LANES);
        c10.intoArray(sums, at + step);
        c11.intoArray(sums, at + step + LANES);
        c20.intoArray(sums, at + 2 * step);
        c21.intoArray(sums, at + 2 * step + LANES);
        c30.intoArray(sums, at + 3 * step);
        c31.intoArray(sums, at + 3 * step + LANES);
        c40.intoArray(sums, at + 4 * step);
        c41.intoArray(sums, at + 4 * step + LANES);
        c50.intoArray(sums, at + 5 * step);
        c51.intoArray(sums, at + 5 * step + LANES);
    }

    @Override
    void multiplyRowsPair(int lane, int scalar, int depth, int at, int step, boolean continues) {
        float[] lanes = this.lanes;
        float[] scalars = this.scalars;
        float[] sums = this.sums;
        float[] before = continues ? sums : zeros;
        int from = continues ? at : 0;
        int by = continues ? step : 0;
        FloatVector c00 = FloatVector.fromArray(SPECIES, before, from);
        FloatVector c01 = FloatVector.fromArray(SPECIES, before, from + LANES);
        FloatVector c02 = FloatVector.fromArray(SPECIES, before, from + 2 * LANES);
        FloatVector c03 = FloatVector.fromArray(SPECIES, before, from + 3 * LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, before, from + by);
        FloatVector c11 = FloatVector.fromArray(SPECIES, before, from + by + LANES);
        FloatVector c12 = FloatVector.fromArray(SPECIES, before, from + by + 2 * LANES);
        FloatVector c13 = FloatVector.fromArray(SPECIES, before, from + by + 3 * LANES);
        FloatVector c20 = FloatVector.fromArray(SPECIES, before, from + 2 * by);
        FloatVector c21 = FloatVector.fromArray(SPECIES, before, from + 2 * by + LANES);
        FloatVector c22 = FloatVector.fromArray(SPECIES, before, from + 2 * by + 2 * LANES);
        FloatVector c23 = FloatVector.fromArray(SPECIES, before, from + 2 * by + 3 * LANES);
        FloatVector c30 = FloatVector.fromArray(SPECIES, before, from + 3 * by);
        FloatVector c31 = FloatVector.fromArray(SPECIES, before, from + 3 * by + LANES);
        FloatVector c32 = FloatVector.fromArray(SPECIES, before, from + 3 * by + 2 * LANES);
        FloatVector c33 = FloatVector.fromArray(SPECIES, before, from + 3 * by + 3 * LANES);
        FloatVector c40 = FloatVector.fromArray(SPECIES, before, from + 4 * by);
        FloatVector c41 = FloatVector.fromArray(SPECIES, before, from + 4 * by + LANES);
        FloatVector c42 = FloatVector.fromArray(SPECIES, before, from + 4 * by + 2 * LANES);
        FloatVector c43 = FloatVector.fromArray(SPECIES, before, from + 4 * by + 3 * LANES);
        FloatVector c50 = FloatVector.fromArray(SPECIES, before, from + 5 * by);
        FloatVector c51 = FloatVector.fromArray(SPECIES, before, from + 5 * by + LANES);
        FloatVector c52 = FloatVector.fromArray(SPECIES, before, from + 5 * by + 2 * LANES);
        FloatVector c53 = FloatVector.fromArray(SPECIES, before, from + 5 * by + 3 * LANES);
        int s = scalar * ROW;
        int l = lane * depth;
        int next = l + depth * WIDTH;
        for (int t = 0; t < depth; t++) {
            FloatVector l0 = FloatVector.fromArray(SPECIES, lanes, l + t * WIDTH);
            FloatVector l1 = FloatVector.fromArray(SPECIES, lanes, l + t * WIDTH + LANES);
            FloatVector l2 = FloatVector.fromArray(SPECIES, lanes, next + t * WIDTH);
            FloatVector l3 = FloatVector.fromArray(SPECIES, lanes, next + t * WIDTH + LANES);
            FloatVector x = FloatVector.broadcast(SPECIES, scalars[s + t]);
            c00 = x.fma(l0, c00);
            c01 = x.fma(l1, c01);
            c02 = x.fma(l2, c02);
            c03 = x.fma(l3, c03);
            x = FloatVector.broadcast(SPECIES, scalars[s + t + ROW]);
            c10 = x.fma(l0, c10);
            c11 = x.fma(l1, c11);
            c12 = x.fma(l2, c12);
            c13 = x.fma(l3, c13);
            x = FloatVector.broadcast(SPECIES, scalars[s + t + 2 * ROW]);
            c20 = x.fma(l0, c20);
            c21 = x.fma(l1, c21);
            c22 = x.fma(l2, c22);
            c23 = x.fma(l3, c23);
            x = FloatVector.broadcast(SPECIES, scalars[s + t + 3 * ROW]);
            c30 = x.fma(l0, c30);
            c31 = x.fma(l1, c31);
            c32 = x.fma(l2, c32);
            c33 = x.fma(l3, c33);
            x = FloatVector.broadcast(SPECIES, scalars[s + t + 4 * ROW]);
            c40 = x.fma(l0, c40);
            c41 = x.fma(l1, c41);
            c42 = x.fma(l2, c42);
            c43 = x.fma(l3, c43);
            x = FloatVector.broadcast(SPECIES, scalars[s + t + 5 * ROW]);
            c50 = x.fma(l0, c50);
            c51 = x.fma(l1, c51);
            c52 = x.fma(l2, c52);
            c53 = x.fma(l3, c53);
        }
        c00.intoArray(sums, at);
        c01.intoArray(sums, at + LANES);
        c02.intoArray(sums, at + 2 * LANES);
        c03.intoArray(sums, at + 3 * LANES);
        c10.intoArray(sums, at + step);
        c11.intoArray(sums, at + step + LANES);
        c12.intoArray(sums, at + step + 2 * LANES);
        c13.intoArray(sums, at + step + 3 * LANES);
        c20.intoArray(sums, at + 2 * step);
        c21.intoArray(sums, at + 2 * step + LANES);
        c22.intoArray(sums, at + 2 * step + 2 * LANES);
        c23.intoArray(sums, at + 2 * step + 3 * LANES);
        c30.intoArray(sums, at + 3 * step);
        c31.intoArray(sums, at + 3 * step + LANES);
        c32.intoArray(sums, at + 3 * step + 2 * LANES);
        c33.intoArray(sums, at + 3 * step + 3 * LANES);
        c40.intoArray(sums, at + 4 * step);
        c41.intoArray(sums, at + 4 * step + LANES);
        c42.intoArray(sums, at + 4 * step + 2 * LANES);
        c43.intoArray(sums, at + 4 * step + 3 * LANES);
        c50.intoArray(sums, at + 5 * step);
        c51.intoArray(sums, at + 5 * step + LANES);
        c52.intoArray(sums, at + 5 * step + 2 * LANES);
        c53.intoArray(sums, at + 5 * step + 3 * LANES);
    }

    @Override
    void multiplySteps(int lane, int scalar, int depth, int at, int step, boolean continues) {
        float[] lanes = this.lanes;
        float[] scalars = this.scalars;
        float[] sums = this.sums;
        float[] before = continues ? sums : zeros;
        int from = continues ? at : 0;
        int by = continues ? step : 0;
        FloatVector c00 = FloatVector.fromArray(SPECIES, before, from);
        FloatVector c01 = FloatVector.fromArray(SPECIES, before, from + LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, before, from + by);
        FloatVector c11 = FloatVector.fromArray(SPECIES, before, from + by + LANES);
        FloatVector c20 = FloatVector.fromArray(SPECIES, before, from + 2 * by);
        FloatVector c21 = FloatVector.fromArray(SPECIES, before, from + 2 * by + LANES);
        FloatVector c30 = FloatVector.fromArray(SPECIES, before, from + 3 * by);
        FloatVector c31 = FloatVector.fromArray(SPECIES, before, from + 3 * by + LANES);
        FloatVector c40 = FloatVector.fromArray(SPECIES, before, from + 4 * by);
        FloatVector c41 = FloatVector.fromArray(SPECIES, before, from + 4 * by + LANES);
        FloatVector c50 = FloatVector.fromArray(SPECIES, before, from + 5 * by);
        FloatVector c51 = FloatVector.fromArray(SPECIES, before, from + 5 * by + LANES);
        int s = scalar / SCALARS * STEP * depth;
        int l = lane * depth;
        for (int t = 0; t < depth; t++) {
            FloatVector l0 = FloatVector.fromArray(SPECIES, lanes, l + t * WIDTH);
            FloatVector l1 = FloatVector.fromArray(SPECIES, lanes, l + t * WIDTH + LANES);
            FloatVector x = FloatVector.broadcast(SPECIES, scalars[s + t * STEP]);
            c00 = x.fma(l0, c00);
            c01 = x.fma(l1, c01);
            x = FloatVector.broadcast(SPECIES, scalars[s + t * STEP + 1]);
            c10 = x.fma(l0, c10);
            c11 = x.fma(l1, c11);
            x = FloatVector.broadcast(SPECIES, scalars[s + t * STEP + 2]);
            c20 = x.fma(l0, c20);
            c21 = x.fma(l1, c21);
            x = FloatVector.broadcast(SPECIES, scalars[s + t * STEP + 3]);
            c30 = x.fma(l0, c30);
            c31 = x.fma(l1, c31);
            x = FloatVector.broadcast(SPECIES, scalars[s + t * STEP + 4]);
            c40 = x.fma(l0, c40);
            c41 = x.fma(l1, c41);
            x = FloatVector.broadcast(SPECIES, scalars[s + t * STEP + 5]);
            c50 = x.fma(l0, c50);
            c51 = x.fma(l1, c51);
        }
        c00.intoArray(sums, at);
        c01.intoArray(sums, at + LANES);
        c10.intoArray(sums, at + step);
        c11.intoArray(sums, at + step + LANES);
        c20.intoArray(sums, at + 2 * step);
        c21.intoArray(sums, at + 2 * step + LANES);
        c30.intoArray(sums, at + 3 * step);
        c31.intoArray(sums, at + 3 * step + LANES);
        c40.intoArray(sums, at + 4 * step);
        c41.intoArray(sums, at + 4 * step + LANES);
        c50.intoArray(sums, at + 5 * step);
        c51.intoArray(sums, at + 5 * step + LANES);
    }

    @Override
    void multiplyStepsPair(int lane, int scalar, int depth, int at, int step, boolean continues) {
        float[] lanes = this.lanes;
        float[] scalars = this.scalars;
        float[] sums = this.sums;
        float[] before = continues ? sums : zeros;
        int from = continues ? at : 0;
        int by = continues ? step : 0;
        FloatVector c00 = FloatVector.fromArray(SPECIES, before, from);
        FloatVector c01 = FloatVector.fromArray(SPECIES, before, from + LANES);
        FloatVector c02 = FloatVector.fromArray(SPECIES, before, from + 2 * LANES);
        FloatVector c03 = FloatVector.fromArray(SPECIES, before, from + 3 * LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, before, from + by);
        FloatVector c11 = FloatVector.fromArray(SPECIES, before, from + by + LANES);
        FloatVector c12 = FloatVector.fromArray(SPECIES, before, from + by + 2 * LANES);
        FloatVector c13 = FloatVector.fromArray(SPECIES, before, from + by + 3 * LANES);
        FloatVector c20 = FloatVector.fromArray(SPECIES, before, from + 2 * by);
        FloatVector c21 = FloatVector.fromArray(SPECIES, before, from + 2 * by + LANES);
        FloatVector c22 = FloatVector.fromArray(SPECIES, before, from + 2 * by + 2 * LANES);
        FloatVector c23 = FloatVector.fromArray(SPECIES, before, from + 2 * by + 3 * LANES);
        FloatVector c30 = FloatVector.fromArray(SPECIES, before, from + 3 * by);
        FloatVector c31 = FloatVector.fromArray(SPECIES, before, from + 3 * by + LANES);
        FloatVector c32 = FloatVector.fromArray(SPECIES, before, from + 3 * by + 2 * LANES);
        FloatVector c33 = FloatVector.fromArray(SPECIES, before, from + 3 * by + 3 * LANES);
        FloatVector c40 = FloatVector.fromArray(SPECIES, before, from + 4 * by);
        FloatVector c41 = FloatVector.fromArray(SPECIES, before, from + 4 * by + LANES);
        FloatVector c42 = FloatVector.fromArray(SPECIES, before, from + 4 * by + 2 * LANES);
        FloatVector c43 = FloatVector.fromArray(SPECIES, before, from + 4 * by + 3 * LANES);
        FloatVector c50 = FloatVector.fromArray(SPECIES, before, from + 5 * by);
        FloatVector c51 = FloatVector.fromArray(SPECIES, before, from + 5 * by + LANES);
        FloatVector c52 = FloatVector.fromArray(SPECIES, before, from + 5 * by + 2 * LANES);
        FloatVector c53 = FloatVector.fromArray(SPECIES, before, from + 5 * by + 3 * LANES);
        int s = scalar / SCALARS * STEP * depth;
        int l = lane * depth;
        int next = l + depth * WIDTH;
        for (int t = 0; t < depth; t++) {
            FloatVector l0 = FloatVector.fromArray(SPECIES, lanes, l + t * WIDTH);
            FloatVector l1 = FloatVector.fromArray(SPECIES, lanes, l + t * WIDTH + LANES);
            FloatVector l2 = FloatVector.fromArray(SPECIES, lanes, next + t * WIDTH);
            FloatVector l3 = FloatVector.fromArray(SPECIES, lanes, next + t * WIDTH + LANES);
            FloatVector x = FloatVector.broadcast(SPECIES, scalars[s + t * STEP]);
            c00 = x.fma(l0, c00);
            c01 = x.fma(l1, c01);
            c02 = x.fma(l2, c02);
            c03 = x.fma(l3, c03);
            x = FloatVector.broadcast(SPECIES, scalars[s + t * STEP + 1]);
            c10 = x.fma(l0, c10);
            c11 = x.fma(l1, c11);
            c12 = x.fma(l2, c12);
            c13 = x.fma(l3, c13);
            x = FloatVector.broadcast(SPECIES, scalars[s + t * STEP + 2]);
            c20 = x.fma(l0, c20);
            c21 = x.fma(l1, c21);
            c22 = x.fma(l2, c22);
            c23 = x.fma(l3, c23);
            x = FloatVector.broadcast(SPECIES, scalars[s + t * STEP + 3]);
            c30 = x.fma(l0, c30);
            c31 = x.fma(l1, c31);
            c32 = x.fma(l2, c32);
            c33 = x.fma(l3, c33);
            x = FloatVector.broadcast(SPECIES, scalars[s + t * STEP + 4]);
            c40 = x.fma(l0, c40);
            c41 = x.fma(l1, c41);
            c42 = x.fma(l2, c42);
            c43 = x.fma(l3, c43);
            x = FloatVector.broadcast(SPECIES, scalars[s + t * STEP + 5]);
            c50 = x.fma(l0, c50);
            c51 = x.fma(l1, c51);
            c52 = x.fma(l2, c52);
            c53 = x.fma(l3, c53);
        }
        c00.intoArray(sums, at);
        c01.intoArray(sums, at + LANES);
        c02.intoArray(sums, at + 2 * LANES);
        c03.intoArray(sums, at + 3 * LANES);
        c10.intoArray(sums, at + step);
        c11.intoArray(sums, at + step + LANES);
        c12.intoArray(sums, at + step + 2 * LANES);
        c13.intoArray(sums, at + step + 3 * LANES);
        c20.intoArray(sums, at + 2 * step);
        c21.intoArray(sums, at + 2 * step + LANES);
        c22.intoArray(sums, at + 2 * step + 2 * LANES);
        c23.intoArray(sums, at + 2 * step + 3 * LANES);
        c30.intoArray(sums, at + 3 * step);
        c31.intoArray(sums, at + 3 * step + LANES);
        c32.intoArray(sums, at + 3 * step + 2 * LANES);
        c33.intoArray(sums, at + 3 * step + 3 * LANES);
        c40.intoArray(sums, at + 4 * step);
        c41.intoArray(sums, at + 4 * step + LANES);
        c42.intoArray(sums, at + 4 * step + 2 * LANES);
        c43.intoArray(sums, at + 4 * step + 3 * LANES);
        c50.intoArray(sums, at + 5 * step);
        c51.intoArray(sums, at + 5 * step + LANES);
        c52.intoArray(sums, at + 5 * step + 2 * LANES);
        c53.intoArray(sums, at + 5 * step + 3 * LANES);
    }

    @Override
    void multiplyNarrow(int scalar, int depth, int at, int step, boolean continues) {
        float[] lanes = this.lanes;
        float[] scalars = this.scalars;
        float[] sums = this.sums;
        float[] before = continues ? sums : zeros;
        int from = continues ? at : 0;
        int by = continues ? step : 0;
        FloatVector c0 = FloatVector.fromArray(SPECIES, before, from);
        FloatVector c1 = FloatVector.fromArray(SPECIES, before, from + by);
        FloatVector c2 = FloatVector.fromArray(SPECIES, before, from + 2 * by);
        FloatVector c3 = FloatVector.fromArray(SPECIES, before, from + 3 * by);
        FloatVector c4 = FloatVector.fromArray(SPECIES, before, from + 4 * by);
        FloatVector c5 = FloatVector.fromArray(SPECIES, before, from + 5 * by);
        FloatVector c6 = FloatVector.fromArray(SPECIES, before, from + 6 * by);
        FloatVector c7 = FloatVector.fromArray(SPECIES, before, from + 7 * by);
        int s = scalar * ROW;
        for (int t = 0; t < depth; t++) {
            FloatVector l = FloatVector.fromArray(SPECIES, lanes, t * LANES);
            c0 = FloatVector.broadcast(SPECIES, scalars[s + t]).fma(l, c0);
            c1 = FloatVector.broadcast(SPECIES, scalars[s + t + ROW]).fma(l, c1);
            c2 = FloatVector.broadcast(SPECIES, scalars[s + t + 2 * ROW]).fma(l, c2);
            c3 = FloatVector.broadcast(SPECIES, scalars[s + t + 3 * ROW]).fma(l, c3);
            c4 = FloatVector.broadcast(SPECIES, scalars[s + t + 4 * ROW]).fma(l, c4);
            c5 = FloatVector.broadcast(SPECIES, scalars[s + t + 5 * ROW]).fma(l, c5);
            c6 = FloatVector.broadcast(SPECIES, scalars[s + t + 6 * ROW]).fma(l, c6);
            c7 = FloatVector.broadcast(SPECIES, scalars[s + t + 7 * ROW]).fma(l, c7);
        }
        c0.intoArray(sums, at);
        c1.intoArray(sums, at + step);
        c2.intoArray(sums, at + 2 * step);
        c3.intoArray(sums, at + 3 * step);
        c4.intoArray(sums, at + 4 * step);
        c5.intoArray(sums, at + 5 * step);
        c6.intoArray(sums, at + 6 * step);
        c7.intoArray(sums, at + 7 * step);
    }

    @Override
    public void innerProducts(DirectMemory x, int m, DirectMemory y, int n, int length, DirectMemory products) {
        require(x, Bounds.product(m, length));
        require(y, Bounds.product(n, length));
        require(products, Bounds.product(m, n));
        boolean isGram = x == y && m == n;
        int row = length + PARTS;
        rightRows = atLeast(n * row, rightRows);
        take(y, 0, n, length, rightRows);
        leftRows = atLeast(SIDE * row, leftRows);
        for (int i = 0; i < m; i += SIDE) {
            int lefts = Math.min(SIDE, m - i);
            float[] left = isGram ? rightRows : leftRows;
            int leftAt = isGram ? i * row : 0;
            if (!isGram) {
                take(x, i, lefts, length, leftRows);
            }
            for (int j = isGram ? i : 0; j < n; j += SIDE) {
                int rights = Math.min(SIDE, n - j);
                for (int part = 0; part < PARTS; part += LANES) {
                    addParts(left, leftAt, lefts - 1, j * row, rights - 1, length, part);
                }
                putSums(products.floats(), i * n + j, n, left, leftAt, lefts, j * row, rights, length);
                if (isGram && i < j) {
                    mirror(products.floats(), i, lefts, j, rights, n);
                }
            }
        }
    }

    /** Copies rows, apart enough that those which are read together do not lie in one set of the cache. */
    private static void take(DirectMemory x, int first, int count, int length, float[] rows) {
        for (int i = 0; i < count; i++) {
            x.floats().get((first + i) * length, rows, i * (length + PARTS), length);
        }
    }

    /** Writes the sums of {@link #addParts}, with the products after the last whole sixteen, to rows that are n apart. */
    private void putSums(
            FloatBuffer products,
            int at,
            int n,
            float[] left,
            int leftAt,
            int lefts,
            int right,
            int rights,
            int length) {
        int row = length + PARTS;
        for (int k = 0; k < lefts; k++) {
            for (int l = 0; l < rights; l++) {
                float sum = FloatVectors.sum(parts, (k * SIDE + l) * PARTS);
                products.put(at + k * n + l, sum + rest(left, leftAt + k * row, right + l * row, length));
            }
        }
    }

    private static void mirror(FloatBuffer products, int i, int lefts, int j, int rights, int n) {
        for (int k = 0; k < lefts; k++) {
            for (int l = 0; l < rights; l++) {
                products.put((j + l) * n + i + k, products.get((i + k) * n + j + l));
            }
        }
    }

    /** Of four rows with four; the last ones stand in for those that are not there. */
    private void addParts(float[] leftRows, int left, int lastLeft, int right, int lastRight, int length, int part) {
        float[] rightRows = this.rightRows;
        float[] parts = this.parts;
        int row = length + PARTS;
        int x0 = left + part;
        int x1 = x0 + Math.min(1, lastLeft) * row;
        int x2 = x0 + Math.min(2, lastLeft) * row;
        int x3 = x0 + lastLeft * row;
        int y0 = right + part;
        int y1 = y0 + Math.min(1, lastRight) * row;
        int y2 = y0 + Math.min(2, lastRight) * row;
        int y3 = y0 + lastRight * row;
        FloatVector p00 = FloatVector.zero(SPECIES);
        FloatVector p01 = p00;
        FloatVector p02 = p00;
        FloatVector p03 = p00;
        FloatVector p10 = p00;
        FloatVector p11 = p00;
        FloatVector p12 = p00;
        FloatVector p13 = p00;
        FloatVector p20 = p00;
        FloatVector p21 = p00;
        FloatVector p22 = p00;
        FloatVector p23 = p00;
        FloatVector p30 = p00;
        FloatVector p31 = p00;
        FloatVector p32 = p00;
        FloatVector p33 = p00;
        for (int t = 0; t < length - length % PARTS; t += PARTS) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, rightRows, y0 + t);
            FloatVector b1 = FloatVector.fromArray(SPECIES, rightRows, y1 + t);
            FloatVector b2 = FloatVector.fromArray(SPECIES, rightRows, y2 + t);
            FloatVector b3 = FloatVector.fromArray(SPECIES, rightRows, y3 + t);
            FloatVector a = FloatVector.fromArray(SPECIES, leftRows, x0 + t);
            p00 = a.fma(b0, p00);
            p01 = a.fma(b1, p01);
            p02 = a.fma(b2, p02);
            p03 = a.fma(b3, p03);
            a = FloatVector.fromArray(SPECIES, leftRows, x1 + t);
            p10 = a.fma(b0, p10);
            p11 = a.fma(b1, p11);
            p12 = a.fma(b2, p12);
            p13 = a.fma(b3, p13);
            a = FloatVector.fromArray(SPECIES, leftRows, x2 + t);
            p20 = a.fma(b0, p20);
            p21 = a.fma(b1, p21);
            p22 = a.fma(b2, p22);
            p23 = a.fma(b3, p23);
            a = FloatVector.fromArray(SPECIES, leftRows, x3 + t);
            p30 = a.fma(b0, p30);
            p31 = a.fma(b1, p31);
            p32 = a.fma(b2, p32);
            p33 = a.fma(b3, p33);
        }
        p00.intoArray(parts, part);
        p01.intoArray(parts, part + PARTS);
        p02.intoArray(parts, part + 2 * PARTS);
        p03.intoArray(parts, part + 3 * PARTS);
        p10.intoArray(parts, part + 4 * PARTS);
        p11.intoArray(parts, part + 5 * PARTS);
        p12.intoArray(parts, part + 6 * PARTS);
        p13.intoArray(parts, part + 7 * PARTS);
        p20.intoArray(parts, part + 8 * PARTS);
        p21.intoArray(parts, part + 9 * PARTS);
        p22.intoArray(parts, part + 10 * PARTS);
        p23.intoArray(parts, part + 11 * PARTS);
        p30.intoArray(parts, part + 12 * PARTS);
        p31.intoArray(parts, part + 13 * PARTS);
        p32.intoArray(parts, part + 14 * PARTS);
        p33.intoArray(parts, part + 15 * PARTS);
    }

    /** The products after the last whole sixteen, as one chain. */
    private float rest(float[] leftRows, int left, int right, int length) {
        float rest = 0;
        for (int t = length - length % PARTS; t < length; t++) {
            rest = Math.fma(leftRows[left + t], rightRows[right + t], rest);
        }
        return rest;
    }
}
