package dev.kappasweep.sweep;

import java.io.Serializable;
import java.util.List;
import java.util.function.Function;

/**
 * The training axes of a sweep; their product is the grid. Each axis has at least one value, all different, and the values
 * keep the order of the file.
 *
 * @param lambda strength of the penalty, lambda in (4.2) or lambda_1 and lambda_2 in (4.3)
 * @param trainSnr noise on the training inputs
 */
public record Axes(
        List<RegularizerKind> regularizer,
        List<SolverSpec> solver,
        List<Strength> lambda,
        List<Snr> trainSnr,
        List<Double> dropout,
        List<Double> learningRate,
        List<Integer> batch,
        List<Long> seed)
        implements Serializable {
    public Axes {
        regularizer = Require.distinct("axes.regularizer", regularizer);
        solver = Require.distinct("axes.solver", solver);
        lambda = Require.distinct("axes.lambda", lambda);
        trainSnr = Require.distinct("axes.trainSnr", trainSnr);
        dropout = Require.distinct("axes.dropout", dropout);
        learningRate = Require.distinct("axes.learningRate", learningRate);
        learningRate.forEach(value -> Require.positiveFinite("axes.learningRate", value));
        batch = Require.distinct("axes.batch", batch);
        batch.forEach(value -> Require.positive("axes.batch", value));
        seed = Require.distinct("axes.seed", seed);
    }

    /** Every value of several grids, in the order of the grids. */
    public static Axes union(List<Axes> grids) {
        return new Axes(
                values(grids, Axes::regularizer),
                values(grids, Axes::solver),
                values(grids, Axes::lambda),
                values(grids, Axes::trainSnr),
                values(grids, Axes::dropout),
                values(grids, Axes::learningRate),
                values(grids, Axes::batch),
                values(grids, Axes::seed));
    }

    private static <T> List<T> values(List<Axes> grids, Function<Axes, List<T>> axis) {
        return grids.stream()
                .flatMap(grid -> axis.apply(grid).stream())
                .distinct()
                .toList();
    }

    /** The number of points in the grid. */
    public long size() {
        return (long) regularizer.size()
                * solver.size()
                * lambda.size()
                * trainSnr.size()
                * dropout.size()
                * learningRate.size()
                * batch.size()
                * seed.size();
    }
}
