package dev.kappasweep.linalg;

import dev.kappasweep.kernel.DenseKernels;

/**
 * Eigenvalues, and the eigenvectors if asked for, of symmetric tridiagonal matrices whose elements are about 1 or smaller, by the QL
 * iteration with implicit shifts: EISPACK's imtql2, with each sweep's rotations applied at once. Memory is allocated once.
 */
final class TridiagonalQl {
    private static final double ROUNDING = 0x1p-53;
    // Of squares: below, their sum has few digits.
    private static final double TINY = 1e-280;
    private static final double UP = 0x1p600;
    private static final int PATIENCE = 20;
    private static final int MOST_SWEEPS = 60;
    private static final double[] NO_VECTORS = {};

    private final double[] cosines;
    private final double[] sines;
    private double[] vectors = NO_VECTORS;
    private int stride;
    private int size;

    TridiagonalQl(int maxSize) {
        this.cosines = new double[maxSize];
        this.sines = new double[maxSize];
    }

    /**
     * Replaces the diagonal by the eigenvalues, in no order.
     *
     * @param offDiagonal number i is element (i, i + 1); has room for one more; is overwritten
     * @throws ArithmeticException if the iteration does not converge
     */
    void solve(double[] diagonal, double[] offDiagonal, int newSize) {
        solve(diagonal, offDiagonal, newSize, NO_VECTORS, 0);
    }

    /** The same, and replaces the rows of the unit matrix by the eigenvectors. */
    void solve(double[] diagonal, double[] offDiagonal, int newSize, double[] rows, int rowStride) {
        size = newSize;
        vectors = rows;
        stride = rowStride;
        offDiagonal[size - 1] = 0;
        double floor = ROUNDING * norm(diagonal, offDiagonal);
        for (int first = 0; first < size; first++) {
            int sweeps = 0;
            int last = blockEnd(diagonal, offDiagonal, first, 0);
            while (last > first) {
                if (++sweeps > MOST_SWEEPS) {
                    throw new ArithmeticException("the QL iteration does not converge");
                }
                if (last == first + 1) {
                    rotatePair(diagonal, offDiagonal, first);
                } else {
                    sweep(diagonal, offDiagonal, first, last);
                }
                last = blockEnd(diagonal, offDiagonal, first, sweeps < PATIENCE ? 0 : floor);
            }
        }
        vectors = NO_VECTORS;
    }

    private double norm(double[] diagonal, double[] offDiagonal) {
        double largest = 0;
        for (int i = 0; i < size; i++) {
            largest = Math.max(largest, Math.max(Math.abs(diagonal[i]), Math.abs(offDiagonal[i])));
        }
        return largest;
    }

    private int blockEnd(double[] diagonal, double[] offDiagonal, int first, double floor) {
        int last = first;
        while (last < size - 1) {
            double neighbours = Math.abs(diagonal[last]) + Math.abs(diagonal[last + 1]);
            if (Math.abs(offDiagonal[last]) <= Math.max(ROUNDING * neighbours, floor)) {
                break;
            }
            last++;
        }
        return last;
    }

    /** A block of two by one rotation of Jacobi's, exact where the diagonal is zero. */
    private void rotatePair(double[] diagonal, double[] offDiagonal, int first) {
        double coupling = offDiagonal[first];
        double ratio = (diagonal[first + 1] - diagonal[first]) / (2 * coupling);
        double tangent = Math.copySign(1 / (Math.abs(ratio) + Math.sqrt(ratio * ratio + 1)), ratio);
        diagonal[first] -= tangent * coupling;
        diagonal[first + 1] += tangent * coupling;
        offDiagonal[first] = 0;
        cosines[first] = 1 / Math.sqrt(tangent * tangent + 1);
        sines[first] = tangent * cosines[first];
        rotateVectors(first, first + 1);
    }

    private void rotateVectors(int first, int last) {
        if (vectors.length > 0) {
            DenseKernels.rotateRows(vectors, stride, size, first, last, cosines, sines);
        }
    }

    private void sweep(double[] diagonal, double[] offDiagonal, int first, int last) {
        double ratio = (diagonal[first + 1] - diagonal[first]) / (2 * offDiagonal[first]);
        double root = Math.sqrt(ratio * ratio + 1);
        double g = diagonal[last] - diagonal[first] + offDiagonal[first] / (ratio + Math.copySign(root, ratio));
        double s = 1;
        double c = 1;
        double p = 0;
        int done = last;
        while (done > first) {
            int i = done - 1;
            double f = s * offDiagonal[i];
            double b = c * offDiagonal[i];
            double r = length(f, g);
            offDiagonal[i + 1] = r;
            if (r == 0) {
                diagonal[i + 1] -= p;
                break;
            }
            s = f / r;
            c = g / r;
            sines[i] = s;
            cosines[i] = c;
            g = diagonal[i + 1] - p;
            r = (diagonal[i] - g) * s + 2 * c * b;
            p = s * r;
            diagonal[i + 1] = g + p;
            g = c * r - b;
            done = i;
        }
        if (done == first) {
            diagonal[first] -= p;
            offDiagonal[first] = g;
        }
        offDiagonal[last] = 0;
        rotateVectors(done, last);
    }

    private static double length(double f, double g) {
        double squares = f * f + g * g;
        if (squares > TINY) {
            return Math.sqrt(squares);
        }
        double scaledF = f * UP;
        double scaledG = g * UP;
        return Math.sqrt(scaledF * scaledF + scaledG * scaledG) / UP;
    }
}
