package dev.kappasweep.kernel;

import static dev.kappasweep.kernel.DoubleVectors.LANES;
import static dev.kappasweep.kernel.DoubleVectors.SPECIES;
import static dev.kappasweep.kernel.DoubleVectors.load;

import jdk.incubator.vector.DoubleVector;

/**
 * The loops of dense decompositions over rows of doubles on the heap. Rows are padded to a multiple of {@link #PANEL} numbers, so no
 * loop has a rest; what is behind a row's end must be finite.
 *
 * <p>Nothing depends on the width of the CPU's vectors. What is not said to be an inner product is a chain of fused multiply-adds
 * for each number, in the order of the rows. An inner product has eight partial sums, chains of fused multiply-adds over every eighth
 * number, added as ((0 + 4) + (2 + 6)) + ((1 + 5) + (3 + 7)).
 */
public final class DenseKernels {
    /** Numbers in a row of a panel, and what every row is padded to a multiple of. */
    public static final int PANEL = 16;

    /** What the passes need for partial sums. */
    public static final int SCRATCH = 32;

    /** Rows that the passes take at once: they also visit the rows that fill up the last group. */
    public static final int GROUP = 4;

    // Partial sums of an inner product. Narrower vectors take several turns along a row, each for some of the sums.
    private static final int SUMS = 8;

    private DenseKernels() {}

    private static int eights(int count) {
        return (count + SUMS - 1) / SUMS * SUMS;
    }

    private static int groups(int rows) {
        return (rows + GROUP - 1) / GROUP * GROUP;
    }

    private static void require(double[] array, int from, int count) {
        Bounds.require(from, count, array.length);
    }

    private static void requireRows(double[] a, int stride, int rows, int cols) {
        if (rows > 0) {
            Bounds.require((rows - 1L) * stride, cols, a.length);
        }
    }

    private static void requirePanels(double[] x, double[] y, int count, double[] c, int stride, int first, int size) {
        if (first < 0 || first % PANEL != 0 || size % PANEL != 0) {
            throw new IndexOutOfBoundsException(
                    "columns " + first + " to " + size + ", expected multiples of " + PANEL);
        }
        Bounds.require(0, Bounds.product(size, count), Math.min(x.length, y.length));
        requireRows(c, stride, size, size);
    }

    /** The smallest multiple of {@link #PANEL} that is not below {@code count}. */
    public static int padded(int count) {
        return (count + PANEL - 1) / PANEL * PANEL;
    }

    /**
     * The inner product of {@code count} numbers, rounded up to a multiple of eight.
     *
     * @param sums room for eight numbers
     */
    public static double dot(double[] x, int xStart, double[] y, int yStart, int count, double[] sums) {
        require(x, xStart, eights(count));
        require(y, yStart, eights(count));
        require(sums, 0, SUMS);
        int visited = eights(count);
        for (int lane = 0; lane < SUMS; lane += LANES) {
            DoubleVector sum = DoubleVector.zero(SPECIES);
            for (int j = lane; j < visited; j += SUMS) {
                sum = load(x, xStart + j).fma(load(y, yStart + j), sum);
            }
            sum.intoArray(sums, lane);
        }
        return total(sums, 0);
    }

    /** y = y + factor x, of {@code count} numbers, rounded up to a multiple of eight. */
    public static void addScaled(double factor, double[] x, int xStart, double[] y, int yStart, int count) {
        require(x, xStart, eights(count));
        require(y, yStart, eights(count));
        DoubleVector factors = DoubleVector.broadcast(SPECIES, factor);
        int visited = eights(count);
        for (int j = 0; j < visited; j += LANES) {
            load(x, xStart + j).fma(factors, load(y, yStart + j)).intoArray(y, yStart + j);
        }
    }

    /**
     * A = A - v q^T - q v^T and y = A x for the new A, in one pass over a symmetric matrix. Of row i the columns up to the end of its
     * block of eight are kept, so both triangles of a block on the diagonal. A number of y is the inner product of these columns,
     * and then a chain over the rows below the block.
     *
     * @param size rows and columns; v, q and x are zero behind them
     * @param sums room for {@link #SCRATCH} numbers
     */
    public static void updateAndMultiplySymmetric(
            double[] a, int stride, int size, double[] v, double[] q, double[] x, double[] y, double[] sums) {
        requireRows(a, stride, groups(size), eights(size));
        require(v, 0, eights(size));
        require(q, 0, eights(size));
        require(x, 0, eights(size));
        require(y, 0, eights(size));
        require(sums, 0, SCRATCH);
        for (int i = 0; i < size; i += GROUP) {
            for (int lane = 0; lane < SUMS; lane += LANES) {
                updateAndMultiplyRows(a, stride, i, lane, v, q, x, y, sums);
            }
            for (int k = 0; k < GROUP; k++) {
                y[i + k] = total(sums, k * SUMS);
            }
        }
    }

    private static void updateAndMultiplyRows(
            double[] a, int stride, int i, int lane, double[] v, double[] q, double[] x, double[] y, double[] sums) {
        int diagonal = i / SUMS * SUMS + lane;
        int row0 = i * stride;
        int row1 = row0 + stride;
        int row2 = row1 + stride;
        int row3 = row2 + stride;
        DoubleVector v0 = DoubleVector.broadcast(SPECIES, -v[i]);
        DoubleVector v1 = DoubleVector.broadcast(SPECIES, -v[i + 1]);
        DoubleVector v2 = DoubleVector.broadcast(SPECIES, -v[i + 2]);
        DoubleVector v3 = DoubleVector.broadcast(SPECIES, -v[i + 3]);
        DoubleVector q0 = DoubleVector.broadcast(SPECIES, -q[i]);
        DoubleVector q1 = DoubleVector.broadcast(SPECIES, -q[i + 1]);
        DoubleVector q2 = DoubleVector.broadcast(SPECIES, -q[i + 2]);
        DoubleVector q3 = DoubleVector.broadcast(SPECIES, -q[i + 3]);
        DoubleVector x0 = DoubleVector.broadcast(SPECIES, x[i]);
        DoubleVector x1 = DoubleVector.broadcast(SPECIES, x[i + 1]);
        DoubleVector x2 = DoubleVector.broadcast(SPECIES, x[i + 2]);
        DoubleVector x3 = DoubleVector.broadcast(SPECIES, x[i + 3]);
        DoubleVector sum0 = DoubleVector.zero(SPECIES);
        DoubleVector sum1 = DoubleVector.zero(SPECIES);
        DoubleVector sum2 = DoubleVector.zero(SPECIES);
        DoubleVector sum3 = DoubleVector.zero(SPECIES);
        for (int j = lane; j < diagonal; j += SUMS) {
            DoubleVector vj = load(v, j);
            DoubleVector qj = load(q, j);
            DoubleVector xj = load(x, j);
            DoubleVector yj = load(y, j);
            DoubleVector a0 = vj.fma(q0, qj.fma(v0, load(a, row0 + j)));
            DoubleVector a1 = vj.fma(q1, qj.fma(v1, load(a, row1 + j)));
            DoubleVector a2 = vj.fma(q2, qj.fma(v2, load(a, row2 + j)));
            DoubleVector a3 = vj.fma(q3, qj.fma(v3, load(a, row3 + j)));
            a0.intoArray(a, row0 + j);
            a1.intoArray(a, row1 + j);
            a2.intoArray(a, row2 + j);
            a3.intoArray(a, row3 + j);
            sum0 = a0.fma(xj, sum0);
            sum1 = a1.fma(xj, sum1);
            sum2 = a2.fma(xj, sum2);
            sum3 = a3.fma(xj, sum3);
            a3.fma(x3, a2.fma(x2, a1.fma(x1, a0.fma(x0, yj)))).intoArray(y, j);
        }
        DoubleVector vj = load(v, diagonal);
        DoubleVector qj = load(q, diagonal);
        DoubleVector xj = load(x, diagonal);
        DoubleVector a0 = vj.fma(q0, qj.fma(v0, load(a, row0 + diagonal)));
        DoubleVector a1 = vj.fma(q1, qj.fma(v1, load(a, row1 + diagonal)));
        DoubleVector a2 = vj.fma(q2, qj.fma(v2, load(a, row2 + diagonal)));
        DoubleVector a3 = vj.fma(q3, qj.fma(v3, load(a, row3 + diagonal)));
        a0.intoArray(a, row0 + diagonal);
        a1.intoArray(a, row1 + diagonal);
        a2.intoArray(a, row2 + diagonal);
        a3.intoArray(a, row3 + diagonal);
        a0.fma(xj, sum0).intoArray(sums, lane);
        a1.fma(xj, sum1).intoArray(sums, SUMS + lane);
        a2.fma(xj, sum2).intoArray(sums, 2 * SUMS + lane);
        a3.fma(xj, sum3).intoArray(sums, 3 * SUMS + lane);
    }

    /**
     * A = A - u y^T - x v^T and z = z + A^T w for the new A, in one pass.
     *
     * @param rows u, x and w are zero behind them
     * @param cols rounded up to a multiple of eight
     */
    public static void updateAndMultiplyTransposed(
            double[] a,
            int stride,
            int rows,
            int cols,
            double[] u,
            double[] y,
            double[] x,
            double[] v,
            double[] w,
            double[] z) {
        requireRows(a, stride, groups(rows), eights(cols));
        require(u, 0, groups(rows));
        require(x, 0, groups(rows));
        require(w, 0, groups(rows));
        require(y, 0, eights(cols));
        require(v, 0, eights(cols));
        require(z, 0, eights(cols));
        for (int i = 0; i < rows; i += GROUP) {
            updateAndMultiplyRows(a, stride, i, cols, u, y, x, v, w, z);
        }
    }

    private static void updateAndMultiplyRows(
            double[] a,
            int stride,
            int i,
            int cols,
            double[] u,
            double[] y,
            double[] x,
            double[] v,
            double[] w,
            double[] z) {
        int row0 = i * stride;
        int row1 = row0 + stride;
        int row2 = row1 + stride;
        int row3 = row2 + stride;
        DoubleVector u0 = DoubleVector.broadcast(SPECIES, -u[i]);
        DoubleVector u1 = DoubleVector.broadcast(SPECIES, -u[i + 1]);
        DoubleVector u2 = DoubleVector.broadcast(SPECIES, -u[i + 2]);
        DoubleVector u3 = DoubleVector.broadcast(SPECIES, -u[i + 3]);
        DoubleVector x0 = DoubleVector.broadcast(SPECIES, -x[i]);
        DoubleVector x1 = DoubleVector.broadcast(SPECIES, -x[i + 1]);
        DoubleVector x2 = DoubleVector.broadcast(SPECIES, -x[i + 2]);
        DoubleVector x3 = DoubleVector.broadcast(SPECIES, -x[i + 3]);
        DoubleVector w0 = DoubleVector.broadcast(SPECIES, w[i]);
        DoubleVector w1 = DoubleVector.broadcast(SPECIES, w[i + 1]);
        DoubleVector w2 = DoubleVector.broadcast(SPECIES, w[i + 2]);
        DoubleVector w3 = DoubleVector.broadcast(SPECIES, w[i + 3]);
        for (int j = 0; j < cols; j += LANES) {
            DoubleVector yj = load(y, j);
            DoubleVector vj = load(v, j);
            DoubleVector zj = load(z, j);
            DoubleVector a0 = vj.fma(x0, yj.fma(u0, load(a, row0 + j)));
            DoubleVector a1 = vj.fma(x1, yj.fma(u1, load(a, row1 + j)));
            DoubleVector a2 = vj.fma(x2, yj.fma(u2, load(a, row2 + j)));
            DoubleVector a3 = vj.fma(x3, yj.fma(u3, load(a, row3 + j)));
            a0.intoArray(a, row0 + j);
            a1.intoArray(a, row1 + j);
            a2.intoArray(a, row2 + j);
            a3.intoArray(a, row3 + j);
            a3.fma(w3, a2.fma(w2, a1.fma(w1, a0.fma(w0, zj)))).intoArray(z, j);
        }
    }

    /**
     * y = A x, each number of it an inner product.
     *
     * @param sums room for {@link #SCRATCH} numbers
     */
    public static void multiply(double[] a, int stride, int rows, int cols, double[] x, double[] y, double[] sums) {
        requireRows(a, stride, groups(rows), eights(cols));
        require(x, 0, eights(cols));
        require(y, 0, groups(rows));
        require(sums, 0, SCRATCH);
        for (int i = 0; i < rows; i += GROUP) {
            for (int lane = 0; lane < SUMS; lane += LANES) {
                multiplyRows(a, i * stride, stride, lane, cols, x, sums);
            }
            for (int k = 0; k < GROUP; k++) {
                y[i + k] = total(sums, k * SUMS);
            }
        }
    }

    private static void multiplyRows(double[] a, int row0, int stride, int lane, int cols, double[] x, double[] sums) {
        int row1 = row0 + stride;
        int row2 = row1 + stride;
        int row3 = row2 + stride;
        DoubleVector sum0 = DoubleVector.zero(SPECIES);
        DoubleVector sum1 = DoubleVector.zero(SPECIES);
        DoubleVector sum2 = DoubleVector.zero(SPECIES);
        DoubleVector sum3 = DoubleVector.zero(SPECIES);
        for (int j = lane; j < cols; j += SUMS) {
            DoubleVector xj = load(x, j);
            sum0 = load(a, row0 + j).fma(xj, sum0);
            sum1 = load(a, row1 + j).fma(xj, sum1);
            sum2 = load(a, row2 + j).fma(xj, sum2);
            sum3 = load(a, row3 + j).fma(xj, sum3);
        }
        sum0.intoArray(sums, lane);
        sum1.intoArray(sums, SUMS + lane);
        sum2.intoArray(sums, 2 * SUMS + lane);
        sum3.intoArray(sums, 3 * SUMS + lane);
    }

    /**
     * C = C + X^T Y on and below the diagonal, and somewhat above it. X and Y are in panels: of {@link #PANEL} columns all rows, then
     * those of the next.
     *
     * @param count rows of X and Y
     * @param size columns of X and Y, a multiple of {@link #PANEL}
     */
    public static void addProductBelow(double[] x, double[] y, int count, double[] c, int stride, int size) {
        requirePanels(x, y, count, c, stride, 0, size);
        for (int j = 0; j < size; j += 2 * LANES) {
            for (int i = j / PANEL * PANEL; i < size; i += GROUP) {
                addTile(x, y, count, c, stride, i, j);
            }
        }
    }

    /**
     * As {@link #addProductBelow}, on and above the diagonal and somewhat below it, from row and column {@code first} on.
     *
     * @param first a multiple of {@link #PANEL}
     */
    public static void addProductAbove(double[] x, double[] y, int count, double[] c, int stride, int first, int size) {
        requirePanels(x, y, count, c, stride, first, size);
        for (int j = first; j < size; j += 2 * LANES) {
            for (int i = first; i < j + 2 * LANES; i += GROUP) {
                addTile(x, y, count, c, stride, i, j);
            }
        }
    }

    private static void addTile(double[] x, double[] y, int count, double[] c, int stride, int i, int j) {
        int left = i / PANEL * PANEL * count + i % PANEL;
        int right = j / PANEL * PANEL * count + j % PANEL;
        int row0 = i * stride + j;
        int row1 = row0 + stride;
        int row2 = row1 + stride;
        int row3 = row2 + stride;
        DoubleVector c00 = load(c, row0);
        DoubleVector c01 = load(c, row0 + LANES);
        DoubleVector c10 = load(c, row1);
        DoubleVector c11 = load(c, row1 + LANES);
        DoubleVector c20 = load(c, row2);
        DoubleVector c21 = load(c, row2 + LANES);
        DoubleVector c30 = load(c, row3);
        DoubleVector c31 = load(c, row3 + LANES);
        for (int k = 0; k < count; k++) {
            DoubleVector y0 = load(y, right);
            DoubleVector y1 = load(y, right + LANES);
            DoubleVector x0 = DoubleVector.broadcast(SPECIES, x[left]);
            c00 = x0.fma(y0, c00);
            c01 = x0.fma(y1, c01);
            DoubleVector x1 = DoubleVector.broadcast(SPECIES, x[left + 1]);
            c10 = x1.fma(y0, c10);
            c11 = x1.fma(y1, c11);
            DoubleVector x2 = DoubleVector.broadcast(SPECIES, x[left + 2]);
            c20 = x2.fma(y0, c20);
            c21 = x2.fma(y1, c21);
            DoubleVector x3 = DoubleVector.broadcast(SPECIES, x[left + 3]);
            c30 = x3.fma(y0, c30);
            c31 = x3.fma(y1, c31);
            left += PANEL;
            right += PANEL;
        }
        c00.intoArray(c, row0);
        c01.intoArray(c, row0 + LANES);
        c10.intoArray(c, row1);
        c11.intoArray(c, row1 + LANES);
        c20.intoArray(c, row2);
        c21.intoArray(c, row2 + LANES);
        c30.intoArray(c, row3);
        c31.intoArray(c, row3 + LANES);
    }

    /**
     * Rotates rows {@code last - 1} and {@code last}, then the two before, up to {@code first} and the next: rows i and i + 1 become
     * c[i] row i - s[i] row i+1, of products that are rounded, and s[i] row i + c[i] row i+1 with the first product fused.
     *
     * @param cols rounded up to a multiple of eight
     */
    public static void rotateRows(
            double[] a, int stride, int cols, int first, int last, double[] cosines, double[] sines) {
        require(cosines, first, last - first);
        require(sines, first, last - first);
        requireRows(a, stride, last + 1, eights(cols));
        for (int j = 0; j < cols; j += LANES) {
            int index = last * stride + j;
            DoubleVector below = load(a, index);
            for (int i = last - 1; i >= first; i--) {
                DoubleVector above = load(a, index - stride);
                DoubleVector c = DoubleVector.broadcast(SPECIES, cosines[i]);
                DoubleVector s = DoubleVector.broadcast(SPECIES, sines[i]);
                above.fma(s, below.mul(c)).intoArray(a, index);
                below = above.mul(c).sub(below.mul(s));
                index -= stride;
            }
            below.intoArray(a, index);
        }
    }

    private static double total(double[] sums, int start) {
        double even = sums[start] + sums[start + 4] + (sums[start + 2] + sums[start + 6]);
        double odd = sums[start + 1] + sums[start + 5] + (sums[start + 3] + sums[start + 7]);
        return even + odd;
    }
}
