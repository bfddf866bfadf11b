package dev.kappasweep.linalg;

/**
 * The eigenvector of a symmetric tridiagonal matrix for an eigenvalue that is known to rounding, by inverse iteration from a fixed
 * vector: LAPACK's dstein. Of equal eigenvalues it is one of their space. Memory is allocated once.
 */
final class TridiagonalVector {
    private static final int SOLVES = 3;
    private static final double ROUNDING = 0x1p-52;
    private static final double LARGE = 0x1p300;
    private static final double GOLDEN = 0.6180339887498949;

    private final double[] pivots;
    private final double[] above;
    private final double[] secondAbove;
    private final double[] factors;
    private final boolean[] isSwapped;
    private final double[] vector;
    private int size;

    TridiagonalVector(int maxSize) {
        this.pivots = new double[maxSize];
        this.above = new double[maxSize];
        this.secondAbove = new double[maxSize];
        this.factors = new double[maxSize];
        this.isSwapped = new boolean[maxSize];
        this.vector = new double[maxSize];
    }

    /**
     * Finds the vector.
     *
     * @param norm about the largest eigenvalue's magnitude, not zero
     * @return with 1 or -1 as its largest component; valid until the next call
     */
    double[] find(double[] diagonal, double[] offDiagonal, int newSize, double eigenvalue, double norm) {
        size = newSize;
        factor(diagonal, offDiagonal, eigenvalue, ROUNDING * norm);
        for (int i = 0; i < size; i++) {
            // The fractions of multiples of the golden ratio: no pattern that a vector could be orthogonal to.
            double multiple = (i + 1) * GOLDEN;
            vector[i] = multiple - Math.floor(multiple) + 0.5;
        }
        backward();
        for (int i = 1; i < SOLVES; i++) {
            normalize();
            forward();
            backward();
        }
        normalize();
        return vector;
    }

    /** T - eigenvalue I = P L U by rows, with the larger of two rows as pivot. */
    private void factor(double[] diagonal, double[] offDiagonal, double eigenvalue, double smallestPivot) {
        double pivot = diagonal[0] - eigenvalue;
        double next = size > 1 ? offDiagonal[0] : 0;
        for (int i = 0; i < size - 1; i++) {
            double below = offDiagonal[i];
            double belowDiagonal = diagonal[i + 1] - eigenvalue;
            double belowNext = i + 2 < size ? offDiagonal[i + 1] : 0;
            isSwapped[i] = Math.abs(below) > Math.abs(pivot);
            if (isSwapped[i]) {
                factors[i] = pivot / below;
                pivots[i] = atLeast(below, smallestPivot);
                above[i] = belowDiagonal;
                secondAbove[i] = belowNext;
                pivot = next - factors[i] * belowDiagonal;
                next = -factors[i] * belowNext;
            } else {
                pivots[i] = atLeast(pivot, smallestPivot);
                factors[i] = below / pivots[i];
                above[i] = next;
                secondAbove[i] = 0;
                pivot = belowDiagonal - factors[i] * next;
                next = belowNext;
            }
        }
        pivots[size - 1] = atLeast(pivot, smallestPivot);
    }

    private static double atLeast(double pivot, double smallest) {
        return Math.abs(pivot) < smallest ? Math.copySign(smallest, pivot) : pivot;
    }

    private void forward() {
        for (int i = 0; i < size - 1; i++) {
            if (isSwapped[i]) {
                double swapped = vector[i];
                vector[i] = vector[i + 1];
                vector[i + 1] = swapped - factors[i] * vector[i];
            } else {
                vector[i + 1] -= factors[i] * vector[i];
            }
        }
    }

    private void backward() {
        for (int i = size - 1; i >= 0; i--) {
            double value = vector[i];
            if (i + 1 < size) {
                value -= above[i] * vector[i + 1];
            }
            if (i + 2 < size) {
                value -= secondAbove[i] * vector[i + 2];
            }
            vector[i] = value / pivots[i];
            if (Math.abs(vector[i]) > LARGE) {
                scale(1 / LARGE);
            }
        }
    }

    private void normalize() {
        double largest = 0;
        for (int i = 0; i < size; i++) {
            largest = Math.max(largest, Math.abs(vector[i]));
        }
        scale(1 / largest);
    }

    private void scale(double factor) {
        for (int i = 0; i < size; i++) {
            vector[i] *= factor;
        }
    }
}
