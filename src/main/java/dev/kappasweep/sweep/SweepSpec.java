package dev.kappasweep.sweep;

import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is asked: an experiment, its protocol and its axes; one file in conf/.
 *
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
        EvaluationSpec evaluation,
        String table,
        List<TableSpec> tables)
        implements Serializable {
    /** The largest grid that is accepted. */
    public static final long MAX_TRIALS = 1_000_000;

    public SweepSpec {
        Require.require(
                name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}"),
                "name",
                "'" + name + "'",
                "1 to 64 letters, digits, '.', '_' or '-', starting with a letter or digit",
                name);
        Require.require(axes.size() <= MAX_TRIALS, "axes", axes.size() + " trials", "at most " + MAX_TRIALS, axes);
        Require.text("table", table);
        tables = List.copyOf(tables);
    }

    /**
     * The trials of the grid in a stable order: the axes as {@link Axes} declares them, the last one (seed) fastest. Where the
     * regulariser is an axis, a network without a penalty is the same whatever its kind, solver and lambda would be: it is
     * there once, as kind {@code none} with lambda 0.
     *
     * @param data the loaded data set
     */
    public List<TrialSpec> trials(DatasetId data) {
        Set<TrialSpec> trials = new LinkedHashSet<>();
        for (RegularizerKind kind : axes.regularizer()) {
            for (SolverSpec solver : axes.solver()) {
                for (Strength strength : axes.lambda()) {
                    addTrials(trials, data, regularizer.with(kind, solver), strength);
                }
            }
        }
        return List.copyOf(trials);
    }

    private void addTrials(Set<TrialSpec> trials, DatasetId data, RegularizerSpec penalty, Strength strength) {
        boolean isNone = axes.regularizer().size() > 1 && (penalty.kind() == RegularizerKind.NONE || strength.isZero());
        RegularizerSpec own =
                isNone ? penalty.with(RegularizerKind.NONE, axes.solver().get(0)) : penalty;
        Strength ownStrength = isNone ? Strength.of(0) : strength;
        for (Snr trainSnr : axes.trainSnr()) {
            for (double dropout : axes.dropout()) {
                addTrials(trials, data, network.withDropout(dropout), own, ownStrength, trainSnr);
            }
        }
    }

    private void addTrials(
            Set<TrialSpec> trials,
            DatasetId data,
            NetworkSpec ownNetwork,
            RegularizerSpec penalty,
            Strength strength,
            Snr trainSnr) {
        for (double learningRate : axes.learningRate()) {
            for (int batch : axes.batch()) {
                for (long seed : axes.seed()) {
                    trials.add(new TrialSpec(
                            experiment,
                            protocol,
                            data,
                            ownNetwork,
                            problem,
                            penalty,
                            strength,
                            trainSnr,
                            training.with(learningRate, batch),
                            seed,
                            evaluation));
                }
            }
        }
    }
}
