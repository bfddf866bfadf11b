package dev.kappasweep.sweep;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value for every {@link Parameter}. Immutable; equal where all values are. The seed is held apart: replicates of one configuration share all
 * else, and what was found out about it.
 */
public final class Settings implements Serializable {
    private static final long serialVersionUID = 2;

    private final EnumMap<Parameter, Object> configuration;
    private final Object seed;
    private final transient @Nullable Experiment fitting;

    private Settings(EnumMap<Parameter, Object> configuration, Object seed, @Nullable Experiment fitting) {
        this.configuration = configuration;
        this.seed = seed;
        this.fitting = fitting;
    }

    /** What holds in {@code experiment} where nothing is set; what has no default is left at the smallest that makes sense. */
    public static Settings standard(Experiment experiment) {
        EnumMap<Parameter, Object> values = new EnumMap<>(Parameter.class);
        for (Parameter parameter : Parameter.values()) {
            values.put(parameter, standard(parameter, experiment));
        }
        Object seed = Objects.requireNonNull(values.remove(Parameter.SEED));
        return new Settings(values, seed, null);
    }

    private static Object standard(Parameter parameter, Experiment experiment) {
        if (parameter.standard(experiment).isPresent()) {
            return parameter.standardValue(experiment);
        }
        return parameter.parse(parameter.form().takesList() ? "" : "1");
    }

    /** The value of a parameter. */
    public Object get(Parameter parameter) {
        return parameter == Parameter.SEED ? seed : Objects.requireNonNull(configuration.get(parameter));
    }

    /** The value of a parameter whose values are of this class. */
    public <T> T get(Parameter parameter, Class<T> type) {
        return type.cast(get(parameter));
    }

    public double real(Parameter parameter) {
        return get(parameter, Double.class);
    }

    public int integer(Parameter parameter) {
        return get(parameter, Integer.class);
    }

    /** The same with another value of one parameter. */
    public Settings with(Parameter parameter, Object value) {
        if (parameter == Parameter.SEED) {
            return new Settings(configuration, value, fitting);
        }
        EnumMap<Parameter, Object> changed = configuration.clone();
        changed.put(parameter, value);
        return new Settings(changed, seed, null);
    }

    /** The same with other values of some. */
    public Settings with(Map<Parameter, Object> others) {
        EnumMap<Parameter, Object> changed = configuration.clone();
        changed.putAll(others);
        Object other = changed.remove(Parameter.SEED);
        return new Settings(changed, other == null ? seed : other, null);
    }

    /** Whether they differ in the seed at most. */
    boolean isReplicateOf(Settings other) {
        return configuration.equals(other.configuration);
    }

    /** Whether it is known that they go together in {@code experiment}, and are {@link #normal}. */
    boolean fits(Experiment experiment) {
        return fitting == experiment;
    }

    /** The same, of which {@link #fits} is known, whatever the seed. */
    Settings fitting(Experiment experiment) {
        return new Settings(configuration, seed, experiment);
    }

    /**
     * Equal for equal trials: {@link #withSingleActivation}, no activation where there is no hidden layer, and what has no effect as where
     * nobody says it.
     */
    Settings normal() {
        Settings same = network().hidden().isEmpty() ? with(Parameter.ACTIVATION, List.of()) : withSingleActivation();
        for (Parameter parameter : Parameter.conditional()) {
            if (!parameter.hasEffect(same) && !same.get(parameter).equals(parameter.unsaid())) {
                same = same.with(parameter, parameter.unsaid());
            }
        }
        return same;
    }

    /** The same with the penalised layers in the order of the network. */
    Settings withLayersInOrder() {
        List<String> layers = list(Parameter.LAYERS, String.class);
        List<String> ordered = RegularizerSpec.inOrder(layers);
        return ordered.equals(layers) ? this : with(Parameter.LAYERS, ordered);
    }

    /** The same with one activation for all hidden layers where they all have that one. */
    Settings withSingleActivation() {
        List<Activation> activations = list(Parameter.ACTIVATION, Activation.class);
        boolean isOne =
                activations.size() > 1 && activations.stream().distinct().count() == 1;
        return isOne ? with(Parameter.ACTIVATION, List.copyOf(activations.subList(0, 1))) : this;
    }

    public Protocol protocol() {
        return get(Parameter.PROTOCOL, Protocol.class);
    }

    private <T> List<T> list(Parameter parameter, Class<T> element) {
        List<?> values = get(parameter, List.class);
        return values.stream().map(element::cast).toList();
    }

    /**
     * The network that they ask for.
     *
     * @throws InvalidInputException if its values do not go together
     */
    public NetworkSpec network() {
        return new NetworkSpec(
                list(Parameter.HIDDEN, Integer.class),
                list(Parameter.ACTIVATION, Activation.class),
                real(Parameter.DROPOUT));
    }

    /**
     * The problem of least squares.
     *
     * @throws InvalidInputException if its sizes do not go together
     */
    public ProblemSpec problem() {
        return new ProblemSpec(
                integer(Parameter.PROBLEM_OUTPUTS),
                integer(Parameter.PROBLEM_INPUTS),
                integer(Parameter.PROBLEM_SAMPLES));
    }

    public RegularizerSpec regularizer() {
        return new RegularizerSpec(
                get(Parameter.REGULARIZER, RegularizerKind.class),
                list(Parameter.LAYERS, String.class),
                get(Parameter.SOLVER, SolverSpec.class),
                real(Parameter.TOLERANCE));
    }

    public Strength strength() {
        return get(Parameter.LAMBDA, Strength.class);
    }

    public TrainingSpec training() {
        return new TrainingSpec(
                integer(Parameter.EPOCHS),
                integer(Parameter.BATCH),
                get(Parameter.OPTIMIZER, Optimizer.class),
                real(Parameter.LEARNING_RATE),
                integer(Parameter.TRAIN_IMAGES));
    }

    /** The same with the values of {@code network}. */
    public Settings with(NetworkSpec network) {
        return with(Parameter.HIDDEN, network.hidden())
                .with(Parameter.ACTIVATION, network.activations())
                .with(Parameter.DROPOUT, network.dropout());
    }

    /** The same with the values of {@code penalty}. */
    public Settings with(RegularizerSpec penalty) {
        return with(Parameter.REGULARIZER, penalty.kind())
                .with(Parameter.LAYERS, penalty.layers())
                .with(Parameter.SOLVER, penalty.solver())
                .with(Parameter.TOLERANCE, penalty.tolerance());
    }

    /** The same with the values of {@code training}. */
    public Settings with(TrainingSpec training) {
        return with(Parameter.EPOCHS, training.epochs())
                .with(Parameter.BATCH, training.batch())
                .with(Parameter.OPTIMIZER, training.optimizer())
                .with(Parameter.LEARNING_RATE, training.learningRate())
                .with(Parameter.TRAIN_IMAGES, training.trainImages());
    }

    /** The same with the values of {@code problem}. */
    public Settings with(ProblemSpec problem) {
        return with(Parameter.PROBLEM_OUTPUTS, problem.outputs())
                .with(Parameter.PROBLEM_INPUTS, problem.inputs())
                .with(Parameter.PROBLEM_SAMPLES, problem.samples());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Settings settings && seed.equals(settings.seed) && isReplicateOf(settings);
    }

    @Override
    public int hashCode() {
        return 31 * configuration.hashCode() + seed.hashCode();
    }

    @Override
    public String toString() {
        return configuration + " seed " + seed;
    }
}
