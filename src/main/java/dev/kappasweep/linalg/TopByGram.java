package dev.kappasweep.linalg;

import dev.kappasweep.kernel.DenseKernels;
import java.util.Arrays;

/**
 * The top singular triplet by the smaller of S^T S and S S^T in double precision, in which squaring costs sigma_1 nothing and its
 * vectors no more than a bit: a reduction to tridiagonal form, its eigenvalues, and one eigenvector. Memory is allocated once.
 */
final class TopByGram {
    private final boolean isTall;
    private final int nu;
    private final GramGatherer gatherer;
    private final TridiagonalReduction reduction;
    private final TridiagonalQl iteration;
    private final TridiagonalVector inverseIteration;
    private final double[] values;
    private final double[] destroyed;
    private final double[] shortVector;
    private final double[] longVector;
    private final double[] sums = new double[DenseKernels.SCRATCH];

    TopByGram(int rows, int cols) {
        this.isTall = rows >= cols;
        this.nu = Math.min(rows, cols);
        this.gatherer = new GramGatherer(nu);
        this.reduction = new TridiagonalReduction(nu);
        this.iteration = new TridiagonalQl(nu);
        this.inverseIteration = new TridiagonalVector(nu);
        this.values = new double[nu];
        this.destroyed = new double[nu];
        this.shortVector = new double[DenseKernels.padded(nu)];
        this.longVector = new double[DenseKernels.padded(Math.max(rows, cols))];
    }

    /** @throws ArithmeticException if {@code matrix} holds a NaN or an infinity */
    void solve(Matrix matrix, SingularTriplet triplet) {
        double unit = PowersOfTwo.below(SingularValues.largestElement(matrix));
        double largest = largestEigenvalue(matrix, unit);
        if (largest > 0) {
            findVectors(matrix, unit, largest);
        } else {
            Arrays.fill(shortVector, 0);
            Arrays.fill(longVector, 0);
            shortVector[0] = 1;
            longVector[0] = 1;
        }
        triplet.v().assignRow(0, isTall ? shortVector : longVector);
        triplet.completeFromV(matrix);
        if (triplet.sigma() > 0) {
            triplet.u().assignRow(0, isTall ? longVector : shortVector);
        }
        triplet.refineSigma(unit * Math.sqrt(reduction.unit() * largest));
    }

    private double largestEigenvalue(Matrix matrix, double unit) {
        Arrays.fill(reduction.elements(), 0);
        gatherer.addBelow(matrix, 1 / unit, reduction.elements(), reduction.stride());
        reduction.reduce(nu);
        System.arraycopy(reduction.diagonal(), 0, values, 0, nu);
        System.arraycopy(reduction.offDiagonal(), 0, destroyed, 0, nu);
        iteration.solve(values, destroyed, nu);
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, value);
        }
        return largest;
    }

    private void findVectors(Matrix matrix, double unit, double eigenvalue) {
        double[] found =
                inverseIteration.find(reduction.diagonal(), reduction.offDiagonal(), nu, eigenvalue, eigenvalue);
        Arrays.fill(shortVector, 0);
        System.arraycopy(found, 0, shortVector, 0, nu);
        reduction.backTransform(nu, shortVector, 0);
        normalize(shortVector);
        Arrays.fill(longVector, 0);
        for (int i = 0; i < matrix.rows(); i++) {
            multiplyRow(matrix, i, 1 / unit);
        }
        normalize(longVector);
    }

    /** Row i's part of the product of S or S^T and the short vector. */
    private void multiplyRow(Matrix matrix, int i, double scale) {
        int cols = matrix.cols();
        if (isTall) {
            double sum = 0;
            for (int j = 0; j < cols; j++) {
                sum += scale * matrix.get(i * cols + j) * shortVector[j];
            }
            longVector[i] = sum;
        } else {
            double factor = scale * shortVector[i];
            for (int j = 0; j < cols; j++) {
                longVector[j] += factor * matrix.get(i * cols + j);
            }
        }
    }

    private void normalize(double[] vector) {
        double norm = Math.sqrt(DenseKernels.dot(vector, 0, vector, 0, vector.length, sums));
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= norm;
        }
    }
}
