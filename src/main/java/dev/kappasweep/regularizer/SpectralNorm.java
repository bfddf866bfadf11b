package dev.kappasweep.regularizer;

import dev.kappasweep.linalg.Blas;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.SingularTriplet;
import dev.kappasweep.linalg.TopSingularTripletSolver;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * 1/2 sigma_1^2, the first term of (2.1) in the paper; convex. Its gradient is sigma_1 u_1 v_1^T where sigma_1 is unique;
 * elsewhere that is a subgradient, whichever top singular pair the solver returns.
 */
public final class SpectralNorm implements Regularizer {
    private final TopSingularTripletSolver solver;

    /** @param solver for matrices of the size that will be penalised; closed together with this */
    public SpectralNorm(TopSingularTripletSolver solver) {
        this.solver = solver;
    }

    @Override
    public double value(Matrix weights) {
        double sigma = solver.solve(weights).sigma();
        return sigma * sigma / 2;
    }

    @Override
    public double addGradient(Matrix weights, double lambda, Matrix gradient) {
        SingularTriplet triplet = solver.solve(weights);
        double sigma = triplet.sigma();
        Blas.addOuterProduct(lambda * sigma, triplet.u(), triplet.v(), gradient);
        return sigma * sigma / 2;
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
