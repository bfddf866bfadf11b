package dev.kappasweep.sweep;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One training run and what is measured on it. Equal specs give the same bits on any executor, in any order.
 *
 * @param settings a value for every parameter; one activation stands for all layers where all have the same
 */
public record TrialSpec(Experiment experiment, DatasetId dataset, Settings settings, EvaluationSpec evaluation)
        implements Serializable {
    /** Raised when the same spec would give other results than before, so that old results are not taken for new ones. */
    public static final int OBJECTIVE_VERSION = 5;

    /** The first objective version whose trials have the same bits on every processor. */
    public static final int FIRST_PORTABLE_VERSION = 5;

    public TrialSpec {
        if (!settings.fits(experiment)) {
            settings = settings.normal();
            requireFitting(experiment, settings);
            settings = settings.fitting(experiment);
        }
    }

    private static void requireFitting(Experiment experiment, Settings settings) {
        ExperimentRules rules = experiment.rules();
        NetworkSpec network = settings.network();
        RegularizerSpec regularizer = settings.regularizer();
        requireOneOf("protocol", settings.protocol(), experiment, rules.protocols());
        requireOneOf("regularizer.kind", regularizer.kind(), experiment, rules.regularizers());
        requireOneOf("training.optimizer", settings.training().optimizer(), experiment, rules.optimizers());
        requireLayers(experiment, network);
        requirePenalty(regularizer, settings.strength(), rules.layerNames(network.depth()));
        settings.problem();
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
        Require.none(experiment.rules().expectedInPlaceOf(network.hidden().size()), "network.hidden", network.hidden());
    }

    private static void requirePenalty(RegularizerSpec regularizer, Strength strength, List<String> names) {
        for (String layer : regularizer.layers()) {
            Require.require(
                    names.contains(layer), "regularizer.layers", "'" + layer + "'", () -> String.join(", ", names));
        }
        Require.none(RegularizerSpec.expectedInPlaceOf(strength, regularizer.layers()), "lambda", strength);
    }

    /** Whether they differ in the seed at most. */
    public boolean isReplicateOf(TrialSpec other) {
        return settings.isReplicateOf(other.settings)
                && experiment == other.experiment
                && dataset.equals(other.dataset)
                && evaluation.equals(other.evaluation);
    }

    /** A copy to be changed: {@code spec.with().set(Parameter.SEED, 2L).build()}. */
    public Builder with() {
        return new Builder(this);
    }

    /** The same network, evaluated at other test SNRs: the id is another one. */
    public TrialSpec evaluatedAt(List<Snr> snr) {
        return snr.equals(evaluation.snr())
                ? this
                : with().evaluation(new EvaluationSpec(snr, evaluation.draws())).build();
    }

    /** The same with another value of one parameter. */
    public TrialSpec with(Parameter parameter, Object value) {
        return with().set(parameter, value).build();
    }

    public Protocol protocol() {
        return settings.protocol();
    }

    public NetworkSpec network() {
        return settings.network();
    }

    /** Of least squares; without effect on the other experiments. */
    public ProblemSpec problem() {
        return settings.problem();
    }

    public RegularizerSpec regularizer() {
        return settings.regularizer();
    }

    public Strength strength() {
        return settings.strength();
    }

    /** Noise on the training inputs. */
    public Snr trainSnr() {
        return settings.get(Parameter.TRAIN_SNR, Snr.class);
    }

    public TrainingSpec training() {
        return settings.training();
    }

    /** Every random number of the trial comes from streams derived from it, and from nothing else. */
    public long seed() {
        return settings.get(Parameter.SEED, Long.class);
    }

    /** Strength of the penalty on the first group of layers, or on all: the number that curves are drawn against. */
    public double lambda() {
        return strength().lambda();
    }

    /** Strength of the penalty on {@code layer}, 0 where it is not penalised. */
    public double lambda(String layer) {
        return regularizer().lambda(strength(), layer);
    }

    /** The names of the weight matrices from the input on. */
    public List<String> layerNames() {
        int hidden =
                Parameter.HIDDEN.form().elements(settings.get(Parameter.HIDDEN)).size();
        return experiment.rules().layerNames(hidden + 1);
    }

    public TrialId id() {
        return TrialId.ofCanonical(canonical());
    }

    /** Everything that decides the result, one {@code key=value} a line; the data set by digest, not by name. */
    String canonical() {
        StringBuilder text = new StringBuilder();
        line(text, "objectiveVersion=" + OBJECTIVE_VERSION);
        line(text, "experiment=" + experiment.text());
        for (Parameter parameter : Parameter.values()) {
            parameter.canonicalLine(this).ifPresent(line -> line(text, line));
            if (parameter == Parameter.PROTOCOL) {
                line(text, "dataset=" + dataset.sha256());
            }
        }
        line(text, "evaluation.snr=" + evaluation.snr());
        line(text, "evaluation.draws=" + evaluation.draws());
        return text.toString();
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }

    /** A spec that differs from another in what is named. Nothing is checked before {@link #build}. */
    public static final class Builder {
        private final TrialSpec from;
        private Settings settings;
        private EvaluationSpec evaluation;

        private Builder(TrialSpec from) {
            this.from = from;
            this.settings = from.settings;
            this.evaluation = from.evaluation;
        }

        public Builder set(Parameter parameter, Object value) {
            settings = settings.with(parameter, value);
            return this;
        }

        public Builder protocol(Protocol other) {
            return set(Parameter.PROTOCOL, other);
        }

        public Builder trainSnr(Snr other) {
            return set(Parameter.TRAIN_SNR, other);
        }

        public Builder network(NetworkSpec other) {
            settings = settings.with(other);
            return this;
        }

        public Builder problem(ProblemSpec other) {
            settings = settings.with(other);
            return this;
        }

        public Builder regularizer(RegularizerSpec other) {
            settings = settings.with(other);
            return this;
        }

        public Builder strength(Strength other) {
            return set(Parameter.LAMBDA, other);
        }

        public Builder training(TrainingSpec other) {
            settings = settings.with(other);
            return this;
        }

        public Builder seed(long other) {
            return set(Parameter.SEED, other);
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
            return new TrialSpec(from.experiment, from.dataset, settings, evaluation);
        }
    }
}
