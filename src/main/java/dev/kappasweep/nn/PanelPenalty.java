package dev.kappasweep.nn;

import dev.kappasweep.linalg.NoSolver;
import dev.kappasweep.linalg.OperatorTripletSolver;
import dev.kappasweep.linalg.SingularTriplet;
import dev.kappasweep.regularizer.RankOneForm;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A penalty with a rank-one form on weights in panels.
 *
 * @param solver for matrices of the weights' size, a {@link NoSolver} where {@code form} needs no triplet; closed together with
 *     this
 * @param lambda above 0
 */
public record PanelPenalty(PanelWeights weights, RankOneForm form, OperatorTripletSolver solver, double lambda)
        implements Penalty {
    public PanelPenalty {
        form.requireFit(solver);
        Penalty.requirePositive(lambda);
    }

    @Override
    public double addGradient() {
        SingularTriplet triplet = solver.solve(weights.operator());
        int divisor = form.divisor(weights.operator().rows(), weights.operator().cols());
        weights.setPenalty(
                form.outerFactor(lambda, triplet.sigma()), triplet.u(), triplet.v(), form.ownFactor(lambda, divisor));
        return lambda * form.value(triplet.sigma(), weights.sumOfSquares(), divisor);
    }

    @Override
    public void afterUpdate() {}

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
