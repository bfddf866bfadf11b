package dev.kappasweep.sweep;

import java.io.Serializable;
import java.util.Locale;

/**
 * One training run and what is measured on it. Equal specs give the same bits on any executor, in any order.
 *
 * @param lambda strength of the penalty, at least 0
 * @param trainSnr noise on the training inputs
 * @param seed every random number of the trial comes from streams derived from it, and from nothing else
 */
public record TrialSpec(
        Experiment experiment,
        Protocol protocol,
        DatasetId dataset,
        NetworkSpec network,
        RegularizerSpec regularizer,
        double lambda,
        Snr trainSnr,
        TrainingSpec training,
        long seed,
        EvaluationSpec evaluation)
        implements Serializable {
    /** Raised when the same spec would give other results than before, so that old results are not taken for new ones. */
    public static final int OBJECTIVE_VERSION = 2;

    public TrialSpec {
        Require.nonNegativeFinite("lambda", lambda);
        lambda += 0.0; // makes -0 the 0 that it equals
        for (String layer : regularizer.layers()) {
            int number = Integer.parseInt(layer.substring(1));
            Require.require(
                    number <= network.depth(),
                    "regularizer.layers",
                    "'" + layer + "'",
                    "W1 to W" + network.depth(),
                    layer);
        }
    }

    public TrialId id() {
        return TrialId.ofCanonical(canonical());
    }

    /** Everything that decides the result, one {@code key=value} a line; the data set by digest, not by name. */
    String canonical() {
        // The root locale: others have digits of their own.
        return String.format(
                Locale.ROOT,
                """
                objectiveVersion=%d
                experiment=%s
                protocol=%s
                dataset=%s
                network.hidden=%s
                network.activation=%s
                regularizer.kind=%s
                regularizer.layers=%s
                regularizer.solver=%s
                regularizer.tolerance=%s
                lambda=%s
                trainSnr=%s
                training.epochs=%d
                training.batch=%d
                training.optimizer=%s
                training.learningRate=%s
                training.trainImages=%d
                seed=%d
                evaluation.snr=%s
                evaluation.draws=%d
                """,
                OBJECTIVE_VERSION,
                experiment.text(),
                protocol.text(),
                dataset.sha256(),
                network.hidden(),
                network.activation().text(),
                regularizer.kind().text(),
                regularizer.layers(),
                regularizer.solver(),
                regularizer.tolerance(),
                lambda,
                trainSnr,
                training.epochs(),
                training.batch(),
                training.optimizer().text(),
                training.learningRate(),
                training.trainImages(),
                seed,
                evaluation.snr(),
                evaluation.draws());
    }
}
