package dev.kappasweep.conf;

import static dev.kappasweep.sweep.ValueType.integer;
import static dev.kappasweep.sweep.ValueType.oneOf;
import static dev.kappasweep.sweep.ValueType.text;

import dev.kappasweep.paper.PaperTables;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.Experiment;
import dev.kappasweep.sweep.KeepWeights;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.SafeName;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.TableSpec;
import dev.kappasweep.sweep.ValueType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every key of a sweep file: those of the {@link Parameter}s, which say what they may be and where they are axes, and the others. */
public final class SweepKeys {
    static final String AXES_SECTION = "axes";

    static final Key<String> NAME = Key.required("name", text(SafeName.ALLOWED, SafeName.PATTERN));
    static final Key<Experiment> EXPERIMENT =
            Key.optional("experiment", oneOf(Experiment.class), Experiment.DEFAULT.text());
    static final Key<DatasetSpec> DATASET =
            Key.special("dataset", DatasetReading.ALLOWED, false, Optional.empty(), new DatasetReading());

    static final Key<List<Map<Parameter, Setting>>> GRIDS =
            Key.special("grids", GridReading.ALLOWED, true, Optional.of("[]"), new GridReading());

    static final Key<List<Snr>> TEST_SNR = Key.optionalList("evaluation.snr", ValueType.SNR, "[inf]");
    static final Key<Integer> DRAWS = Key.optional("evaluation.draws", integer(1), "1");
    static final Key<String> TABLE = Key.optional(
            "table",
            text(
                    "the name of a table, one of " + String.join(", ", PaperTables.names()) + " or one of tables",
                    SafeName.PATTERN),
            "summary");
    static final Key<List<TableSpec>> TABLES =
            Key.special("tables", TableReading.ALLOWED, true, Optional.of("[]"), new TableReading());

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

    static final Key<Boolean> CREW = Key.optional("run.crew", ValueType.BOOLEAN, "true");

    static final Key<Integer> LANES = Key.optional("run.lanes", ValueType.LANES, "auto");

    private static final Map<Parameter, Key<Object>> BASES = bases();
    private static final Map<Parameter, Key<List<Object>>> AXES = axes();

    /** In the order of a sweep file. */
    static final List<Key<?>> ALL = Stream.of(
                    Stream.of(NAME, EXPERIMENT, of(Parameter.PROTOCOL), DATASET),
                    BASES.values().stream().filter(key -> !key.equals(of(Parameter.PROTOCOL))),
                    AXES.values().stream()
                            .sorted(Comparator.comparing(axis -> !axis.parameter()
                                    .filter(Parameter::isAlwaysAxis)
                                    .isPresent())),
                    Stream.of(GRIDS),
                    SearchKeys.ALL.stream(),
                    Stream.of(TEST_SNR, DRAWS, TABLE, TABLES),
                    Stream.of(TIMEOUT, MAX_FAILURES, KEEP_GOING, CANARY, CHECKPOINT_EVERY, CHECKPOINT_DIRECTORY),
                    Stream.of(ALLOW_UNSEEN_CLASSES, KEEP_WEIGHTS, CREW, LANES))
            .flatMap(keys -> keys)
            .<Key<?>>map(key -> key)
            .toList();

    private SweepKeys() {}

    private static Map<Parameter, Key<Object>> bases() {
        Map<Parameter, Key<Object>> keys = new EnumMap<>(Parameter.class);
        Arrays.stream(Parameter.values())
                .filter(parameter -> !parameter.isAxisOnly())
                .forEach(parameter -> keys.put(parameter, Key.of(parameter)));
        return keys;
    }

    private static Map<Parameter, Key<List<Object>>> axes() {
        Map<Parameter, Key<List<Object>>> keys = new LinkedHashMap<>();
        Parameter.axes()
                .forEach(parameter ->
                        keys.put(parameter, Key.axis(parameter, Optional.ofNullable(BASES.get(parameter)))));
        return keys;
    }

    /** The key of the value of what is no axis; not of a parameter that is an axis only. */
    static Key<Object> of(Parameter parameter) {
        return Optional.ofNullable(BASES.get(parameter))
                .orElseThrow(() -> new IllegalArgumentException(parameter.text() + " is an axis only"));
    }

    static Key<List<Object>> axis(Parameter parameter) {
        return Optional.ofNullable(AXES.get(parameter)).orElseThrow();
    }

    /** Those that have a key of their own beside the one among the axes. */
    static List<Parameter> parametersOfAxes() {
        return List.copyOf(AXES.keySet());
    }

    /** The key at {@code path}, where an axis may have the name of its key: {@code axes.network.dropout}. */
    static Optional<Key<?>> byPath(String path) {
        return ALL.stream().filter(key -> key.path().equals(path)).findFirst().or(() -> axisByKey(path));
    }

    private static Optional<Key<?>> axisByKey(String path) {
        return AXES.entrySet().stream()
                .filter(entry -> path.equals(AXES_SECTION + "." + entry.getKey().key()))
                .<Key<?>>map(Map.Entry::getValue)
                .findFirst();
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
