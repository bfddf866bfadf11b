package dev.kappasweep.table;

import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Named;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TableSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What a {@link TableSpec} means for one sweep: its axes, its quantities, and which configurations it is about. */
public record TableDefinition(
        TableSpec spec,
        List<Parameter> rows,
        List<Parameter> columns,
        Map<Parameter, List<String>> where,
        List<Quantity> quantities,
        Aggregate aggregate) {
    public TableDefinition {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        quantities = List.copyOf(quantities);
    }

    /**
     * The metrics that a table names.
     *
     * @throws InvalidInputException if one is unknown
     */
    public static List<String> metrics(TableSpec spec) {
        try {
            spec.metrics().forEach(MetricPattern::parse);
            return spec.metrics();
        } catch (InvalidInputException e) {
            throw of(spec, e);
        }
    }

    private static InvalidInputException of(TableSpec spec, InvalidInputException e) {
        return new InvalidInputException("table " + spec.name() + ": " + e.getMessage(), e);
    }

    /** As {@link #of(TableSpec, SweepSpec, List, Predicate)}, of all configurations. */
    public static TableDefinition of(TableSpec spec, SweepSpec sweep, List<Quantity> measured) {
        return of(spec, sweep, measured, sweep::varies);
    }

    /**
     * What {@code spec} means for {@code sweep}.
     *
     * @param measured the quantities of a table that names none
     * @param varies whether a parameter has several values in the configurations that it is made of
     * @throws InvalidInputException if a name is unknown, or an axis with several values has no place
     */
    public static TableDefinition of(
            TableSpec spec, SweepSpec sweep, List<Quantity> measured, Predicate<Parameter> varies) {
        try {
            return resolved(spec, sweep, measured, varies);
        } catch (InvalidInputException e) {
            throw of(spec, e);
        }
    }

    private static TableDefinition resolved(
            TableSpec spec, SweepSpec sweep, List<Quantity> measured, Predicate<Parameter> varies) {
        List<Parameter> columns = axes(spec.columns());
        Map<Parameter, List<String>> where = new TreeMap<>();
        spec.where().forEach((axis, values) -> where.put(axis(axis), values));
        List<Parameter> rows = spec.rows().isEmpty() ? restOf(varies, columns, where) : axes(spec.rows());
        List<Quantity> quantities =
                spec.metrics().isEmpty() ? measured : MetricPattern.quantities(spec.metrics(), sweep);
        spec.published().stream()
                .flatMap(table -> table.values().stream())
                .forEach(value -> MetricPattern.parse(value.metric()).requireMeasured(sweep));
        TableDefinition definition = new TableDefinition(
                spec, rows, columns, where, quantities, Named.parse(Aggregate.class, "aggregate", spec.aggregate()));
        definition.requireEveryAxis(sweep, varies);
        definition.requireSomeOfWhere(sweep);
        return definition;
    }

    private static List<Parameter> restOf(
            Predicate<Parameter> varies, List<Parameter> columns, Map<Parameter, List<String>> where) {
        List<Parameter> rows = new ArrayList<>(Parameter.ofConfigurations());
        rows.removeIf(axis -> axis != Parameter.LAMBDA && !varies.test(axis));
        rows.removeAll(columns);
        rows.removeIf(axis ->
                axis != Parameter.LAMBDA && where.getOrDefault(axis, List.of()).size() == 1);
        return rows;
    }

    private void requireEveryAxis(SweepSpec sweep, Predicate<Parameter> varies) {
        for (Parameter axis : Parameter.ofConfigurations()) {
            boolean isFixed = where.getOrDefault(axis, List.of()).size() == 1;
            if (varies.test(axis) && !isFixed && !rows.contains(axis) && !columns.contains(axis)) {
                throw new InvalidInputException(
                        "axis " + axis.text() + " has " + sweep.values(axis).size()
                                + " values and no place, expected it in rows or columns, or one of its values in where");
            }
        }
    }

    /** Else the table would be empty, or silently one of other values. */
    private void requireSomeOfWhere(SweepSpec sweep) {
        where.forEach((axis, values) -> {
            List<String> known = sweep.texts(axis);
            if (values.stream()
                    .noneMatch(value -> known.stream().anyMatch(text -> Configuration.isSame(text, value)))) {
                throw new InvalidInputException("where: " + axis.text() + " '" + String.join(", ", values)
                        + "' is not in the sweep, expected some of " + String.join(", ", known));
            }
        });
    }

    /** Whether it is about these trials. */
    public boolean covers(Configuration configuration) {
        return where.entrySet().stream()
                .allMatch(
                        entry -> entry.getValue().stream().anyMatch(value -> configuration.has(entry.getKey(), value)));
    }

    private static List<Parameter> axes(List<String> names) {
        return names.stream().map(TableDefinition::axis).toList();
    }

    /** The axis of this name. */
    public static Parameter axis(String name) {
        return Parameter.named("axis", name);
    }
}
