package dev.kappasweep.sweep;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

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
     * The trials of the grid in a stable order: the axes as {@link Axes} declares them, the last one (seed) fastest.
     *
     * @param data the loaded data set
     */
    public List<TrialSpec> trials(DatasetId data) {
        List<TrialSpec> trials = new ArrayList<>();
        for (RegularizerKind kind : axes.regularizer()) {
            for (SolverSpec solver : axes.solver()) {
                for (double lambda : axes.lambda()) {
                    for (Snr trainSnr : axes.trainSnr()) {
                        addTrials(trials, data, regularizer.with(kind, solver), lambda, trainSnr);
                    }
                }
            }
        }
        return List.copyOf(trials);
    }

    private void addTrials(
            List<TrialSpec> trials, DatasetId data, RegularizerSpec penalty, double lambda, Snr trainSnr) {
        for (double learningRate : axes.learningRate()) {
            for (int batch : axes.batch()) {
                for (long seed : axes.seed()) {
                    trials.add(new TrialSpec(
                            experiment,
                            protocol,
                            data,
                            network,
                            penalty,
                            lambda,
                            trainSnr,
                            training.with(learningRate, batch),
                            seed,
                            evaluation));
                }
            }
        }
    }
}
