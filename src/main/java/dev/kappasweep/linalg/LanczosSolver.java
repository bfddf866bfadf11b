package dev.kappasweep.linalg;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.random.RandomGenerator;

/**
 * Golub-Kahan-Lanczos bidiagonalisation with full reorthogonalisation, started from the last right vector: S V = U B with B
 * upper bidiagonal, whose top singular triplet gives that of S. Golub and Van Loan, Matrix Computations, section 10.4. A step
 * is one pair of Lanczos vectors: a product with S and one with S^T.
 */
public final class LanczosSolver implements TopSingularTripletSolver {
    // A look at the residual costs about as much as a product with S, so it is not taken at every step.
    private static final int STEPS_PER_CHECK = 4;

    private final SingularTriplet triplet;
    private final double tolerance;
    private final Matrix[] left;
    private final Matrix[] right;
    private final Matrix leftBasis;
    private final Matrix rightBasis;
    private final Matrix[] leftSpans;
    private final Matrix[] rightSpans;
    private final Matrix[] coefficients;
    private final Matrix coefficientMemory;
    private final double[] diagonal;
    private final double[] superdiagonal;
    private final SymmetricEigen projected;
    private int steps;

    /**
     * @param maxSteps Lanczos vectors per call, at least 1
     * @param tolerance the residual at which a call stops early
     */
    public LanczosSolver(
            Precision precision, int rows, int cols, int maxSteps, double tolerance, RandomGenerator random) {
        // One more than the rank: the first vector may lie partly in the null space.
        int size = Math.min(maxSteps, Math.min(Math.min(rows, cols) + 1, cols));
        this.triplet = new SingularTriplet(precision, rows, cols);
        this.tolerance = tolerance;
        this.leftBasis = Matrix.zeros(precision, size, rows);
        this.rightBasis = Matrix.zeros(precision, size, cols);
        this.coefficientMemory = Matrix.zeros(precision, size, 1);
        this.left = new Matrix[size];
        this.right = new Matrix[size];
        this.leftSpans = new Matrix[size];
        this.rightSpans = new Matrix[size];
        this.coefficients = new Matrix[size];
        for (int i = 0; i < size; i++) {
            left[i] = leftBasis.rowRange(i, i + 1);
            right[i] = rightBasis.rowRange(i, i + 1);
            leftSpans[i] = leftBasis.rowRange(0, i + 1);
            rightSpans[i] = rightBasis.rowRange(0, i + 1);
            coefficients[i] = coefficientMemory.rowRange(0, i + 1);
        }
        this.diagonal = new double[size];
        this.superdiagonal = new double[size];
        this.projected = new SymmetricEigen(size);
        triplet.randomizeV(random);
    }

    @Override
    public SingularTriplet solve(Matrix matrix) {
        triplet.check(matrix);
        right[0].assign(triplet.v());
        Blas.multiplyVector(matrix, right[0], left[0]);
        diagonal[0] = normalize(left[0]);
        steps = 1;
        while (diagonal[0] > 0 && steps < left.length && extend(matrix)) {
            steps++;
        }
        finish(matrix);
        return triplet;
    }

    /** Adds one pair of vectors; false when the space is invariant or the residual small enough. */
    private boolean extend(Matrix matrix) {
        int last = steps - 1;
        Matrix v = right[steps];
        Blas.transposedMultiplyVector(matrix, left[last], v);
        Blas.addScaled(-diagonal[last], right[last], v);
        orthogonalize(v, rightSpans[last], coefficients[last]);
        double beta = normalize(v);
        if (isConverged(beta)) {
            return false;
        }
        superdiagonal[last] = beta;
        Matrix u = left[steps];
        Blas.multiplyVector(matrix, v, u);
        Blas.addScaled(-beta, left[last], u);
        orthogonalize(u, leftSpans[last], coefficients[last]);
        diagonal[steps] = normalize(u);
        if (diagonal[steps] <= u.precision().epsilon() * diagonal[0]) {
            // What is left is rounding: the left space is exhausted.
            diagonal[steps] = 0;
            u.clear();
        }
        return true;
    }

    private boolean isConverged(double beta) {
        double scale = diagonal[0];
        if (beta <= triplet.v().precision().epsilon() * scale) {
            return true;
        }
        if (steps % STEPS_PER_CHECK != 0) {
            return false;
        }
        solveProjected();
        double sigma = Math.sqrt(projected.value(0));
        double lastComponent = diagonal[steps - 1] * projected.vector(0, steps - 1) / sigma;
        return beta * Math.abs(lastComponent) <= tolerance * sigma;
    }

    /** Eigenvectors of B^T B, the right singular vectors of the bidiagonal B. */
    private void solveProjected() {
        projected.begin(steps);
        for (int i = 0; i < steps; i++) {
            for (int j = 0; j < steps; j++) {
                projected.set(i, j, normalEquation(Math.min(i, j), Math.max(i, j)));
            }
        }
        projected.solve();
    }

    private double normalEquation(int i, int j) {
        double above = i == 0 ? 0 : superdiagonal[i - 1];
        if (i == j) {
            return diagonal[i] * diagonal[i] + above * above;
        }
        return j == i + 1 ? diagonal[i] * superdiagonal[i] : 0;
    }

    private void finish(Matrix matrix) {
        if (diagonal[0] == 0) {
            triplet.completeFromScaledU(matrix, 0);
            return;
        }
        solveProjected();
        triplet.v().clear();
        triplet.u().clear();
        for (int i = 0; i < steps; i++) {
            double next = i + 1 < steps ? superdiagonal[i] * projected.vector(0, i + 1) : 0;
            Blas.addScaled(projected.vector(0, i), right[i], triplet.v());
            Blas.addScaled(diagonal[i] * projected.vector(0, i) + next, left[i], triplet.u());
        }
        Blas.scale(1 / Blas.norm(triplet.v()), triplet.v());
        triplet.completeFromScaledU(matrix, Blas.norm(triplet.u()));
    }

    private static void orthogonalize(Matrix vector, Matrix span, Matrix coefficient) {
        Blas.multiplyVector(span, vector, coefficient);
        for (int i = 0; i < span.rows(); i++) {
            coefficient.set(i, -coefficient.get(i));
        }
        Blas.addTransposedVectorProduct(span, coefficient, vector);
    }

    private static double normalize(Matrix vector) {
        double norm = Blas.norm(vector);
        if (norm > 0) {
            Blas.scale(1 / norm, vector);
        }
        return norm;
    }

    @Override
    public int steps() {
        return steps;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        triplet.v().save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        triplet.v().restore(in);
    }

    @Override
    public void close() {
        triplet.close();
        leftBasis.close();
        rightBasis.close();
        coefficientMemory.close();
    }
}
