package dev.kappasweep.analysis;

import dev.kappasweep.results.ResultRows;
import dev.kappasweep.results.TableColumn;
import dev.kappasweep.results.TableColumn.Kind;
import dev.kappasweep.results.TableContents;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.table.Metric;
import dev.kappasweep.table.MetricPattern;
import dev.kappasweep.table.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A line for each trial that has ended, with its parameters, how it ended and what it came to. Trials come in the order of the grid, then those of values that have been
 * taken off the axes since.
 */
public final class PerTrialTable implements ResultTable {
    /** Its name among the tables. */
    public static final String NAME = "per_trial";

    private static final String EPOCHS_DONE = "epochs_done";

    /** What has a column in {@code trials}, of the same name. */
    private static final Set<Metric> IN_TRIALS = Set.of(Metric.TRAIN_LOSS, Metric.SECONDS, Metric.STEPS);

    private final SweepSpec sweep;
    private final List<Replicate> trials;
    private final List<Quantity> quantities;
    private final List<String> notes = new ArrayList<>();

    private PerTrialTable(SweepSpec sweep, List<Replicate> trials, List<Quantity> quantities) {
        this.sweep = sweep;
        this.trials = trials;
        this.quantities = quantities;
    }

    /** Every trial, with kappa of every layer, all that was evaluated, losses, seconds and steps. */
    public static PerTrialTable of(ResultRows results) {
        return of(results, List.of(), List.of());
    }

    /**
     * Some trials and metrics.
     *
     * @param metrics such as {@code kappa(W1)@0}; those of {@link #of(ResultRows)} if empty
     * @param where conditions on parameters, on how trials ended, and on metrics in the units of tables; all have to hold
     * @throws dev.kappasweep.sweep.InvalidInputException if one of either is not of this sweep
     */
    public static PerTrialTable of(ResultRows results, List<String> metrics, List<String> where) {
        SweepSpec sweep = results.sweep();
        TrialConditions conditions = new TrialConditions(sweep, where);
        Predicate<Replicate> isChosen = conditions.filter();
        List<Quantity> asked = MetricPattern.quantities(metrics, sweep);
        Set<Integer> epochs = Stream.concat(metrics.stream(), conditions.metrics().stream())
                .map(metric -> MetricPattern.parse(metric).epoch())
                .collect(Collectors.toSet());
        Replicates replicates = new Replicates(results, epochs::contains);
        List<TrialSpec> grid = sweep.trials(results.dataset());
        List<Replicate> chosen =
                inOrder(replicates.all(), sweep, grid).stream().filter(isChosen).toList();
        PerTrialTable table = new PerTrialTable(sweep, chosen, metrics.isEmpty() ? all(replicates, sweep) : asked);
        conditions.note().ifPresent(table.notes::add);
        table.addCounts(replicates.all(), grid);
        return table;
    }

    private static List<Replicate> inOrder(List<Replicate> all, SweepSpec sweep, List<TrialSpec> grid) {
        Map<TrialSpec, Integer> places = new HashMap<>();
        grid.forEach(trial -> places.put(trial, places.size()));
        return all.stream()
                .sorted(Comparator.comparing(one -> places.getOrDefault(asked(one, sweep), Integer.MAX_VALUE)))
                .toList();
    }

    /** With the test SNRs that the sweep has now. */
    private static TrialSpec asked(Replicate one, SweepSpec sweep) {
        return one.trial().spec().evaluatedAt(sweep.evaluation().snr());
    }

    private static List<Quantity> all(Replicates replicates, SweepSpec sweep) {
        List<Quantity> all = new ArrayList<>();
        replicates.layers().forEach(layer -> all.add(Quantity.kappa(layer)));
        all.addAll(replicates.evaluations());
        Arrays.stream(Metric.values())
                .filter(metric -> metric.of() == Metric.Of.TRIAL && metric.isMeasuredIn(sweep))
                .forEach(metric -> all.add(Quantity.ofTrial(metric)));
        return List.copyOf(all);
    }

    private void addCounts(List<Replicate> all, List<TrialSpec> grid) {
        Set<TrialSpec> ended = all.stream().map(one -> asked(one, sweep)).collect(Collectors.toSet());
        long missing = grid.stream().filter(trial -> !ended.contains(trial)).count();
        if (missing > 0) {
            notes.add("Of " + grid.size() + " trials " + missing + " have no result yet.");
        }
        if (trials.stream().anyMatch(one -> one.status() != TrialStatus.COMPLETED)) {
            notes.add("Why a trial is not COMPLETED: 'status', or the column reason with --format csv.");
        }
    }

    /** Of the trials in it. */
    public Set<TrialId> ids() {
        return trials.stream().map(one -> one.trial().id()).collect(Collectors.toSet());
    }

    /** Its lines as values. */
    public List<PerTrialRow> rows() {
        return trials.stream().map(this::row).toList();
    }

    private PerTrialRow row(Replicate one) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (Quantity quantity : quantities) {
            double value = one.stored(quantity);
            if (!Double.isNaN(value)) {
                values.put(quantity.text(), value);
            }
        }
        return new PerTrialRow(one.trial(), one.epochs(), values);
    }

    @Override
    public TextTable forPeople() {
        List<Parameter> shown = Parameter.axes().stream().filter(this::isShown).toList();
        List<TextTable.Heading> headings = new ArrayList<>();
        headings.add(TextTable.Heading.of("trial"));
        shown.forEach(parameter -> headings.add(WideTable.heading(parameter)));
        headings.add(TextTable.Heading.of("status"));
        headings.add(TextTable.Heading.of("epochs done"));
        quantities.forEach(quantity -> headings.add(WideTable.heading(quantity)));
        return new TextTable(
                sweep.name() + ": trials",
                1 + shown.size(),
                headings,
                trials.stream().map(one -> line(one, shown)).toList(),
                notes);
    }

    private boolean isShown(Parameter parameter) {
        return parameter == Parameter.LAMBDA
                || parameter == Parameter.SEED
                || trials.stream()
                                .map(one -> parameter.textIn(one.trial().spec()))
                                .distinct()
                                .limit(2)
                                .count()
                        > 1;
    }

    private List<String> line(Replicate one, List<Parameter> shown) {
        TrialRow trial = one.trial();
        List<String> line = new ArrayList<>();
        line.add(trial.id().text());
        shown.forEach(parameter -> line.add(parameter.textIn(trial.spec())));
        line.add(trial.status().text());
        line.add(Integer.toString(one.epochs()));
        for (Quantity quantity : quantities) {
            double value = one.value(quantity);
            int decimals =
                    quantity.metric() == Metric.STEPS ? 0 : quantity.metric().decimals();
            line.add(Double.isNaN(value) ? "" : NumberText.measured(value, decimals));
        }
        return line;
    }

    /** With the columns and values of {@link #contents}; what is infinite as text. */
    @Override
    public DataTable forPrograms() {
        TableContents contents = contents();
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        contents.forEach(values -> {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            contents.names().forEach(column -> row.put(column, plain(values.get(column))));
            rows.add(row);
        });
        return new DataTable(contents.names(), rows);
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Long number) {
            return BigDecimal.valueOf(number);
        }
        return value instanceof Double number && number.isInfinite() ? number.toString() : value;
    }

    /**
     * The same for other programs: columns as those of {@code trials}, every parameter of the experiment among them, and one for each quantity, {@code kappa_W1} or {@code
     * accuracy_snr_0_5}, in the units in which they are stored.
     */
    public TableContents contents() {
        List<TableColumn> asked = asked();
        List<TableColumn> columns = new ArrayList<>(asked);
        columns.add(TableColumn.nullable(EPOCHS_DONE, Kind.INTEGER, "epochs", "how many it has trained and measured"));
        quantities.forEach(quantity -> columns.add(column(quantity)));
        return new TableContents(NAME, columns, reader -> trials.forEach(one -> reader.accept(values(one, asked))));
    }

    private List<TableColumn> asked() {
        List<String> names = new ArrayList<>(List.of("trial_id", "sweep", "experiment", "dataset"));
        for (Parameter parameter : Parameter.values()) {
            if (parameter == Parameter.LAMBDA) {
                names.addAll(List.of("lambda", "penalty_weight"));
            }
            if (parameter.isOf(sweep.experiment())) {
                names.add(parameter.column().name());
            }
        }
        names.addAll(List.of("status", "reason"));
        return names.stream().map(TableContents::ofTrials).toList();
    }

    private static TableColumn column(Quantity quantity) {
        return IN_TRIALS.contains(quantity.metric())
                ? TableContents.ofTrials(quantity.identifier())
                : TableColumn.nullable(
                        quantity.identifier(), Kind.REAL, quantity.metric().unit(), meaning(quantity));
    }

    /** In the words of tables, but for the unit. */
    private static String meaning(Quantity quantity) {
        String isShare = quantity.metric().factor() == 1 ? "" : ", a share";
        return quantity.title().replace(" %", "") + isShare + "; null where it is undefined or was not measured";
    }

    private Map<String, Object> values(Replicate one, List<TableColumn> asked) {
        Map<String, Object> trial = TableContents.ofTrial(one.trial());
        Map<String, Object> values = new LinkedHashMap<>();
        asked.forEach(column -> put(values, column.name(), trial.get(column.name())));
        values.put(EPOCHS_DONE, one.epochs());
        for (Quantity quantity : quantities) {
            String column = quantity.identifier();
            double value = one.stored(quantity);
            boolean isInTrials = IN_TRIALS.contains(quantity.metric());
            put(values, column, isInTrials ? trial.get(column) : Double.isNaN(value) ? null : (Double) value);
        }
        return values;
    }

    private static void put(Map<String, Object> values, String column, @Nullable Object value) {
        if (value != null) {
            values.put(column, value);
        }
    }
}
