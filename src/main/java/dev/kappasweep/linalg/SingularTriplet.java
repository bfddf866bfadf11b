package dev.kappasweep.linalg;

import java.util.random.RandomGenerator;

/**
 * A singular triplet (sigma, u, v) in memory that is allocated once: what a {@link TopSingularTripletSolver} finds, until its next
 * call.
 *
 * <p>For the zero matrix sigma is 0 and u and v are some unit vectors. Where sigma_1 is not unique, (u, v) is one pair of unit
 * vectors of its singular space.
 */
public final class SingularTriplet implements AutoCloseable {
    private final Matrix u;
    private final Matrix v;
    private final Matrix residualVector;
    private double sigma;
    private double residual;

    SingularTriplet(Precision precision, int rows, int cols) {
        this.u = Matrix.zeros(precision, 1, rows);
        this.v = Matrix.zeros(precision, 1, cols);
        this.residualVector = Matrix.zeros(precision, 1, cols);
    }

    /** Unit left vector, 1 x rows. */
    public Matrix u() {
        return u;
    }

    /** Unit right vector, 1 x cols. */
    public Matrix v() {
        return v;
    }

    /** At least 0 and, up to rounding, never above sigma_1. */
    public double sigma() {
        return sigma;
    }

    /** ||S^T u - sigma v|| / sigma, for some solvers as it was before their last step; 0 for the zero matrix. */
    public double residual() {
        return residual;
    }

    /** Sets a sigma that is known more exactly than by the norm of S v. */
    void refineSigma(double exact) {
        sigma = exact;
    }

    void check(Matrix matrix) {
        if (matrix.rows() != u.size() || matrix.cols() != v.size() || matrix.precision() != u.precision()) {
            throw isNotFor(matrix.toString());
        }
    }

    void check(LinearOperator operator) {
        if (operator.rows() != u.size() || operator.cols() != v.size()) {
            throw isNotFor(operator.rows() + " x " + operator.cols());
        }
    }

    private IllegalArgumentException isNotFor(String other) {
        return new IllegalArgumentException(
                "this solver is for " + u.size() + " x " + v.size() + " " + u.precision() + ", not for " + other);
    }

    /** Sets v to a random unit vector. */
    void randomizeV(RandomGenerator random) {
        for (int i = 0; i < v.size(); i++) {
            v.set(i, random.nextGaussian());
        }
        Blas.scale(1 / Blas.norm(v), v);
    }

    /** With the unit vector v given: u and sigma from S v = sigma u, then the residual. One pass over S, and one more. */
    void completeFromV(Matrix matrix) {
        Blas.multiplyVector(matrix, v, u);
        completeFromScaledU(matrix, Blas.norm(u));
    }

    /** With v and sigma u given, and sigma = ||sigma u||: normalises u and measures the residual, in one pass over S. */
    void completeFromScaledU(Matrix matrix, double newSigma) {
        sigma = newSigma;
        if (sigma == 0) {
            u.clear();
            u.set(0, 1);
            residual = 0;
            return;
        }
        Blas.scale(1 / sigma, u);
        Blas.transposedMultiplyVector(matrix, u, residualVector);
        Blas.addScaled(-sigma, v, residualVector);
        residual = Blas.norm(residualVector) / sigma;
    }

    /** With v and sigma u given, and sigma = ||sigma u||, and a residual that is known: normalises u. */
    void completeFromScaledU(double newSigma, double newResidual) {
        sigma = newSigma;
        residual = newResidual;
        if (sigma == 0) {
            u.clear();
            u.set(0, 1);
            return;
        }
        Blas.scale(1 / sigma, u);
    }

    /** S^T u - sigma v, as the last completion left it. */
    Matrix residualVector() {
        return residualVector;
    }

    @Override
    public void close() {
        u.close();
        v.close();
        residualVector.close();
    }
}
