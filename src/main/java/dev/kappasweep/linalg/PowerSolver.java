package dev.kappasweep.linalg;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.random.RandomGenerator;

/**
 * Power iteration on S^T S from the last right vector. It converges by the gap sigma_1 - sigma_2, which the penalty r itself
 * closes, so it falls behind in training; it is here to show what that does.
 */
public final class PowerSolver implements TopSingularTripletSolver {
    private final SingularTriplet triplet;
    private final int maxSteps;
    private final double tolerance;
    private int steps;

    /**
     * @param maxSteps products with S^T S per call, at least 1
     * @param tolerance the residual at which a call stops early
     */
    public PowerSolver(
            Precision precision, int rows, int cols, int maxSteps, double tolerance, RandomGenerator random) {
        this.triplet = new SingularTriplet(precision, rows, cols);
        this.maxSteps = maxSteps;
        this.tolerance = tolerance;
        triplet.randomizeV(random);
    }

    @Override
    public SingularTriplet solve(Matrix matrix) {
        triplet.check(matrix);
        triplet.completeFromV(matrix);
        steps = 0;
        while (steps < maxSteps && triplet.residual() > tolerance) {
            advance();
            triplet.completeFromV(matrix);
            steps++;
        }
        return triplet;
    }

    private void advance() {
        // S^T u = residual vector + sigma v is at hand, so a step costs the one product that completes it.
        Blas.addScaled(1 / triplet.sigma(), triplet.residualVector(), triplet.v());
        Blas.scale(1 / Blas.norm(triplet.v()), triplet.v());
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
    }
}
