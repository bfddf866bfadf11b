package dev.kappasweep.linalg;

import java.util.Arrays;

/**
 * All singular values of a matrix, in double precision.
 *
 * <p>A large matrix is measured through the smaller of S^T S and S S^T, gathered from a few rows or columns at a time: several times
 * as fast as a decomposition, and without a copy of S in double precision, which would be half of what a trial holds. Squaring
 * costs a value sigma_1/k about k^2 ulps, so if the smallest one turns out to be below sigma_1/100 the matrix is decomposed after
 * all. What is returned is within 1e-12 of itself, or within a few ulps of sigma_1 where that is more.
 */
final class SingularValues {
    private static final int SMALLEST_GRAM = 128;
    private static final double LARGEST_KAPPA = 100;

    private SingularValues() {}

    /**
     * In decreasing order.
     *
     * @throws ArithmeticException if {@code matrix} holds a NaN or an infinity, or the iteration does not converge
     */
    static double[] of(Matrix matrix) {
        double largestElement = largestElement(matrix);
        int nu = matrix.smallerSize();
        if (nu >= SMALLEST_GRAM && largestElement > 0) {
            double[] sigma = byGramMatrix(matrix, largestElement);
            if (sigma[0] <= LARGEST_KAPPA * sigma[nu - 1]) {
                return sigma;
            }
        }
        return byDecomposition(matrix);
    }

    static double largestElement(Matrix matrix) {
        double largest = 0;
        for (int i = 0; i < matrix.size(); i++) {
            double element = Math.abs(matrix.get(i));
            if (!Double.isFinite(element)) {
                throw new ArithmeticException("element " + i + " is " + matrix.get(i));
            }
            largest = Math.max(largest, element);
        }
        return largest;
    }

    private static double[] byGramMatrix(Matrix matrix, double largestElement) {
        int n = matrix.smallerSize();
        double unit = PowersOfTwo.below(largestElement);
        TridiagonalReduction reduction = new TridiagonalReduction(n);
        new GramGatherer(n).addBelow(matrix, 1 / unit, reduction.elements(), reduction.stride());
        reduction.reduce(n);
        double[] eigenvalues = reduction.diagonal();
        new TridiagonalQl(n).solve(eigenvalues, reduction.offDiagonal(), n);
        Arrays.sort(eigenvalues);
        double[] sigma = new double[n];
        for (int i = 0; i < n; i++) {
            sigma[i] = unit * Math.sqrt(Math.max(reduction.unit() * eigenvalues[n - 1 - i], 0));
        }
        return sigma;
    }

    private static double[] byDecomposition(Matrix matrix) {
        Bidiagonalization reduction = new Bidiagonalization(matrix.rows(), matrix.cols());
        reduction.reduce(matrix);
        BidiagonalValues values = new BidiagonalValues(matrix.smallerSize());
        values.solve(reduction.diagonal(), reduction.belowDiagonal());
        double[] sigma = values.sigma();
        for (int i = 0; i < sigma.length; i++) {
            sigma[i] *= reduction.unit();
        }
        return sigma;
    }
}
