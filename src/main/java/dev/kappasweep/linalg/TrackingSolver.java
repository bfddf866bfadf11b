package dev.kappasweep.linalg;

import dev.kappasweep.crew.Effort;
import dev.kappasweep.crew.Piece;
import dev.kappasweep.crew.Team;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.random.RandomGenerator;

/**
 * Follows the top singular triplet of a matrix that changes a little from call to call, by a few Rayleigh-Ritz steps a call,
 * two at most by default, one where the residual is small: locally optimal block conjugate gradients on S^T S (Knyazev 2001,
 * LOBPCG), made cheap for training. It keeps a block of {@link #BLOCK} right vectors X, since the penalty pushes the top one
 * down at every step and the next ones take its place, and improves them by their residuals R and their last directions P,
 * which are kept orthogonal to X and to each other.
 *
 * <p>A step multiplies S by X and by R, and S^T by S X: 24 products with a vector. S P is not computed but carried along, as the
 * combination of the images of before that P is of their vectors, so that it belongs to the matrices of earlier calls. That is
 * harmless only because every inner product of S^T S with one of X is taken from S^T S X, which is exact: with those from the
 * carried images a sigma can appear that no vector has.
 *
 * <p>Vectors are rows. In float32 the squares of singular values must be representable: sigma_1 between 1e-15 and 1e15.
 */
public final class TrackingSolver implements OperatorTripletSolver {
    /** The vectors kept. */
    private static final int BLOCK = 8;

    /** The dimension of the space that is searched: X, R and P. */
    public static final int SPACE = 3 * BLOCK;

    private static final int FIRST_STEPS = 100;
    // A residual below this share of theta is rounding, and so would be the direction that follows from it.
    private static final double ROUNDING_ULPS = 100;

    private final int block;
    private final int maxSteps;
    private final double tolerance;
    private final SingularTriplet triplet;
    private final RayleighRitz ritz;
    private final Matrix basis;
    private final Matrix images;
    private final Matrix nextXp;
    private final Matrix nextImagesXp;
    private final Matrix xp;
    private final Matrix imagesXp;
    private final Matrix x;
    private final Matrix firstX;
    private final Matrix residuals;
    private final Matrix imagesX;
    private final Matrix imagesP;
    private final Matrix imagesPr;
    private final Matrix firstImageX;
    private final Matrix imagesResiduals;
    private final Matrix squaresX;
    private final Matrix gramX;
    private final Matrix projectedX;
    private final Matrix[] rowsX;
    private final Matrix[] rowsResiduals;
    private final Piece combinations;
    private boolean hasStarted;
    private int steps;

    /**
     * @param maxSteps Rayleigh-Ritz steps of each call but the first, which takes up to 100; at least 1
     * @param tolerance the residual at which a call stops early
     */
    public TrackingSolver(
            Precision precision, int rows, int cols, int maxSteps, double tolerance, RandomGenerator random) {
        this(precision, rows, cols, maxSteps, tolerance, random, Team.ALONE);
    }

    /** The same, whose steps the team does together as far as the matrix's products do not already. */
    public TrackingSolver(
            Precision precision,
            int rows,
            int cols,
            int maxSteps,
            double tolerance,
            RandomGenerator random,
            Team team) {
        this.block = Math.min(BLOCK, Math.min(rows, cols));
        int xAndP = 2 * block;
        int space = 3 * block;
        this.maxSteps = maxSteps;
        this.tolerance = tolerance;
        this.triplet = new SingularTriplet(precision, rows, cols);
        long length = (long) rows + cols;
        this.ritz = new RayleighRitz(precision, space, block, length, team);
        Effort effort = new Effort(2.0 * xAndP * space * length, 0);
        this.combinations = Piece.ofParts(team, effort, (part, seat) -> combine(part), 2);
        this.basis = Matrix.zeros(precision, space, cols);
        this.images = Matrix.zeros(precision, space, rows);
        this.nextXp = Matrix.zeros(precision, xAndP, cols);
        this.nextImagesXp = Matrix.zeros(precision, xAndP, rows);
        this.squaresX = Matrix.zeros(precision, block, cols);
        this.gramX = Matrix.zeros(precision, block, block);
        this.projectedX = Matrix.zeros(precision, block, block);
        this.x = basis.rowRange(0, block);
        this.firstX = basis.rowRange(0, 1);
        this.xp = basis.rowRange(0, xAndP);
        this.residuals = basis.rowRange(xAndP, space);
        this.imagesX = images.rowRange(0, block);
        this.imagesP = images.rowRange(block, xAndP);
        this.imagesPr = images.rowRange(block, space);
        this.firstImageX = images.rowRange(0, 1);
        this.imagesXp = images.rowRange(0, xAndP);
        this.imagesResiduals = images.rowRange(xAndP, space);
        this.rowsX = rows(basis, block);
        this.rowsResiduals = rows(residuals, block);
        for (int i = 0; i < x.size(); i++) {
            x.set(i, random.nextGaussian());
        }
    }

    private static Matrix[] rows(Matrix matrix, int count) {
        Matrix[] rows = new Matrix[count];
        for (int i = 0; i < count; i++) {
            rows[i] = matrix.rowRange(i, i + 1);
        }
        return rows;
    }

    @Override
    public SingularTriplet solve(Matrix matrix) {
        triplet.check(matrix);
        return solve((LinearOperator) matrix);
    }

    @Override
    public SingularTriplet solve(LinearOperator operator) {
        triplet.check(operator);
        steps = 0;
        int most = hasStarted ? maxSteps : Math.max(maxSteps, FIRST_STEPS);
        boolean isLast;
        do {
            double residual = search(operator);
            steps++;
            isLast = steps == most || residual <= tolerance;
            combinations.run();
            if (isLast) {
                complete(residual);
            }
        } while (!isLast);
        hasStarted = true;
        return triplet;
    }

    /** The next X and P, or their images. */
    private void combine(int part) {
        if (part == 0) {
            ritz.combine(images, nextImagesXp);
            imagesXp.assign(nextImagesXp);
        } else {
            ritz.combine(basis, nextXp);
            xp.assign(nextXp);
        }
    }

    /**
     * Finds the next X and P in the span of X, P and the residuals.
     *
     * @return the residual that the first of X had
     */
    private double search(LinearOperator operator) {
        operator.multiplyTransposed(x, imagesX);
        operator.multiply(imagesX, squaresX);
        Blas.innerProducts(x, x, gramX);
        Blas.innerProducts(squaresX, x, projectedX);
        residuals.assign(squaresX);
        double residual = makeResidual(0);
        for (int i = 1; i < block; i++) {
            makeResidual(i);
        }
        operator.multiplyTransposed(residuals, imagesResiduals);
        ritz.solve(basis, imagesPr, squaresX);
        ritz.orthonormalizeDirections();
        return residual;
    }

    /**
     * Makes row i of the residuals, S^T S x so far, S^T S x - theta x with the Rayleigh quotient theta of x, of unit length.
     *
     * @return the length that it had, over theta and the length of x
     */
    private double makeResidual(int i) {
        double squaredNorm = gramX.get(i, i);
        double squaredImage = projectedX.get(i, i);
        if (squaredNorm > 0) {
            Blas.addScaled(-squaredImage / squaredNorm, rowsX[i], rowsResiduals[i]);
        }
        double norm = Blas.norm(rowsResiduals[i]);
        double relative = squaredImage > 0 ? norm * Math.sqrt(squaredNorm) / squaredImage : 0;
        if (relative > ROUNDING_ULPS * xp.precision().epsilon()) {
            Blas.scale(1 / norm, rowsResiduals[i]);
        } else {
            rowsResiduals[i].clear();
        }
        return relative;
    }

    /** The triplet of the first of X. */
    private void complete(double residual) {
        double norm = Blas.norm(firstX);
        triplet.v().assign(firstX);
        triplet.u().assign(firstImageX);
        if (norm > 0) {
            Blas.scale(1 / norm, triplet.v());
            Blas.scale(1 / norm, triplet.u());
        }
        triplet.completeFromScaledU(Blas.norm(triplet.u()), residual);
    }

    @Override
    public int steps() {
        return steps;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeBoolean(hasStarted);
        xp.save(out);
        imagesP.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        hasStarted = in.readBoolean();
        xp.restore(in);
        imagesP.restore(in);
    }

    @Override
    public void close() {
        triplet.close();
        ritz.close();
        basis.close();
        images.close();
        nextXp.close();
        nextImagesXp.close();
        squaresX.close();
        gramX.close();
        projectedX.close();
    }
}
