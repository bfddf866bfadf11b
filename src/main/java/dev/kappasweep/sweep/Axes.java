package dev.kappasweep.sweep;

import java.io.Serializable;
import java.util.List;

/**
 * The training axes of a sweep; their product is the grid. Each axis has at least one value, all different, and the values
 * keep the order of the file.
 *
 * @param lambda strength of the penalty, lambda in (4.2), each at least 0
 * @param trainSnr noise on the training inputs
 */
public record Axes(
        List<RegularizerKind> regularizer,
        List<SolverSpec> solver,
        List<Double> lambda,
        List<Snr> trainSnr,
        List<Double> learningRate,
        List<Integer> batch,
        List<Long> seed)
        implements Serializable {
    public Axes {
        regularizer = Require.distinct("axes.regularizer", regularizer);
        solver = Require.distinct("axes.solver", solver);
        lambda = Require.distinct("axes.lambda", lambda);
        lambda.forEach(value -> Require.nonNegativeFinite("axes.lambda", value));
        trainSnr = Require.distinct("axes.trainSnr", trainSnr);
        learningRate = Require.distinct("axes.learningRate", learningRate);
        learningRate.forEach(value -> Require.positiveFinite("axes.learningRate", value));
        batch = Require.distinct("axes.batch", batch);
        batch.forEach(value -> Require.positive("axes.batch", value));
        seed = Require.distinct("axes.seed", seed);
    }

    /** The number of trials in the grid. */
    public long size() {
        return (long) regularizer.size()
                * solver.size()
                * lambda.size()
                * trainSnr.size()
                * learningRate.size()
                * batch.size()
                * seed.size();
    }
}
