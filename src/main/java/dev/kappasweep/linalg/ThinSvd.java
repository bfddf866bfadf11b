package dev.kappasweep.linalg;

import dev.kappasweep.kernel.DenseKernels;
import java.util.Arrays;

/**
 * The singular values of a matrix, and those pairs of vectors that are asked for, in double precision: by a {@link Bidiagonalization},
 * nothing is squared. Memory is allocated once.
 */
final class ThinSvd {
    private final boolean isTall;
    private final int longer;
    private final int nu;
    private final Bidiagonalization reduction;
    private final BidiagonalValues values;
    private final TridiagonalVector inverseIteration;
    private final double[] zeroDiagonal;
    private final double[] longVector;
    private final double[] shortVector;
    private final double[] sums = new double[DenseKernels.SCRATCH];

    ThinSvd(int rows, int cols) {
        this.isTall = rows >= cols;
        this.longer = Math.max(rows, cols);
        this.nu = Math.min(rows, cols);
        this.reduction = new Bidiagonalization(rows, cols);
        this.values = new BidiagonalValues(nu);
        this.inverseIteration = new TridiagonalVector(2 * nu);
        this.zeroDiagonal = new double[2 * nu];
        this.longVector = new double[DenseKernels.padded(longer)];
        this.shortVector = new double[DenseKernels.padded(nu)];
    }

    /** @throws ArithmeticException if {@code matrix} holds a NaN or an infinity */
    void decompose(Matrix matrix) {
        reduction.reduce(matrix);
        values.solve(reduction.diagonal(), reduction.belowDiagonal());
    }

    /** The singular value number {@code rank}, counted from 0 at the largest. */
    double sigma(int rank) {
        return reduction.unit() * values.sigma()[rank];
    }

    /** Copies the triplet number {@code rank}, counted from 0 at the largest, of the matrix that was decomposed. */
    void copy(int rank, Matrix matrix, SingularTriplet triplet) {
        findVectors(rank);
        triplet.v().assignRow(0, isTall ? shortVector : longVector);
        triplet.completeFromV(matrix);
        if (triplet.sigma() > 0) {
            triplet.u().assignRow(0, isTall ? longVector : shortVector);
        }
        triplet.refineSigma(sigma(rank));
    }

    private void findVectors(int rank) {
        double norm = values.sigma()[0] > 0 ? values.sigma()[0] : 1;
        double[] shuffled = inverseIteration.find(zeroDiagonal, values.couplings(), 2 * nu, values.sigma()[rank], norm);
        Arrays.fill(longVector, 0);
        Arrays.fill(shortVector, 0);
        for (int i = 0; i < nu; i++) {
            shortVector[i] = shuffled[2 * (nu - 1 - i)];
            longVector[longer - nu + i] = shuffled[2 * (nu - 1 - i) + 1];
        }
        reduction.backTransformLeft(longVector);
        reduction.backTransformRight(shortVector);
        normalize(longVector);
        normalize(shortVector);
    }

    private void normalize(double[] vector) {
        double norm = Math.sqrt(DenseKernels.dot(vector, 0, vector, 0, vector.length, sums));
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= norm;
        }
    }
}
