package dev.kappasweep.sweep;

import java.io.Serializable;
import java.util.List;
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
    public static final int OBJECTIVE_VERSION = 5;

    /** The first objective version whose trials have the same bits on every processor. */
    public static final int FIRST_PORTABLE_VERSION = 5;

    public TrialSpec {
        requireOneOf("protocol", protocol, experiment, experiment.protocols());
        requireOneOf("regularizer.kind", regularizer.kind(), experiment, experiment.regularizers());
        requireLayers(experiment, network);
        requirePenalty(regularizer, strength, experiment.layerNames(network.depth()));
    }

    private static <N extends Named> void requireOneOf(String item, N value, Experiment experiment, List<N> allowed) {
        Require.require(
                allowed.contains(value),
                item,
                "'" + value.text() + "'",
                () -> "for " + experiment.text() + " "
                        + allowed.stream().map(Named::text).collect(Collectors.joining(" or ")));
    }

    private static void requireLayers(Experiment experiment, NetworkSpec network) {
        Require.none(experiment.expectedInPlaceOf(network.hidden().size()), "network.hidden", network.hidden());
    }

    private static void requirePenalty(RegularizerSpec regularizer, Strength strength, List<String> names) {
        for (String layer : regularizer.layers()) {
            Require.require(
                    names.contains(layer), "regularizer.layers", "'" + layer + "'", () -> String.join(", ", names));
        }
        Require.none(RegularizerSpec.expectedInPlaceOf(strength, regularizer.layers()), "lambda", strength);
    }

    /** A copy to be changed: {@code spec.with().seed(2).build()}. */
    public Builder with() {
        return new Builder(this);
    }

    /** The same network, evaluated at other test SNRs: the id is another one. */
    public TrialSpec evaluatedAt(List<Snr> snr) {
        return snr.equals(evaluation.snr())
                ? this
                : with().evaluation(new EvaluationSpec(snr, evaluation.draws())).build();
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
        StringBuilder text = new StringBuilder();
        line(text, "objectiveVersion", OBJECTIVE_VERSION);
        line(text, "experiment", experiment.text());
        line(text, "protocol", protocol.text());
        line(text, "dataset", dataset.sha256());
        line(text, "network.hidden", network.hidden());
        line(
                text,
                "network.activations",
                network.activations().stream().map(Activation::text).toList());
        number(text, "network.dropout", network.dropout());
        line(text, "problem", experiment == Experiment.LEAST_SQUARES ? problem : "none");
        line(text, "regularizer.kind", regularizer.kind().text());
        line(text, "regularizer.layers", regularizer.layers());
        line(text, "regularizer.solver", regularizer.solver());
        number(text, "regularizer.tolerance", regularizer.tolerance());
        line(
                text,
                "lambda",
                strength.values().stream().map(DecimalText::shortest).toList());
        line(text, "trainSnr", trainSnr);
        line(text, "training.epochs", training.epochs());
        line(text, "training.batch", training.batch());
        line(text, "training.optimizer", training.optimizer().text());
        number(text, "training.learningRate", training.learningRate());
        line(text, "training.trainImages", training.trainImages());
        line(text, "seed", seed);
        line(text, "evaluation.snr", evaluation.snr());
        line(text, "evaluation.draws", evaluation.draws());
        return text.toString();
    }

    private static void line(StringBuilder text, String key, Object value) {
        text.append(key).append('=').append(value).append('\n');
    }

    private static void number(StringBuilder text, String key, double value) {
        line(text, key, DecimalText.shortest(value));
    }

    /** A spec that differs from another in what is named. Nothing is checked before {@link #build}. */
    public static final class Builder {
        private final Experiment experiment;
        private Protocol protocol;
        private final DatasetId dataset;
        private NetworkSpec network;
        private ProblemSpec problem;
        private RegularizerSpec regularizer;
        private Strength strength;
        private Snr trainSnr;
        private TrainingSpec training;
        private long seed;
        private EvaluationSpec evaluation;

        private Builder(TrialSpec from) {
            experiment = from.experiment;
            protocol = from.protocol;
            dataset = from.dataset;
            network = from.network;
            problem = from.problem;
            regularizer = from.regularizer;
            strength = from.strength;
            trainSnr = from.trainSnr;
            training = from.training;
            seed = from.seed;
            evaluation = from.evaluation;
        }

        public Builder protocol(Protocol other) {
            protocol = other;
            return this;
        }

        public Builder network(NetworkSpec other) {
            network = other;
            return this;
        }

        public Builder problem(ProblemSpec other) {
            problem = other;
            return this;
        }

        public Builder regularizer(RegularizerSpec other) {
            regularizer = other;
            return this;
        }

        public Builder strength(Strength other) {
            strength = other;
            return this;
        }

        public Builder trainSnr(Snr other) {
            trainSnr = other;
            return this;
        }

        public Builder training(TrainingSpec other) {
            training = other;
            return this;
        }

        public Builder seed(long other) {
            seed = other;
            return this;
        }

        public Builder evaluation(EvaluationSpec other) {
            evaluation = other;
            return this;
        }

        /**
         * The changed spec.
         *
         * @throws InvalidInputException if the values do not go together
         */
        public TrialSpec build() {
            return new TrialSpec(
                    experiment,
                    protocol,
                    dataset,
                    network,
                    problem,
                    regularizer,
                    strength,
                    trainSnr,
                    training,
                    seed,
                    evaluation);
        }
    }
}
