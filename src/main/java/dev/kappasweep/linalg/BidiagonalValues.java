package dev.kappasweep.linalg;

import java.util.Arrays;

/**
 * The singular values of a bidiagonal matrix B, and single pairs of vectors: by the symmetric tridiagonal matrix with zeros on its
 * diagonal whose eigenvalues are plus and minus them, the product of a perfect shuffle and of (0 B; B^T 0). Golub and Van Loan, Matrix
 * Computations, section 8.6. Nothing is squared, so a value is within a few ulps of the largest. Memory is allocated once.
 */
final class BidiagonalValues {
    private final int size;
    private final double[] couplings;
    private final double[] destroyed;
    private final double[] eigenvalues;
    private final double[] sigma;
    private final TridiagonalQl iteration;

    BidiagonalValues(int size) {
        this.size = size;
        this.couplings = new double[2 * size];
        this.destroyed = new double[2 * size];
        this.eigenvalues = new double[2 * size];
        this.sigma = new double[size];
        this.iteration = new TridiagonalQl(2 * size);
    }

    /** Finds the values, of the numbers as they are: without a unit. */
    void solve(double[] diagonal, double[] belowDiagonal) {
        int place = 0;
        for (int i = size - 1; i >= 0; i--) {
            couplings[place++] = diagonal[i];
            couplings[place++] = i > 0 ? belowDiagonal[i] : 0;
        }
        System.arraycopy(couplings, 0, destroyed, 0, 2 * size);
        Arrays.fill(eigenvalues, 0);
        iteration.solve(eigenvalues, destroyed, 2 * size);
        Arrays.sort(eigenvalues);
        for (int i = 0; i < size; i++) {
            sigma[i] = (eigenvalues[2 * size - 1 - i] - eigenvalues[i]) / 2;
        }
    }

    /** In decreasing order. */
    double[] sigma() {
        return sigma;
    }

    /** Between neighbours among v_n, u_n, v_(n-1), u_(n-1), ..., v_1, u_1, the coordinates of a pair of vectors. */
    double[] couplings() {
        return couplings;
    }
}
