package dev.kappasweep.conf;

import static dev.kappasweep.conf.ValueType.integer;
import static dev.kappasweep.conf.ValueType.number;
import static dev.kappasweep.conf.ValueType.oneOf;
import static dev.kappasweep.conf.ValueType.text;

import dev.kappasweep.analysis.PaperTables;
import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.Experiment;
import dev.kappasweep.sweep.KeepWeights;
import dev.kappasweep.sweep.Optimizer;
import dev.kappasweep.sweep.Protocol;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.SafeName;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SolverSpec;
import dev.kappasweep.sweep.Strength;
import dev.kappasweep.sweep.TableSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Every key of a sweep file with its default: the only place that has either, but for those that an experiment changes. */
public final class SweepKeys {
    private static final ValueType<Double> POSITIVE = number("a finite number above 0", value -> value > 0);
    private static final ValueType<Double> NON_NEGATIVE = number("a finite number of at least 0", value -> value >= 0);
    private static final ValueType<Double> FRACTION =
            number("a number above 0 and below 1", value -> value > 0 && value < 1);
    private static final ValueType<Double> SHARE =
            number("a number of at least 0 and below 1", value -> value >= 0 && value < 1);
    private static final ValueType<RegularizerKind> KIND = oneOf(RegularizerKind.class);

    static final Key<String> NAME = Key.required("name", text(SafeName.ALLOWED, SafeName.PATTERN));
    static final Key<Experiment> EXPERIMENT = Key.optional("experiment", oneOf(Experiment.class), "classification");
    static final Key<Protocol> PROTOCOL = Key.optional("protocol", oneOf(Protocol.class), "released-code");
    static final Key<DatasetSpec> DATASET = new Key<>(
            "dataset", DatasetReading.ALLOWED, false, Optional.empty(), Optional.empty(), new DatasetReading());

    static final Key<List<Integer>> HIDDEN = Key.requiredList("network.hidden", integer(1));
    static final Key<List<Activation>> ACTIVATION =
            Key.oneOrMany("network.activation", oneOf(Activation.class), "sigmoid");
    static final Key<Double> DROPOUT = Key.optional("network.dropout", SHARE, "0");

    static final Key<Integer> OUTPUTS = Key.optional("problem.outputs", integer(1), "20");
    static final Key<Integer> INPUTS = Key.optional("problem.inputs", integer(1), "50");
    static final Key<Integer> SAMPLES = Key.optional("problem.samples", integer(1), "100");

    static final Key<RegularizerKind> REGULARIZER_KIND = Key.optional("regularizer.kind", KIND, "conditionNumber");
    static final Key<List<String>> LAYERS = Key.optionalList(
            "regularizer.layers",
            text("a layer's name such as W1, or E1 and D1 of an autoencoder", Pattern.compile("[WED][1-9][0-9]{0,3}")),
            "[W1]");
    public static final String DEFAULT_SOLVER = "tracking";
    public static final String DEFAULT_TOLERANCE = "0.02";

    static final Key<SolverSpec> SOLVER = Key.optional("regularizer.solver", ValueType.SOLVER, DEFAULT_SOLVER);
    static final Key<Double> TOLERANCE = Key.optional("regularizer.tolerance", FRACTION, DEFAULT_TOLERANCE);

    static final Key<Integer> EPOCHS = Key.required("training.epochs", integer(1));
    static final Key<Integer> BATCH = Key.optional("training.batch", integer(1), "32");
    static final Key<Optimizer> OPTIMIZER = Key.optional("training.optimizer", oneOf(Optimizer.class), "adam");
    static final Key<Double> LEARNING_RATE = Key.optional("training.learningRate", POSITIVE, "1e-4");
    static final Key<Integer> TRAIN_IMAGES = Key.optional("training.trainImages", integer(0), "0");

    static final Key<List<RegularizerKind>> REGULARIZER_AXIS = Key.axis("axes.regularizer", KIND, REGULARIZER_KIND);
    static final Key<List<SolverSpec>> SOLVER_AXIS = Key.axis("axes.solver", ValueType.SOLVER, SOLVER);
    static final Key<List<Strength>> LAMBDA_AXIS =
            Key.optionalList("axes.lambda", new StrengthElement(NON_NEGATIVE), "[0]");
    static final Key<List<Snr>> TRAIN_SNR_AXIS = Key.optionalList("axes.trainSnr", ValueType.SNR, "[inf]");
    static final Key<List<Double>> DROPOUT_AXIS = Key.axis("axes.dropout", SHARE, DROPOUT);
    static final Key<List<Double>> LEARNING_RATE_AXIS = Key.axis("axes.learningRate", POSITIVE, LEARNING_RATE);
    static final Key<List<Integer>> BATCH_AXIS = Key.axis("axes.batch", integer(1), BATCH);
    static final Key<List<Long>> SEED_AXIS = Key.optionalList("axes.seed", ValueType.longInteger(), "[1]");

    static final Key<List<Map<String, Setting>>> GRIDS =
            new Key<>("grids", GridReading.ALLOWED, true, Optional.of("[]"), Optional.empty(), new GridReading());

    static final Key<List<Snr>> TEST_SNR = Key.optionalList("evaluation.snr", ValueType.SNR, "[inf]");
    static final Key<Integer> DRAWS = Key.optional("evaluation.draws", integer(1), "1");
    static final Key<String> TABLE = Key.optional(
            "table",
            text(
                    "the name of a table, one of " + String.join(", ", PaperTables.names()) + " or one of tables",
                    SafeName.PATTERN),
            "summary");
    static final Key<List<TableSpec>> TABLES =
            new Key<>("tables", TableReading.ALLOWED, true, Optional.of("[]"), Optional.empty(), new TableReading());

    static final Key<Double> TIMEOUT = Key.optional("run.timeout", ValueType.SPAN, "never");
    static final Key<Integer> MAX_FAILURES = Key.optional("run.maxFailures", integer(0), "0");
    static final Key<Boolean> KEEP_GOING = Key.optional("run.keepGoing", ValueType.BOOLEAN, "true");
    static final Key<Boolean> CANARY = Key.optional("run.canary", ValueType.BOOLEAN, "false");
    static final Key<Double> CHECKPOINT_EVERY = Key.optional("run.checkpointEvery", ValueType.SPAN, "10s");
    static final Key<String> CHECKPOINT_DIRECTORY = Key.optional(
            "run.checkpointDirectory",
            text(
                    "a path such as hdfs://host/checkpoints, or '' for DIR/checkpoints",
                    Pattern.compile("[^\\p{Cntrl}]*")),
            "''");

    static final Key<Boolean> ALLOW_UNSEEN_CLASSES = Key.optional("run.allowUnseenClasses", ValueType.BOOLEAN, "false");

    static final Key<KeepWeights> KEEP_WEIGHTS = Key.optional("run.keepWeights", ValueType.KEEP_WEIGHTS, "none");

    /** In the order of a sweep file. */
    static final List<Key<?>> ALL = List.of(
            NAME,
            EXPERIMENT,
            PROTOCOL,
            DATASET,
            HIDDEN,
            ACTIVATION,
            DROPOUT,
            OUTPUTS,
            INPUTS,
            SAMPLES,
            REGULARIZER_KIND,
            LAYERS,
            SOLVER,
            TOLERANCE,
            EPOCHS,
            BATCH,
            OPTIMIZER,
            LEARNING_RATE,
            TRAIN_IMAGES,
            REGULARIZER_AXIS,
            SOLVER_AXIS,
            LAMBDA_AXIS,
            TRAIN_SNR_AXIS,
            DROPOUT_AXIS,
            LEARNING_RATE_AXIS,
            BATCH_AXIS,
            SEED_AXIS,
            GRIDS,
            TEST_SNR,
            DRAWS,
            TABLE,
            TABLES,
            TIMEOUT,
            MAX_FAILURES,
            KEEP_GOING,
            CANARY,
            CHECKPOINT_EVERY,
            CHECKPOINT_DIRECTORY,
            ALLOW_UNSEEN_CLASSES,
            KEEP_WEIGHTS);

    /** The training axes in their order. */
    static final List<Key<?>> AXES =
            ALL.stream().filter(key -> key.section().equals("axes")).toList();

    private SweepKeys() {}

    static Optional<Key<?>> byPath(String path) {
        return ALL.stream().filter(key -> key.path().equals(path)).findFirst();
    }

    static boolean isSection(String name) {
        return !name.isEmpty() && ALL.stream().anyMatch(key -> key.section().equals(name));
    }

    /** The names that may stand in {@code section}; of keys and sections at the top, where it is empty. */
    static List<String> namesIn(String section) {
        return ALL.stream()
                .filter(key -> section.isEmpty() || key.section().equals(section))
                .map(key -> section.isEmpty() && !key.section().isEmpty() ? key.section() : key.name())
                .distinct()
                .toList();
    }

    static List<String> paths() {
        return ALL.stream().map(Key::path).toList();
    }
}
