package dev.kappasweep.regularizer;

import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.SingularTriplet;
import dev.kappasweep.linalg.TopSingularTripletSolver;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * r(S) = 1/2 sigma_1^2 - 1/(2 nu) ||S||_F^2, (2.1) in the paper, nu = min(rows, cols). Its gradient is sigma_1 u_1 v_1^T - S/nu
 * where sigma_1 is unique; elsewhere that is an element of the subdifferential, whichever top singular pair the solver returns
 * (Theorem 3.1).
 */
public final class ConditionNumber implements Regularizer {
    private final TopSingularTripletSolver solver;

    /** @param solver for matrices of the size that will be penalised; closed together with this */
    public ConditionNumber(TopSingularTripletSolver solver) {
        this.solver = solver;
    }

    @Override
    public double value(Matrix weights) {
        SingularTriplet triplet = solver.solve(weights);
        double squares = weights.precision().kernels().sumOfSquares(weights.memory(), weights.rows(), weights.cols());
        return value(triplet.sigma(), squares, weights.smallerSize());
    }

    @Override
    public double addGradient(Matrix weights, double lambda, Matrix gradient) {
        SingularTriplet triplet = solver.solve(weights);
        double squares = weights.precision()
                .kernels()
                .addOuterProductAndScaled(
                        gradient.memory(),
                        lambda * triplet.sigma(),
                        triplet.u().memory(),
                        triplet.v().memory(),
                        -lambda / weights.smallerSize(),
                        weights.memory(),
                        weights.rows(),
                        weights.cols());
        return value(triplet.sigma(), squares, weights.smallerSize());
    }

    private static double value(double sigma, double sumOfSquares, int nu) {
        // sigma_1^2 is at least the mean of all sigma^2; below 0 it is rounding, or a solver short of sigma_1.
        return Math.max((sigma * sigma - sumOfSquares / nu) / 2, 0);
    }

    @Override
    public int solverSteps() {
        return solver.steps();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        solver.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        solver.restore(in);
    }

    @Override
    public void close() {
        solver.close();
    }
}
