package dev.kappasweep.sweep;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that may be set of a trial but its data and what is measured on it: the one place that says a parameter's name, values, default,
 * column and meaning. Sweep files, axes, identities of trials, stored columns, tables and labels follow from it.
 *
 * <p>The order is that of a sweep file, of the columns and of {@link #canonicalLine}. A parameter that is added later goes before
 * {@link #SEED} and says what it is where nobody sets it ({@link ParameterDefinition#neutral(String)}): at that value it is left out of identities, so that stored trials keep theirs.
 */
@SuppressWarnings("ImmutableEnumChecker") // what defines a constant changes while that is made, and never after
public enum Parameter implements Named {
    PROTOCOL(of("protocol", ValueForm.of(ValueType.oneOf(Protocol.class)))
            .standard("released-code")
            .column("protocol", ParameterColumn.Type.TEXT)
            .label("protocol")),

    HIDDEN(of("network.hidden", ValueForm.listOf(ValueType.integer(1), ValueForm.Shape.LIST))
            .only(DataKind.IMAGES)
            .column("hidden", ParameterColumn.Type.TEXT)
            .label("hidden")),

    ACTIVATION(of(
                    "network.activation",
                    ValueForm.listOf(ValueType.oneOf(Activation.class), ValueForm.Shape.SINGLE_OR_LIST))
            .standard("sigmoid")
            .only(DataKind.IMAGES)
            .column("activation", ParameterColumn.Type.TEXT)
            .label("activation")
            .canonical(
                    "network.activations",
                    trial -> trial.network().activations().stream()
                            .map(Activation::text)
                            .toList()
                            .toString())),

    DROPOUT(of("network.dropout", ValueForm.of(ParameterDefinition.SHARE))
            .axis("dropout")
            .standard("0")
            .only(DataKind.IMAGES)
            .column("dropout", ParameterColumn.Type.REAL, 2)
            .label("dropout")
            .ordered()),

    PROBLEM_OUTPUTS(of("problem.outputs", ValueForm.of(ValueType.integer(1)))
            .standard("20")
            .only(DataKind.GAUSSIAN)
            .column("problem_outputs", ParameterColumn.Type.INTEGER, 2)
            .label("outputs")
            .ordered()
            .canonical(
                    "problem",
                    trial -> trial.experiment().rules().data() == DataKind.GAUSSIAN
                            ? trial.problem().toString()
                            : "none")),

    PROBLEM_INPUTS(of("problem.inputs", ValueForm.of(ValueType.integer(1)))
            .standard("50")
            .only(DataKind.GAUSSIAN)
            .column("problem_inputs", ParameterColumn.Type.INTEGER, 2)
            .label("inputs")
            .ordered()
            .inLineOfAnother()),

    PROBLEM_SAMPLES(of("problem.samples", ValueForm.of(ValueType.integer(1)))
            .standard("100")
            .only(DataKind.GAUSSIAN)
            .column("problem_samples", ParameterColumn.Type.INTEGER, 2)
            .label("samples")
            .ordered()
            .inLineOfAnother()),

    REGULARIZER(of("regularizer.kind", ValueForm.of(ValueType.oneOf(RegularizerKind.class)))
            .axis("regularizer")
            .standard("conditionNumber")
            .column("regularizer", ParameterColumn.Type.TEXT)
            .label("regularizer")
            .bare()
            .ofPenalty()),

    LAYERS(of("regularizer.layers", ValueForm.listOf(ParameterDefinition.LAYER, ValueForm.Shape.DISTINCT_LIST))
            .standard("[W1]")
            .column("layers", ParameterColumn.Type.TEXT)
            .label("layers")
            .ofPenalty()),

    SOLVER(of("regularizer.solver", ValueForm.of(ValueType.SOLVER))
            .axis("solver")
            .standard(SolverSpec.DEFAULT)
            .only(DataKind.IMAGES)
            .column("solver", ParameterColumn.Type.TEXT)
            .label("solver")
            .bare()
            .ofPenalty()),

    TOLERANCE(of("regularizer.tolerance", ValueForm.of(ParameterDefinition.FRACTION))
            .standard(RegularizerSpec.DEFAULT_TOLERANCE)
            .only(DataKind.IMAGES)
            .column("tolerance", ParameterColumn.Type.REAL)
            .label("tolerance")
            .ordered()
            .ofPenalty()),

    LAMBDA(of("lambda", ParameterDefinition.STRENGTH)
            .axisOnly()
            .standard("0")
            .column("strength", ParameterColumn.Type.TEXT, 2)
            .label("lambda")
            .ordered()
            .ofPenalty()
            .canonical(
                    "lambda",
                    trial -> trial.strength().values().stream()
                            .map(DecimalText::shortest)
                            .toList()
                            .toString())),

    TRAIN_SNR(of("trainSnr", ValueForm.of(ValueType.SNR))
            .axisOnly()
            .standard("inf")
            .only(DataKind.IMAGES)
            .column("train_snr", ParameterColumn.Type.REAL)
            .label("trainSnr")
            .ordered()),

    EPOCHS(of("training.epochs", ValueForm.of(ValueType.integer(1)))
            .column("epochs", ParameterColumn.Type.INTEGER)
            .label("epochs")
            .ordered()),

    BATCH(of("training.batch", ValueForm.of(ValueType.integer(1)))
            .axis("batch")
            .standard("32")
            .only(DataKind.IMAGES)
            .column("batch_size", ParameterColumn.Type.INTEGER)
            .label("batch")
            .ordered()),

    OPTIMIZER(of("training.optimizer", ValueForm.of(ValueType.oneOf(Optimizer.class)))
            .standard("adam")
            .column("optimizer", ParameterColumn.Type.TEXT)
            .label("optimizer")),

    LEARNING_RATE(of("training.learningRate", ValueForm.of(ParameterDefinition.POSITIVE))
            .axis("learningRate")
            .standard("1e-4")
            .column("learning_rate", ParameterColumn.Type.REAL)
            .label("learningRate")
            .ordered()),

    TRAIN_IMAGES(of("training.trainImages", ValueForm.of(ValueType.integer(0)))
            .standard("0")
            .only(DataKind.IMAGES)
            .column("train_images", ParameterColumn.Type.INTEGER)
            .label("trainImages")
            .ordered()),

    INITIALISATION(of("network.initialisation", ValueForm.of(ValueType.oneOf(Initialisation.class)))
            .neutral("pytorch")
            .only(DataKind.IMAGES)
            .column("initialisation", ParameterColumn.Type.TEXT, 3)
            .label("initialisation")),

    LEARNING_RATE_SCHEDULE(of("training.learningRateSchedule", ValueForm.of(ParameterDefinition.SCHEDULE))
            .neutral("constant")
            .only(DataKind.IMAGES)
            .column("learning_rate_schedule", ParameterColumn.Type.TEXT, 3)
            .label("schedule")),

    WEIGHT_DECAY(of("training.weightDecay", ValueForm.of(ParameterDefinition.NON_NEGATIVE))
            .neutral("0")
            .only(DataKind.IMAGES)
            .column("weight_decay", ParameterColumn.Type.REAL, 3)
            .label("weightDecay")
            .ordered()),

    MOMENTUM(of("training.momentum", ValueForm.of(ParameterDefinition.SHARE))
            .neutral("0")
            .only(DataKind.IMAGES)
            .where(OPTIMIZER, Optimizer.SGD::equals, "training.optimizer sgd")
            .column("momentum", ParameterColumn.Type.REAL, 3)
            .label("momentum")
            .ordered()),

    NESTEROV(of("training.nesterov", ValueForm.of(ValueType.BOOLEAN))
            .neutral("false")
            .only(DataKind.IMAGES)
            .where(MOMENTUM, momentum -> !momentum.equals(0.0), "training.momentum above 0")
            .column("nesterov", ParameterColumn.Type.TEXT, 3)
            .label("nesterov")),

    NORMALISATION(of("training.normalisation", ValueForm.of(ValueType.NORMALISATION))
            .neutral("mnist")
            .only(DataKind.IMAGES)
            .column("normalisation", ParameterColumn.Type.TEXT, 3)
            .label("normalisation")),

    VALIDATION(of("training.validation", ValueForm.of(ParameterDefinition.SHARE))
            .neutral("0")
            .only(DataKind.IMAGES)
            .column("validation", ParameterColumn.Type.REAL, 3)
            .label("validation")
            .ordered()),

    SEED(of("seed", ValueForm.of(ValueType.longInteger()))
            .axisOnly()
            .standard("1")
            .column("seed", ParameterColumn.Type.BIG_INTEGER)
            .label("seed")
            .ordered());

    /** Those that were axes from the first version on: they vary slowest first, after all others. */
    private static final List<Parameter> FIRST_AXES =
            List.of(REGULARIZER, SOLVER, LAMBDA, TRAIN_SNR, DROPOUT, LEARNING_RATE, BATCH, SEED);

    private static final List<Parameter> AXES = Stream.concat(
                    Arrays.stream(values()).filter(parameter -> !FIRST_AXES.contains(parameter)), FIRST_AXES.stream())
            .toList();

    private static final List<Parameter> CONDITIONAL = Arrays.stream(values())
            .filter(parameter -> parameter.condition().isPresent())
            .toList();

    private final ParameterDefinition definition;

    Parameter(ParameterDefinition definition) {
        this.definition = definition;
    }

    private static ParameterDefinition of(String key, ValueForm form) {
        return new ParameterDefinition(key, form);
    }

    /** All in the order in which a product of axes varies them, the last one fastest. */
    public static List<Parameter> axes() {
        return AXES;
    }

    /** Those with a {@link #condition}, each after the one that it depends on. */
    static List<Parameter> conditional() {
        return CONDITIONAL;
    }

    /** Those that tell configurations apart, in the order of {@link #axes}: all but the seed. */
    public static List<Parameter> ofConfigurations() {
        return AXES.subList(0, AXES.size() - 1);
    }

    /** The names of {@link #ofConfigurations}, short ones first, as messages list them. */
    public static List<String> names() {
        return ofConfigurations().stream()
                .map(Parameter::text)
                .sorted(Comparator.comparing(name -> name.contains(".") || name.equals(PROTOCOL.text())))
                .toList();
    }

    /**
     * The parameter by its name among the axes or its key.
     *
     * @param item named in the message
     * @throws InvalidInputException if there is none
     */
    public static Parameter named(String item, String name) {
        return Arrays.stream(values())
                .filter(parameter ->
                        parameter.text().equals(name) || parameter.key().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        item + ": '" + name + "' is not allowed, expected one of " + String.join(", ", names())));
    }

    /** The name among the axes: short where it has a short one, else the {@link #key}. */
    @Override
    public String text() {
        return definition.axis;
    }

    /** The key in a sweep file, such as {@code training.epochs}; of what is only an axis its name. */
    public String key() {
        return definition.key;
    }

    /** Whether a directory of results goes on with any other values of it. */
    public boolean isAlwaysAxis() {
        return FIRST_AXES.contains(this);
    }

    /** Whether a sweep file has it under {@code axes} and {@code grids} only. */
    public boolean isAxisOnly() {
        return definition.isAxisOnly;
    }

    public ValueForm form() {
        return definition.form;
    }

    /** What it is called in headings and lines. */
    public String label() {
        return definition.label;
    }

    /** What {@code experiment} takes where a file says nothing, as YAML; empty where the file must say it. */
    public Optional<String> standard(Experiment experiment) {
        return Optional.ofNullable(experiment.rules().standards().get(this)).or(definition::standard);
    }

    /** Whether it changes anything in {@code experiment}. */
    public boolean isOf(Experiment experiment) {
        return definition.data.map(experiment.rules().data()::equals).orElse(true);
    }

    /** Whether it has no meaning without a penalty. */
    public boolean isOfPenalty() {
        return definition.isOfPenalty;
    }

    /** Without which it changes nothing, if there is such a condition. */
    public Optional<ParameterCondition> condition() {
        return definition.condition;
    }

    /** Whether other values of it change a trial with such settings. */
    boolean hasEffect(Settings settings) {
        return definition.condition.isEmpty()
                || definition
                        .condition
                        .get()
                        .holds()
                        .test(settings.get(definition.condition.get().on()));
    }

    /** Whether its values are larger and smaller. */
    public boolean isOrdered() {
        return definition.isOrdered;
    }

    /** Whether its values say by themselves what they are of, so that lines leave the label out. */
    public boolean isBare() {
        return definition.isBare;
    }

    public ParameterColumn column() {
        return definition.column.orElseThrow(() -> new IllegalStateException(key() + " has no column"));
    }

    /** Whether {@code trials} has a value of it for such trials. */
    public boolean isStored(Experiment experiment) {
        boolean isOfProblems = definition.data.equals(Optional.of(DataKind.GAUSSIAN));
        return !isOfProblems || experiment.rules().data() == DataKind.GAUSSIAN;
    }

    /** What holds in {@code experiment} where nobody says it; not of what a file must say. */
    Object standardValue(Experiment experiment) {
        return definition.standardValue(this, experiment);
    }

    /** What it was where stored results do not say it: before it was a parameter, or in experiments that it changes nothing in. */
    public Object unsaid() {
        return definition.standardValue(this, Experiment.DEFAULT);
    }

    /**
     * Reads the text of a value.
     *
     * @throws InvalidInputException if it is not allowed
     */
    public Object parse(String text) {
        return form().parse(text)
                .orElseThrow(() -> new InvalidInputException(
                        key() + ": '" + text + "' is not allowed, expected " + form().allowed()));
    }

    /** A value as people read it, numbers without needless digits: {@code 0.001}, {@code 1e-5}, {@code 0.1/0.005}, {@code 256,32}. */
    public String textOf(Object value) {
        String text = form().text(value, ParameterDefinition::shown);
        return text.isEmpty() ? "[]" : text;
    }

    /** The text of what {@code trial} has. */
    public String textIn(TrialSpec trial) {
        return textOf(trial.settings().get(this));
    }

    /** Its line in the canonical text of a trial, {@code key=value}; empty where it has none or is neutral. */
    Optional<String> canonicalLine(TrialSpec trial) {
        return definition.canonicalLine(this, trial);
    }
}
