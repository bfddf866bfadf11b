package dev.kappasweep.linalg;

import dev.kappasweep.kernel.DenseKernels;
import java.util.Arrays;

/**
 * The Cholesky factor of S^T S or S S^T, whichever is smaller (nu x nu), in double precision and memory that is allocated once: G =
 * L L^T, kept as the rows of L^T. An element of it is one chain of fused multiply-adds over the rows before, upwards, before it is
 * divided by the row's root.
 */
final class GramFactor {
    // A pivot below this share of the largest diagonal element has lost most of its digits: kappa(S) is 1e6 or more.
    private static final double LOST = 1e-12;
    private static final int BLOCK = 2 * DenseKernels.PANEL;
    private static final int ALIGNED = -8;

    private final int nu;
    private final int stride;
    private final GramGatherer gatherer;
    private final double[] factor;
    private final double[] panels;
    private final double[] negativePanels;
    private final double[] vector;
    private final double[] sums = new double[DenseKernels.SCRATCH];

    GramFactor(int rows, int cols) {
        this.nu = Math.min(rows, cols);
        this.stride = DenseKernels.padded(nu);
        this.gatherer = new GramGatherer(nu);
        this.factor = new double[stride * stride];
        this.panels = new double[BLOCK * stride];
        this.negativePanels = new double[BLOCK * stride];
        this.vector = new double[stride];
    }

    /** Factors the Gram matrix of {@code matrix}; false if that is too near to a singular one for {@link #halfSolve}. */
    boolean factor(Matrix matrix) {
        Arrays.fill(factor, 0);
        gatherer.addAbove(matrix, 1, factor, stride);
        double smallest = LOST * largestOnDiagonal();
        for (int from = 0; from < nu; from += BLOCK) {
            int to = Math.min(from + BLOCK, nu);
            if (!factorRows(from, to, smallest)) {
                return false;
            }
            if (to < nu) {
                fillPanels(from, to);
                DenseKernels.addProductAbove(negativePanels, panels, BLOCK, factor, stride, to, stride);
            }
        }
        return true;
    }

    private double largestOnDiagonal() {
        double largest = 0;
        for (int i = 0; i < nu; i++) {
            largest = Math.max(largest, factor[i * stride + i]);
        }
        return largest;
    }

    /** False at a pivot that is not above {@code smallest}, or not a number. */
    private boolean factorRows(int from, int to, double smallest) {
        for (int i = from; i < to; i++) {
            int start = i & ALIGNED;
            int row = i * stride;
            for (int k = from; k < i; k++) {
                DenseKernels.addScaled(
                        -factor[k * stride + i], factor, k * stride + start, factor, row + start, nu - start);
            }
            double pivot = factor[row + i];
            if (!(pivot > smallest)) {
                return false;
            }
            Arrays.fill(factor, row + start, row + i, 0);
            double root = Math.sqrt(pivot);
            factor[row + i] = root;
            for (int j = i + 1; j < nu; j++) {
                factor[row + j] /= root;
            }
        }
        return true;
    }

    private void fillPanels(int from, int to) {
        for (int k = 0; k < BLOCK; k++) {
            int row = (from + k) * stride;
            for (int panel = to; panel < stride; panel += DenseKernels.PANEL) {
                int place = panel * BLOCK + k * DenseKernels.PANEL;
                for (int j = 0; j < DenseKernels.PANEL; j++) {
                    double element = factor[row + panel + j];
                    panels[place + j] = element;
                    negativePanels[place + j] = -element;
                }
            }
        }
    }

    /** Replaces each row x of {@code vectors} by x L^-T; the squared norm of that is x G^-1 x^T. */
    void halfSolve(Matrix vectors) {
        for (int i = 0; i < vectors.rows(); i++) {
            take(vectors, i);
            for (int k = 0; k < nu; k++) {
                int start = k & ALIGNED;
                double solved = vector[k] / factor[k * stride + k];
                DenseKernels.addScaled(-solved, factor, k * stride + start, vector, start, nu - start);
                vector[k] = solved;
            }
            vectors.assignRow(i, vector);
        }
    }

    /** Completes {@link #halfSolve}: each row x becomes x L^-1, and so x G^-1 after both. */
    void otherHalfSolve(Matrix vectors) {
        for (int i = 0; i < vectors.rows(); i++) {
            take(vectors, i);
            for (int k = nu - 1; k >= 0; k--) {
                int start = k & ALIGNED;
                double right = vector[k];
                vector[k] = 0;
                double known = DenseKernels.dot(factor, k * stride + start, vector, start, nu - start, sums);
                vector[k] = (right - known) / factor[k * stride + k];
            }
            vectors.assignRow(i, vector);
        }
    }

    private void take(Matrix vectors, int row) {
        Arrays.fill(vector, nu, stride, 0);
        for (int j = 0; j < nu; j++) {
            vector[j] = vectors.get(row, j);
        }
    }
}
