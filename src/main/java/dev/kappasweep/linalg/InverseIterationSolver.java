package dev.kappasweep.linalg;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The largest singular value by another solver; the smallest by inverse iteration on the Gram matrix of the smaller side, with a
 * block of vectors that is kept between calls and a Rayleigh-Ritz in it at each step: Golub and Van Loan, Matrix Computations,
 * section 8.2. A step of that is two triangular solves with the block. What costs is the Gram matrix, in double precision, and
 * its Cholesky factor.
 *
 * <p>A matrix whose kappa is about 1e6 or more, or whose rank is not full, is left to {@link ExactExtremeSolver}: its Gram matrix
 * does not tell the smallest singular value from rounding.
 */
public final class InverseIterationSolver implements ExtremeTripletsSolver {
    /** The most vectors kept between calls. */
    public static final int BLOCK = 8;

    private final TopSingularTripletSolver topSolver;
    private final int maxSteps;
    private final double tolerance;
    private final GramFactor gram;
    private final RayleighRitz projection;
    private final Matrix block;
    private final Matrix half;
    private final Matrix combined;
    private final Matrix combinedHalf;
    private final Matrix ritzHalf;
    private final Matrix firstRitz;
    private final Matrix firstHalf;
    private final Matrix firstOfBlock;
    private final SingularTriplet iterated;
    private @Nullable ExactExtremeSolver exact;
    private @Nullable SingularTriplet top;
    private @Nullable SingularTriplet bottom;
    private int steps;

    /**
     * @param topSolver for matrices of the same size; closed together with this
     * @param maxSteps of inverse iteration per call, at least 1
     * @param tolerance the relative residual of the inverse at which a call stops early
     */
    public InverseIterationSolver(
            TopSingularTripletSolver topSolver,
            Precision precision,
            int rows,
            int cols,
            int maxSteps,
            double tolerance,
            RandomGenerator random) {
        int nu = Math.min(rows, cols);
        int size = Math.min(BLOCK, nu);
        this.topSolver = topSolver;
        this.maxSteps = maxSteps;
        this.tolerance = tolerance;
        this.gram = new GramFactor(rows, cols);
        this.projection = new RayleighRitz(Precision.FLOAT64, size, size);
        this.block = Matrix.zeros(Precision.FLOAT64, size, nu);
        this.half = Matrix.zeros(Precision.FLOAT64, size, nu);
        this.combined = Matrix.zeros(Precision.FLOAT64, 2 * size, nu);
        this.combinedHalf = Matrix.zeros(Precision.FLOAT64, 2 * size, nu);
        this.ritzHalf = combinedHalf.rowRange(0, size);
        this.firstRitz = combined.rowRange(0, 1);
        this.firstHalf = combinedHalf.rowRange(0, 1);
        this.firstOfBlock = block.rowRange(0, 1);
        this.iterated = new SingularTriplet(precision, rows, cols);
        for (int i = 0; i < block.size(); i++) {
            block.set(i, random.nextGaussian());
        }
    }

    @Override
    public void solve(Matrix matrix) {
        iterated.check(matrix);
        if (!gram.factor(matrix)) {
            solveExactly(matrix);
            return;
        }
        top = topSolver.solve(matrix);
        steps = 0;
        while (steps < maxSteps && !iterate()) {}
        complete(matrix);
        bottom = iterated;
        steps += topSolver.steps();
    }

    private void solveExactly(Matrix matrix) {
        ExactExtremeSolver solver = exact(matrix);
        solver.solve(matrix);
        top = solver.top();
        bottom = solver.bottom();
        steps = solver.steps();
    }

    /** Made when it is first needed, which with full-rank matrices is never: it takes several times their memory. */
    private ExactExtremeSolver exact(Matrix matrix) {
        if (exact == null) {
            exact = new ExactExtremeSolver(matrix.precision(), matrix.rows(), matrix.cols());
        }
        return exact;
    }

    /** Finds the Ritz vectors of G^-1 in the block and replaces the block by their images; true if the first one has converged. */
    private boolean iterate() {
        steps++;
        half.assign(block);
        gram.halfSolve(half);
        projection.solve(block, half);
        projection.combine(block, combined);
        projection.combine(half, combinedHalf);
        double value = Blas.dot(firstHalf, firstHalf);
        block.assign(ritzHalf);
        gram.otherHalfSolve(block);
        Blas.scale(1 / value, block);
        // ||G^-1 x / value - x||, with the first row of the block as the former.
        Blas.addScaled(-1, firstRitz, firstOfBlock);
        double residual = Blas.norm(firstOfBlock);
        Blas.addScaled(1, firstRitz, firstOfBlock);
        return residual <= tolerance;
    }

    private void complete(Matrix matrix) {
        boolean isTall = matrix.rows() >= matrix.cols();
        Matrix known = isTall ? iterated.v() : iterated.u();
        for (int i = 0; i < known.size(); i++) {
            known.set(i, firstRitz.get(i));
        }
        if (!isTall) {
            Blas.transposedMultiplyVector(matrix, iterated.u(), iterated.v());
            Blas.scale(1 / Blas.norm(iterated.v()), iterated.v());
        }
        iterated.completeFromV(matrix);
        iterated.refineSigma(1 / Blas.norm(firstHalf));
    }

    @Override
    public SingularTriplet top() {
        return solved(top);
    }

    @Override
    public SingularTriplet bottom() {
        return solved(bottom);
    }

    private static SingularTriplet solved(@Nullable SingularTriplet triplet) {
        if (triplet == null) {
            throw new IllegalStateException("there is no triplet before the first matrix");
        }
        return triplet;
    }

    @Override
    public int steps() {
        return steps;
    }

    /** Writes the block, and what the other solver keeps. */
    @Override
    public void save(DataOutput out) throws IOException {
        block.save(out);
        topSolver.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        block.restore(in);
        topSolver.restore(in);
    }

    @Override
    public void close() {
        topSolver.close();
        projection.close();
        block.close();
        half.close();
        combined.close();
        combinedHalf.close();
        iterated.close();
        if (exact != null) {
            exact.close();
        }
    }
}
