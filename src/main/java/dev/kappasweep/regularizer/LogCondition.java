package dev.kappasweep.regularizer;

import dev.kappasweep.linalg.Blas;
import dev.kappasweep.linalg.ExtremeTripletsSolver;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.SingularTriplet;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * log kappa(S) = log sigma_1 - log sigma_min, the condition number itself as a penalty, sigma_min being the smallest non-zero
 * singular value: [9] in the paper. Its gradient is u_1 v_1^T / sigma_1 - u_min v_min^T / sigma_min where both are unique; at a tie
 * that is one of the limits of gradients nearby. Not convex, and discontinuous where the rank changes. Of the zero matrix, whose
 * kappa is undefined, the value and the gradient are taken as 0.
 */
public final class LogCondition implements Regularizer {
    private final ExtremeTripletsSolver solver;

    /** @param solver for matrices of the size that will be penalised; closed together with this */
    public LogCondition(ExtremeTripletsSolver solver) {
        this.solver = solver;
    }

    @Override
    public double value(Matrix weights) {
        solver.solve(weights);
        return value();
    }

    @Override
    public double addGradient(Matrix weights, double lambda, Matrix gradient) {
        solver.solve(weights);
        SingularTriplet top = solver.top();
        SingularTriplet bottom = solver.bottom();
        if (bottom.sigma() > 0) {
            Blas.addOuterProduct(lambda / top.sigma(), top.u(), top.v(), gradient);
            Blas.addOuterProduct(-lambda / bottom.sigma(), bottom.u(), bottom.v(), gradient);
        }
        return value();
    }

    private double value() {
        double smallest = solver.bottom().sigma();
        // Below 0 it is rounding, of a matrix whose singular values are all equal.
        return smallest > 0 ? Math.max(StrictMath.log(solver.top().sigma() / smallest), 0) : 0;
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
