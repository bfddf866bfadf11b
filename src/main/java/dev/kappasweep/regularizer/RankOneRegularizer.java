package dev.kappasweep.regularizer;

import dev.kappasweep.kernel.Kernels;
import dev.kappasweep.linalg.Blas;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.NoSolver;
import dev.kappasweep.linalg.SingularTriplet;
import dev.kappasweep.linalg.TopSingularTripletSolver;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A penalty that {@link RankOneForm} states, on a matrix whose gradient is stored. */
public final class RankOneRegularizer implements Regularizer {
    private final RankOneForm form;
    private final TopSingularTripletSolver solver;

    /**
     * @param solver for matrices of the size that will be penalised, a {@link NoSolver} where {@code form} needs no triplet;
     *     closed together with this
     */
    public RankOneRegularizer(RankOneForm form, TopSingularTripletSolver solver) {
        form.requireFit(solver);
        this.form = form;
        this.solver = solver;
    }

    @Override
    public double value(Matrix weights) {
        double sigma = solver.solve(weights).sigma();
        return form.value(sigma, form.hasOwnTerm() ? sumOfSquares(weights) : 0, divisor(weights));
    }

    @Override
    public double addGradient(Matrix weights, double lambda, Matrix gradient) {
        SingularTriplet triplet = solver.solve(weights);
        double outer = form.outerFactor(lambda, triplet.sigma());
        double own = form.ownFactor(lambda, divisor(weights));
        double squares = add(outer, triplet, own, weights, gradient);
        return form.value(triplet.sigma(), squares, divisor(weights));
    }

    /**
     * gradient += outer u v^T + own weights, in one pass if the form has both terms.
     *
     * @return the sum of squares of the weights; 0 if the form has no such term
     */
    private double add(double outer, SingularTriplet triplet, double own, Matrix weights, Matrix gradient) {
        if (form.needsTriplet() && form.hasOwnTerm()) {
            Kernels kernels = weights.precision().kernels();
            return kernels.addOuterProductAndScaled(
                    gradient.memory(),
                    outer,
                    triplet.u().memory(),
                    triplet.v().memory(),
                    own,
                    weights.memory(),
                    weights.rows(),
                    weights.cols());
        }
        if (form.needsTriplet()) {
            Blas.addOuterProduct(outer, triplet.u(), triplet.v(), gradient);
        }
        if (form.hasOwnTerm()) {
            Blas.addScaled(own, weights, gradient);
            return sumOfSquares(weights);
        }
        return 0;
    }

    private int divisor(Matrix matrix) {
        return form.divisor(matrix.rows(), matrix.cols());
    }

    private static double sumOfSquares(Matrix matrix) {
        return matrix.precision().kernels().sumOfSquares(matrix.memory(), matrix.rows(), matrix.cols());
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
