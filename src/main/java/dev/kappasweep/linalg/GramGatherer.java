package dev.kappasweep.linalg;

import dev.kappasweep.kernel.DenseKernels;
import java.util.Arrays;

/**
 * S^T S or S S^T, whichever is smaller, in double precision, from a few rows or columns of S at a time: each element one chain of
 * fused multiply-adds over the longer side, upwards. Memory is allocated once.
 */
final class GramGatherer {
    private static final int BLOCK = 64;
    private static final int PANEL = DenseKernels.PANEL;

    private final int size;
    private final double[] panels;

    /** @param smallerSize of the matrices */
    GramGatherer(int smallerSize) {
        this.size = DenseKernels.padded(smallerSize);
        this.panels = new double[size * BLOCK];
    }

    /**
     * Adds what is on and below the diagonal; something above it may change too.
     *
     * @param scale every element of S is multiplied by it
     */
    void addBelow(Matrix matrix, double scale, double[] gram, int stride) {
        int longer = Math.max(matrix.rows(), matrix.cols());
        for (int from = 0; from < longer; from += BLOCK) {
            int count = fill(matrix, scale, from, longer);
            DenseKernels.addProductBelow(panels, panels, count, gram, stride, size);
        }
    }

    /** As {@link #addBelow}, on and above the diagonal. */
    void addAbove(Matrix matrix, double scale, double[] gram, int stride) {
        int longer = Math.max(matrix.rows(), matrix.cols());
        for (int from = 0; from < longer; from += BLOCK) {
            int count = fill(matrix, scale, from, longer);
            DenseKernels.addProductAbove(panels, panels, count, gram, stride, 0, size);
        }
    }

    private int fill(Matrix matrix, double scale, int from, int longer) {
        int count = Math.min(BLOCK, longer - from);
        if (from == 0 || count < BLOCK) {
            // Where the columns lie depends on the count, and those that fill up the last panel are zero.
            Arrays.fill(panels, 0);
        }
        if (matrix.rows() >= matrix.cols()) {
            for (int k = 0; k < count; k++) {
                fillFromRow(matrix, scale, from, k, count);
            }
        } else {
            for (int j = 0; j < matrix.rows(); j++) {
                fillFromColumns(matrix, scale, from, j, count);
            }
        }
        return count;
    }

    private void fillFromRow(Matrix matrix, double scale, int from, int k, int count) {
        int cols = matrix.cols();
        int row = (from + k) * cols;
        for (int panel = 0; panel < cols; panel += PANEL) {
            int place = panel * count + k * PANEL - panel;
            int end = Math.min(panel + PANEL, cols);
            for (int j = panel; j < end; j++) {
                panels[place + j] = scale * matrix.get(row + j);
            }
        }
    }

    private void fillFromColumns(Matrix matrix, double scale, int from, int j, int count) {
        int start = j * matrix.cols() + from;
        int place = j / PANEL * PANEL * count + j % PANEL;
        for (int k = 0; k < count; k++) {
            panels[place + k * PANEL] = scale * matrix.get(start + k);
        }
    }
}
