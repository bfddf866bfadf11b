package dev.kappasweep.kernel;

/**
 * Products of matrices in direct memory, C = A B^T or C = C + A B^T, of which A and B are given as vectors. Every element is one
 * chain of fused multiply-adds over ascending t, c[i][j] = fma(a[i][t], b[j][t], c[i][j]), that begins with 0 or with C's
 * element: it has one value, whatever the CPU, the width of its vectors and the blocking.
 *
 * <p>The vectors of one operand are the lanes of the CPU's vectors, the numbers of the other are broadcast. Which is which does not
 * change a bit, so the cheaper way is taken. Both are copied to the heap a block at a time, where a number is broadcast by one
 * load. One object serves one thread.
 */
public abstract class MatrixProducts {
    /** Steps of a chain between two visits of C. */
    static final int DEPTH = 1024;

    /** Numbers of lanes that are packed at once. */
    private static final int LANE_BLOCK = 1 << 17;

    /** Numbers that are copied at once to be broadcast. */
    private static final int SCALAR_BLOCK = 1 << 15;

    /** The most lanes, and the most vectors that are broadcast, of which something is copied at once. */
    private static final int MOST_LANES = 1024;

    private static final int MOST_SCALARS = 480;

    private static final int GRAM_ROWS = 128;

    /** Vectors that are broadcast side by side. */
    static final int SCALARS = 6;

    /** The same where the lanes are one vector of the CPU. */
    static final int SCALARS_OF_NARROW = 8;

    // A number that is moved by itself, in units of a vector's multiplication.
    private static final double MOVE = 2;

    private final int lanes;
    private final int width;
    private final boolean pairs;

    /** Of the product under way: whether what is broadcast lies vector by vector, and the lanes fill one vector of the CPU at most. */
    private boolean byRows;

    private boolean isNarrow;

    /** How many vectors are broadcast side by side. */
    private int side;

    /** The steps of the chains that are packed, and whether the chains have begun before. */
    private int depth;

    private boolean continues;

    /**
     * @param lanes numbers in a vector of the CPU
     * @param pairs whether there are registers for the sums of four vectors of lanes
     */
    MatrixProducts(int lanes, boolean pairs) {
        this.lanes = lanes;
        this.width = 2 * lanes;
        this.pairs = pairs;
    }

    /**
     * Rows or columns of a matrix: element t of vector x is the number x step + t stride of the memory.
     *
     * @param memory numbers of the product's precision
     * @param step at least 0
     * @param stride at least 0
     */
    public record Vectors(DirectMemory memory, int step, int stride) {
        public Vectors {
            if (step < 0 || stride < 0) {
                throw new IllegalArgumentException(
                        "vectors with step " + step + " and stride " + stride + ", expected at least 0");
            }
        }

        /** Where element {@code t} of vector {@code x} is. */
        int at(int x, int t) {
            return x * step + t * stride;
        }
    }

    /**
     * C = A B^T, or C = C + A B^T.
     *
     * @param a m vectors
     * @param b n vectors of the same length
     * @param length at least 1
     * @param c m x n, row by row, in other memory than a and b
     */
    public final void multiply(Vectors a, int m, Vectors b, int n, int length, DirectMemory c, boolean add) {
        require(a, m, length);
        require(b, n, length);
        require(c, Bounds.product(m, n));
        multiply(a, 0, m, b, 0, n, length, c, 0, n, add);
    }

    /**
     * C = A A^T: what {@link #multiply} makes of it, for little more than half of the work, since c[i][j] and c[j][i] are the same
     * chain.
     *
     * @param a n vectors
     * @param c n x n, row by row, in other memory than a
     */
    public final void gram(Vectors a, int n, int length, DirectMemory c) {
        require(a, n, length);
        require(c, Bounds.product(n, n));
        for (int from = 0; from < n; from += GRAM_ROWS) {
            int to = Math.min(n, from + GRAM_ROWS);
            multiply(a, from, to - from, a, from, n - from, length, c, from * n + from, n, false);
            for (int i = to; i < n; i++) {
                mirror(c, from, to, i, n);
            }
        }
    }

    private void require(Vectors vectors, int count, int length) {
        if (count > 0 && length > 0) {
            require(vectors.memory, (count - 1L) * vectors.step + (length - 1L) * vectors.stride + 1);
        }
    }

    /** Refuses more numbers of this precision than there are. */
    abstract void require(DirectMemory memory, long count);

    /** Sets elements from..to of row {@code i} to those of column i. */
    abstract void mirror(DirectMemory c, int from, int to, int i, int n);

    private void multiply(
            Vectors a,
            int firstA,
            int m,
            Vectors b,
            int firstB,
            int n,
            int length,
            DirectMemory c,
            int at,
            int step,
            boolean add) {
        double rowsInLanes = cost(a, m, b, n) + MOVE * m * n / length;
        if (rowsInLanes < cost(b, n, a, m)) {
            run(a, firstA, m, b, firstB, n, length, c, at, step, 1, add);
        } else {
            run(b, firstB, n, a, firstA, m, length, c, at, 1, step, add);
        }
    }

    /**
     * P = X Y^T, of which X has m and Y n rows, by the rule for inner products in place of that for chains: each row is summed in
     * {@link FloatVectors#PARTS} parts. Faster than {@link #multiply} where m and n are small.
     *
     * @param x m x length, row by row
     * @param y n x length, row by row
     * @param products m x n
     */
    public abstract void innerProducts(DirectMemory x, int m, DirectMemory y, int n, int length, DirectMemory products);

    /** Of one step of every chain. */
    private double cost(Vectors packed, int count, Vectors scalars, int scalarCount) {
        int vectors = (count + lanes - 1) / lanes;
        int side = vectors == 1 ? SCALARS_OF_NARROW : SCALARS;
        int multiplied = (scalarCount + side - 1) / side * side;
        double packing = packed.step == 1 ? 2.0 * vectors : MOVE * count;
        double copying = scalars.stride == 1 ? (double) scalarCount / lanes : (double) scalarCount / SCALARS;
        return (double) vectors * multiplied + packing + copying;
    }

    /** @param laneStep in C, from one lane to the next, as scalarStep from one broadcast vector to the next */
    private void run(
            Vectors packed,
            int firstPacked,
            int count,
            Vectors scalars,
            int firstScalar,
            int scalarCount,
            int length,
            DirectMemory c,
            int corner,
            int laneStep,
            int scalarStep,
            boolean add) {
        byRows = scalars.stride == 1;
        isNarrow = byRows && count <= lanes;
        side = isNarrow ? SCALARS_OF_NARROW : SCALARS;
        int mostLanes = mostLanes(Math.min(length, DEPTH));
        int mostScalars = mostScalars(Math.min(length, DEPTH), laneStep == 1);
        for (int first = 0; first < count; first += mostLanes) {
            int block = Math.min(mostLanes, count - first);
            for (int from = 0; from < length; from += DEPTH) {
                depth = Math.min(DEPTH, length - from);
                continues = add || from > 0;
                packLanes(packed, firstPacked + first, block, from, depth, isNarrow ? lanes : width);
                for (int scalar = 0; scalar < scalarCount; scalar += mostScalars) {
                    int rows = Math.min(mostScalars, scalarCount - scalar);
                    copy(scalars, firstScalar + scalar, rows, from);
                    int at = corner + first * laneStep + scalar * scalarStep;
                    if (laneStep == 1) {
                        multiplyBlock(block, rows, c, at, scalarStep);
                    } else {
                        multiplyTransposedBlock(block, rows, c, at, laneStep);
                    }
                }
            }
        }
    }

    private int mostLanes(int longest) {
        return Math.max(1, Math.min(MOST_LANES, LANE_BLOCK / longest) / width) * width;
    }

    private int mostScalars(int longest, boolean lanesAreColumns) {
        if (byRows) {
            return lanesAreColumns ? side : 4 * side;
        }
        return Math.max(1, Math.min(MOST_SCALARS, SCALAR_BLOCK / longest) / side) * side;
    }

    private void copy(Vectors scalars, int first, int count, int from) {
        if (byRows) {
            copyRows(scalars, first, count, from, depth);
        } else {
            copySteps(scalars, first, count, from, depth);
        }
    }

    /** Lanes are columns of C; step leads from row to row of C. */
    private void multiplyBlock(int block, int scalarCount, DirectMemory c, int at, int step) {
        int padded = (block + width - 1) / width * width;
        for (int scalar = 0; scalar < scalarCount; scalar += side) {
            int rows = Math.min(side, scalarCount - scalar);
            makeRoom(side * padded);
            for (int row = 0; continues && row < rows; row++) {
                loadRow(c, at + (scalar + row) * step, block, row * padded);
            }
            int lane = 0;
            for (; pairs && lane + width < padded; lane += 2 * width) {
                multiplyPair(lane, scalar, lane, padded);
            }
            for (; lane < block; lane += width) {
                multiplyOne(lane, scalar, lane, padded);
            }
            for (int row = 0; row < rows; row++) {
                storeRow(c, at + (scalar + row) * step, block, row * padded);
            }
        }
    }

    /** Lanes are rows of C; step leads from row to row of C. */
    private void multiplyTransposedBlock(int block, int scalarCount, DirectMemory c, int at, int step) {
        int lane = 0;
        for (; pairs && lane + width < block; lane += 2 * width) {
            int rows = Math.min(2 * width, block - lane);
            multiplyLanes(lane, true, rows, scalarCount, c, at + lane * step, step);
        }
        for (; lane < block; lane += width) {
            int rows = Math.min(width, block - lane);
            multiplyLanes(lane, false, rows, scalarCount, c, at + lane * step, step);
        }
    }

    private void multiplyLanes(int lane, boolean isPair, int rows, int scalarCount, DirectMemory c, int at, int step) {
        int line = isPair ? 2 * width : width;
        makeRoom((scalarCount + side - 1) / side * side * line);
        for (int row = 0; continues && row < rows; row++) {
            loadColumn(c, at + row * step, scalarCount, row, line);
        }
        for (int scalar = 0; scalar < scalarCount; scalar += side) {
            if (isPair) {
                multiplyPair(lane, scalar, scalar * line, line);
            } else {
                multiplyOne(lane, scalar, scalar * line, line);
            }
        }
        for (int row = 0; row < rows; row++) {
            storeColumn(c, at + row * step, scalarCount, row, line);
        }
    }

    private void multiplyOne(int lane, int scalar, int at, int step) {
        if (isNarrow) {
            multiplyNarrow(scalar, depth, at, step, continues);
        } else if (byRows) {
            multiplyRows(lane, scalar, depth, at, step, continues);
        } else {
            multiplySteps(lane, scalar, depth, at, step, continues);
        }
    }

    private void multiplyPair(int lane, int scalar, int at, int step) {
        if (byRows) {
            multiplyRowsPair(lane, scalar, depth, at, step, continues);
        } else {
            multiplyStepsPair(lane, scalar, depth, at, step, continues);
        }
    }

    /** Packs elements of some vectors: two vectors of the CPU after the other, in them step after step; zeros fill the last ones. */
    abstract void packLanes(Vectors vectors, int first, int count, int from, int depth, int width);

    /** Copies elements of some vectors to be broadcast, one vector after the other. */
    abstract void copyRows(Vectors vectors, int first, int count, int from, int depth);

    /** The same for some vectors at a time, step after step. */
    abstract void copySteps(Vectors vectors, int first, int count, int from, int depth);

    /** Adds the products of two vectors of packed lanes with copied rows to the sums; step leads from row to row of these. */
    abstract void multiplyRows(int lane, int scalar, int depth, int at, int step, boolean continues);

    /** The same with what {@link #copySteps} has copied. */
    abstract void multiplySteps(int lane, int scalar, int depth, int at, int step, boolean continues);

    /** As {@link #multiplyRows}, with four vectors of lanes. */
    abstract void multiplyRowsPair(int lane, int scalar, int depth, int at, int step, boolean continues);

    /** As {@link #multiplySteps}, with four vectors of lanes. */
    abstract void multiplyStepsPair(int lane, int scalar, int depth, int at, int step, boolean continues);

    /** As {@link #multiplyRows}, where the lanes fill no more than one vector of the CPU. */
    abstract void multiplyNarrow(int scalar, int depth, int at, int step, boolean continues);

    /** For so many sums. */
    abstract void makeRoom(int size);

    /** Takes neighbours in C into the sums, from {@code to} on. */
    abstract void loadRow(DirectMemory c, int at, int count, int to);

    abstract void storeRow(DirectMemory c, int at, int count, int from);

    /** Takes neighbours in C into the sums, {@code step} apart. */
    abstract void loadColumn(DirectMemory c, int at, int count, int to, int step);

    abstract void storeColumn(DirectMemory c, int at, int count, int from, int step);
}
