package dev.kappasweep.linalg;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.random.RandomGenerator;

/**
 * Locally optimal block preconditioned conjugate gradients (Knyazev 2001) on S^T S, without a preconditioner. A block of right
 * vectors X and the last directions P are kept between calls, so one Rayleigh-Ritz on span[X, P, residuals] per call follows a
 * matrix that changes slowly, also where the gap sigma_1 - sigma_2 is nearly closed: the block then holds the whole cluster.
 *
 * <p>Vectors are rows. With Y = basis S^T the projected matrix is Y Y^T, so S is read three times in a step: for the products
 * with [X, P], for S^T Y_X, and for the products with the residuals; and once more for the final residual. In float32 the
 * squares of singular values must be representable: sigma_1 between 1e-15 and 1e15.
 */
public final class LobpcgSolver implements TopSingularTripletSolver {
    /** The block that trains like a full decomposition; smaller ones fall behind, see docs/dev/performance.md. */
    public static final int DEFAULT_BLOCK = 8;

    /** The dimension of the space that a step with the default block searches: X, P and residuals. */
    public static final int SPACE = 3 * DEFAULT_BLOCK;

    private final int block;
    private final int maxSteps;
    private final double tolerance;
    private final SingularTriplet triplet;
    private final RayleighRitz ritz;
    private final Matrix basis;
    private final Matrix images;
    private final Matrix x;
    private final Matrix firstX;
    private final Matrix xp;
    private final Matrix residuals;
    private final Matrix imagesX;
    private final Matrix imagesFirstX;
    private final Matrix imagesXp;
    private final Matrix imagesResiduals;
    private final Matrix nextXp;
    private final Matrix nextImagesXp;
    private final Matrix[] rowsX;
    private final Matrix[] rowsImagesX;
    private final Matrix[] rowsResiduals;
    private int steps;

    /**
     * @param block vectors kept, at least 1; reduced to min(rows, cols) where that is less
     * @param maxSteps Rayleigh-Ritz steps per call, at least 1
     * @param tolerance the residual at which a call stops early
     */
    public LobpcgSolver(
            Precision precision,
            int rows,
            int cols,
            int block,
            int maxSteps,
            double tolerance,
            RandomGenerator random) {
        this.block = Math.min(block, Math.min(rows, cols));
        this.maxSteps = maxSteps;
        this.tolerance = tolerance;
        int k = this.block;
        this.triplet = new SingularTriplet(precision, rows, cols);
        this.ritz = new RayleighRitz(precision, 3 * k, k);
        this.basis = Matrix.zeros(precision, 3 * k, cols);
        this.images = Matrix.zeros(precision, 3 * k, rows);
        this.x = basis.rowRange(0, k);
        this.firstX = basis.rowRange(0, 1);
        this.xp = basis.rowRange(0, 2 * k);
        this.residuals = basis.rowRange(2 * k, 3 * k);
        this.imagesX = images.rowRange(0, k);
        this.imagesFirstX = images.rowRange(0, 1);
        this.imagesXp = images.rowRange(0, 2 * k);
        this.imagesResiduals = images.rowRange(2 * k, 3 * k);
        this.nextXp = Matrix.zeros(precision, 2 * k, cols);
        this.nextImagesXp = Matrix.zeros(precision, 2 * k, rows);
        this.rowsX = rows(x);
        this.rowsImagesX = rows(imagesX);
        this.rowsResiduals = rows(residuals);
        randomize(random);
    }

    private static Matrix[] rows(Matrix matrix) {
        Matrix[] rows = new Matrix[matrix.rows()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = matrix.rowRange(i, i + 1);
        }
        return rows;
    }

    private void randomize(RandomGenerator random) {
        for (int i = 0; i < x.size(); i++) {
            x.set(i, random.nextGaussian());
        }
    }

    @Override
    public SingularTriplet solve(Matrix matrix) {
        triplet.check(matrix);
        Blas.multiplyTransposed(xp, matrix, imagesXp);
        steps = 0;
        do {
            improve(matrix);
            steps++;
            complete(matrix);
        } while (steps < maxSteps && triplet.residual() > tolerance);
        return triplet;
    }

    private void improve(Matrix matrix) {
        Blas.multiply(imagesX, matrix, residuals);
        for (int i = 0; i < block; i++) {
            subtractProjection(i);
        }
        Blas.multiplyTransposed(residuals, matrix, imagesResiduals);
        ritz.solve(basis, images);
        ritz.combine(basis, nextXp);
        ritz.combine(images, nextImagesXp);
        xp.assign(nextXp);
        imagesXp.assign(nextImagesXp);
    }

    /** Makes row i of the residuals, S^T S x so far, S^T S x - theta x with the Rayleigh quotient theta of x, of unit length. */
    private void subtractProjection(int i) {
        double squaredNorm = Blas.dot(rowsX[i], rowsX[i]);
        if (squaredNorm > 0) {
            double theta = Blas.dot(rowsImagesX[i], rowsImagesX[i]) / squaredNorm;
            Blas.addScaled(-theta, rowsX[i], rowsResiduals[i]);
        }
        double norm = Blas.norm(rowsResiduals[i]);
        if (norm > Float.MIN_NORMAL) {
            Blas.scale(1 / norm, rowsResiduals[i]);
        } else {
            rowsResiduals[i].clear();
        }
    }

    private void complete(Matrix matrix) {
        double norm = Blas.norm(firstX);
        triplet.v().assign(firstX);
        triplet.u().assign(imagesFirstX);
        if (norm > 0) {
            Blas.scale(1 / norm, triplet.v());
            Blas.scale(1 / norm, triplet.u());
        }
        triplet.completeFromScaledU(matrix, Blas.norm(triplet.u()));
    }

    @Override
    public int steps() {
        return steps;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        xp.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        xp.restore(in);
    }

    @Override
    public void close() {
        triplet.close();
        ritz.close();
        basis.close();
        images.close();
        nextXp.close();
        nextImagesXp.close();
    }
}
