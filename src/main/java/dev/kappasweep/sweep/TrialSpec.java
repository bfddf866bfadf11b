package dev.kappasweep.sweep;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One training run and what is measured on it. Equal specs give the same bits on any executor, in any order.
 *
 * @param problem of least squares; without effect on the other experiments
 * @param strength lambda of the penalty
 * @param trainSnr noise on the training inputs
 * @param seed every random number of the trial comes from streams derived from it, and from nothing else
 */
public record TrialSpec(
        Experiment experiment,
        Protocol protocol,
        DatasetId dataset,
        NetworkSpec network,
        ProblemSpec problem,
        RegularizerSpec regularizer,
        Strength strength,
        Snr trainSnr,
        TrainingSpec training,
        long seed,
        EvaluationSpec evaluation)
        implements Serializable {
    /** Raised when the same spec would give other results than before, so that old results are not taken for new ones. */
    public static final int OBJECTIVE_VERSION = 2;

    public TrialSpec {
        Require.require(
                experiment.protocols().contains(protocol),
                "protocol",
                "'" + protocol.text() + "'",
                "for " + experiment.text() + " "
                        + experiment.protocols().stream().map(Protocol::text).collect(Collectors.joining(" or ")),
                protocol);
        Require.require(
                experiment.regularizers().contains(regularizer.kind()),
                "regularizer.kind",
                "'" + regularizer.kind().text() + "'",
                "for " + experiment.text() + " "
                        + experiment.regularizers().stream()
                                .map(RegularizerKind::text)
                                .collect(Collectors.joining(" or ")),
                regularizer);
        requireLayers(experiment, network);
        requirePenalty(regularizer, strength, experiment.layerNames(network.depth()));
    }

    private static void requireLayers(Experiment experiment, NetworkSpec network) {
        int hidden = network.hidden().size();
        boolean isRight = switch (experiment) {
            case CLASSIFICATION -> true;
            case DENOISING -> hidden % 2 == 1;
            case LEAST_SQUARES -> hidden == 0;
        };
        String expected = experiment == Experiment.DENOISING ? "an odd number of hidden layers" : "no hidden layers";
        Require.require(isRight, "network.hidden", network.hidden(), expected + " for " + experiment.text(), network);
    }

    private static void requirePenalty(RegularizerSpec regularizer, Strength strength, List<String> names) {
        for (String layer : regularizer.layers()) {
            Require.require(
                    names.contains(layer), "regularizer.layers", "'" + layer + "'", String.join(", ", names), layer);
        }
        int values = strength.values().size();
        int groups = regularizer.groups().size();
        Require.require(
                values == 1 || values == groups,
                "lambda",
                strength,
                "one number, or " + groups + ", one for each group of layers",
                strength);
    }

    /** Strength of the penalty on the first group of layers, or on all: the number that curves are drawn against. */
    public double lambda() {
        return strength.lambda();
    }

    /** Strength of the penalty on {@code layer}, 0 where it is not penalised. */
    public double lambda(String layer) {
        return regularizer.lambda(strength, layer);
    }

    /** The names of the weight matrices from the input on. */
    public List<String> layerNames() {
        return experiment.layerNames(network.depth());
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
                network.activations=%s
                network.dropout=%s
                problem=%s
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
                network.activations().stream().map(Activation::text).toList(),
                network.dropout(),
                experiment == Experiment.LEAST_SQUARES ? problem : "none",
                regularizer.kind().text(),
                regularizer.layers(),
                regularizer.solver(),
                regularizer.tolerance(),
                strength.values(),
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
