package dev.kappasweep.sweep;

import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is asked: an experiment, its protocol and its axes; one file in conf/.
 *
 * @param axes every value of each; their product is the grid where {@code grids} is empty
 * @param grids the products that make the sweep together; empty where it is the one of {@code axes}
 * @param table the name of the one printed at the end, known to the program or one of {@code tables}
 * @param tables those that the file defines
 */
public record SweepSpec(
        String name,
        Experiment experiment,
        Protocol protocol,
        DatasetSpec dataset,
        NetworkSpec network,
        ProblemSpec problem,
        RegularizerSpec regularizer,
        TrainingSpec training,
        Axes axes,
        List<Axes> grids,
        EvaluationSpec evaluation,
        String table,
        List<TableSpec> tables)
        implements Serializable {
    /** The largest grid that is accepted. */
    public static final long MAX_TRIALS = 1_000_000;

    public SweepSpec {
        SafeName.require("name", name);
        grids = List.copyOf(grids);
        Require.require(
                grids.isEmpty() || axes.equals(Axes.union(grids)), "axes", axes, "the values of all grids", grids);
        long size = size(axes, grids);
        Require.require(size <= MAX_TRIALS, "axes", size + " trials", "at most " + MAX_TRIALS, axes);
        Require.text("table", table);
        tables = List.copyOf(tables);
    }

    /** The same sweep of networks that are trained otherwise. */
    public SweepSpec withTraining(TrainingSpec other) {
        return new SweepSpec(
                name,
                experiment,
                protocol,
                dataset,
                network,
                problem,
                regularizer,
                other,
                axes,
                grids,
                evaluation,
                table,
                tables);
    }

    /** The same sweep over other products, at least one. */
    public SweepSpec withGrids(List<Axes> other) {
        return new SweepSpec(
                name,
                experiment,
                protocol,
                dataset,
                network,
                problem,
                regularizer,
                training,
                Axes.union(other),
                other,
                evaluation,
                table,
                tables);
    }

    private static long size(Axes axes, List<Axes> grids) {
        return grids.isEmpty()
                ? axes.size()
                : grids.stream().mapToLong(Axes::size).sum();
    }

    /**
     * The trials in a stable order: grid by grid, in each the axes as {@link Axes} declares them, the last one (seed) fastest. A
     * trial of several grids is there once. Where the regulariser is an axis, a network without a penalty is the same whatever its kind, solver and lambda would be: it is
     * there once, as kind {@code none} with lambda 0.
     *
     * @param data the loaded data set
     */
    public List<TrialSpec> trials(DatasetId data) {
        Set<TrialSpec> trials = new LinkedHashSet<>();
        (grids.isEmpty() ? List.of(axes) : grids).forEach(grid -> addTrials(trials, data, grid));
        return List.copyOf(trials);
    }

    private void addTrials(Set<TrialSpec> trials, DatasetId data, Axes grid) {
        for (RegularizerKind kind : grid.regularizer()) {
            for (SolverSpec solver : grid.solver()) {
                for (Strength strength : grid.lambda()) {
                    addTrials(trials, data, grid, regularizer.with(kind, solver), strength);
                }
            }
        }
    }

    private void addTrials(
            Set<TrialSpec> trials, DatasetId data, Axes grid, RegularizerSpec penalty, Strength strength) {
        boolean isNone = axes.regularizer().size() > 1 && (penalty.kind() == RegularizerKind.NONE || strength.isZero());
        RegularizerSpec own =
                isNone ? penalty.with(RegularizerKind.NONE, axes.solver().get(0)) : penalty;
        Strength ownStrength = isNone ? Strength.of(0) : strength;
        for (Snr trainSnr : grid.trainSnr()) {
            for (double dropout : grid.dropout()) {
                addTrials(trials, data, grid, network.withDropout(dropout), own, ownStrength, trainSnr);
            }
        }
    }

    private void addTrials(
            Set<TrialSpec> trials,
            DatasetId data,
            Axes grid,
            NetworkSpec ownNetwork,
            RegularizerSpec penalty,
            Strength strength,
            Snr trainSnr) {
        for (double learningRate : grid.learningRate()) {
            for (int batch : grid.batch()) {
                for (long seed : grid.seed()) {
                    trials.add(new TrialSpec(
                            experiment,
                            protocol,
                            data,
                            ownNetwork,
                            problem,
                            penalty,
                            strength,
                            trainSnr,
                            training.withLearningRate(learningRate).withBatch(batch),
                            seed,
                            evaluation));
                }
            }
        }
    }
}
