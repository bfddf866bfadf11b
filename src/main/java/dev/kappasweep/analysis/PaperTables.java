package dev.kappasweep.analysis;

import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.PublishedTable;
import dev.kappasweep.sweep.PublishedValue;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TableSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The tables known by name: {@code summary}, and Tables 1 to 4 of Nenov, Haider and Balazs, "(Almost) Smooth Sailing: Towards
 * Numerical Stability of Neural Networks Through Differentiable Regularization of the Condition Number", ICML 2024 workshop,
 * arXiv 2410.00169. The paper has one number each and no interval; its text has no numbers of Tables 3 and 4.
 */
public final class PaperTables {
    private static final String PAPER = " of arXiv 2410.00169";
    private static final String MEAN = Aggregate.MEAN.text();

    /** Parts of the published kappa. Seeds of Table 1 differ by about a tenth; in the autoencoder kappa swings by epoch. */
    private static final double KAPPA_TOLERANCE = 0.1;

    private static final double AUTOENCODER_TOLERANCE = 0.3;

    /** In points of accuracy, without and with noise. */
    private static final double CLEAN_TOLERANCE = 0.5;

    private static final double NOISY_TOLERANCE = 2;

    private static final List<String> AUTOENCODER = List.of("kappa(E1)", "kappa(E2)", "kappa(D2)", "kappa(D1)");

    /** Layers, solver, batch and learning rate are not in the paper; the authors' released code has these. */
    private static final Map<String, String> SETTING_OF_TABLE_1 = setting(
            "dataset", "mnist",
            "network.hidden", "[2048]",
            "network.activation", "sigmoid",
            "regularizer.layers", "[W1]",
            "training.epochs", "50",
            "training.trainImages", "0",
            "axes.solver", "[exact]",
            "axes.batch", "[32]",
            "axes.learningRate", "[1.0E-4]");

    private static final List<TableSpec> BUILT_IN = List.of(summary(), table1(), table2(), table3(), table4());

    private PaperTables() {}

    /** The names, in their order. */
    public static List<String> names() {
        return BUILT_IN.stream().map(TableSpec::name).toList();
    }

    /** Those known by name and those that the sweep file defines, of which one may take the name of the former. */
    public static List<TableSpec> all(SweepSpec sweep) {
        List<String> defined = sweep.tables().stream().map(TableSpec::name).toList();
        return Stream.concat(
                        sweep.tables().stream(), BUILT_IN.stream().filter(table -> !defined.contains(table.name())))
                .toList();
    }

    /**
     * The table of a sweep by its name.
     *
     * @throws InvalidInputException if there is no such table
     */
    public static TableSpec named(SweepSpec sweep, String name) {
        List<TableSpec> all = all(sweep);
        return all.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("table: '" + name + "' is not allowed, expected one of "
                        + String.join(", ", all.stream().map(TableSpec::name).toList())));
    }

    /**
     * Requires that a sweep's own tables, and the one that it prints at its end, can be made of its results.
     *
     * @throws InvalidInputException with a line for each that cannot
     */
    public static void requireFitting(SweepSpec sweep) {
        List<String> problems = Stream.concat(sweep.tables().stream(), Stream.of(named(sweep, sweep.table())))
                .distinct()
                .flatMap(table -> problem(table, sweep).stream())
                .toList();
        if (!problems.isEmpty()) {
            throw new InvalidInputException(String.join("\n", problems));
        }
    }

    private static Optional<String> problem(TableSpec table, SweepSpec sweep) {
        try {
            TableDefinition.of(table, sweep, List.of());
            return Optional.empty();
        } catch (InvalidInputException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static TableSpec summary() {
        return new TableSpec("summary", "", List.of(), List.of(), List.of(), Map.of(), MEAN, PublishedTable.NONE);
    }

    private static TableSpec table1() {
        List<PublishedValue> values = new ArrayList<>();
        addRow1(values, "0", 43.12, 98.42, 93.80, 71.91);
        addRow1(values, "0.001", 9.43, 98.38, 91.72, 62.51);
        addRow1(values, "0.01", 4.62, 98.11, 91.95, 63.61);
        addRow1(values, "0.1", 1.45, 96.77, 93.68, 74.27);
        addRow1(values, "1", 1.53, 96.50, 92.61, 84.25);
        PublishedTable published = new PublishedTable("Table 1" + PAPER, SETTING_OF_TABLE_1, values);
        return new TableSpec(
                "table1", "", List.of(), List.of(), List.of("kappa(W1)", "accuracy"), Map.of(), MEAN, published);
    }

    private static void addRow1(
            List<PublishedValue> values, String lambda, double kappa, double clean, double one, double half) {
        Map<String, String> at = new LinkedHashMap<>(Map.of("lambda", lambda, "trainSnr", "inf"));
        if (!lambda.equals("0")) {
            at.put("regularizer", "conditionNumber");
        }
        values.add(new PublishedValue(at, "kappa(W1)", kappa, KAPPA_TOLERANCE * kappa));
        values.add(new PublishedValue(at, "accuracy(inf)", clean, CLEAN_TOLERANCE));
        values.add(new PublishedValue(at, "accuracy(1)", one, NOISY_TOLERANCE));
        values.add(new PublishedValue(at, "accuracy(0.5)", half, NOISY_TOLERANCE));
    }

    private static TableSpec table2() {
        List<PublishedValue> values = new ArrayList<>();
        addRow2(values, Map.of("lambda", "0"), 604.43, 59.58, 30.76, 102.82);
        addRow2(values, Map.of("lambda", "0.1/0.005", "regularizer", "conditionNumber"), 23.39, 1.08, 1.07, 12.35);
        PublishedTable published = new PublishedTable(
                "Table 2" + PAPER,
                setting(
                        "dataset", "mnist",
                        "network.hidden", "[256, 32, 256]",
                        "training.epochs", "50",
                        "training.trainImages", "0"),
                values);
        return new TableSpec("table2", "", List.of(), List.of(), AUTOENCODER, Map.of(), MEAN, published);
    }

    private static void addRow2(
            List<PublishedValue> values, Map<String, String> at, double e1, double e2, double d2, double d1) {
        double[] kappa = {e1, e2, d2, d1};
        for (int i = 0; i < kappa.length; i++) {
            values.add(new PublishedValue(at, AUTOENCODER.get(i), kappa[i], AUTOENCODER_TOLERANCE * kappa[i]));
        }
    }

    private static TableSpec table3() {
        PublishedTable published = new PublishedTable(
                "Table 3" + PAPER
                        + ", whose text has no numbers; it says that kappa grows with lambda, and that accuracy"
                        + " is good at SNR 1 and worse at SNR 0.5",
                SETTING_OF_TABLE_1,
                List.of());
        return new TableSpec(
                "table3", "", List.of(), List.of(), List.of("kappa(W1)", "accuracy"), Map.of(), MEAN, published);
    }

    private static TableSpec table4() {
        PublishedTable published =
                new PublishedTable("Table 4" + PAPER + ", whose text has no numbers", Map.of(), List.of());
        return new TableSpec("table4", "", List.of(), List.of(), AUTOENCODER, Map.of(), MEAN, published);
    }

    private static Map<String, String> setting(String... keysAndValues) {
        Map<String, String> setting = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            setting.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return setting;
    }
}
