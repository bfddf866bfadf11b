package dev.kappasweep.analysis;

import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.PublishedTable;
import dev.kappasweep.sweep.PublishedValue;
import dev.kappasweep.sweep.TableSpec;
import dev.kappasweep.table.Configuration;
import dev.kappasweep.table.MetricPattern;
import dev.kappasweep.table.Quantity;
import dev.kappasweep.table.TableDefinition;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lays the configurations of a grid out as rows and columns. */
final class TableBuilder {
    private final Grid grid;
    private final TableDefinition definition;
    private final Set<List<String>> rowNames = new LinkedHashSet<>();
    private final Set<List<String>> columnNames = new LinkedHashSet<>();
    private final Map<List<List<String>>, Configuration> configurations = new HashMap<>();

    TableBuilder(Grid grid, TableSpec spec) {
        this.grid = grid;
        this.definition = TableDefinition.of(spec, grid.sweep(), grid.mainQuantities(), grid::varies);
        for (Configuration configuration : grid.configurations()) {
            if (definition.covers(configuration)) {
                List<String> row = names(definition.rows(), configuration);
                List<String> column = names(definition.columns(), configuration);
                rowNames.add(row);
                columnNames.add(column);
                configurations.put(List.of(row, column), configuration);
            }
        }
    }

    PaperTable build() {
        List<PaperTable.Column> columns = columnNames.stream()
                .flatMap(names ->
                        definition.quantities().stream().map(quantity -> new PaperTable.Column(names, quantity)))
                .toList();
        List<PaperTable.Row> rows = rowNames.stream()
                .map(names -> new PaperTable.Row(
                        names,
                        columns.stream().map(column -> cell(names, column)).toList()))
                .toList();
        return new PaperTable(
                grid.sweep().name(),
                definition.spec(),
                definition.rows(),
                grid.columns(),
                columns,
                rows,
                definition.aggregate(),
                TableNotes.of(grid, definition, rows),
                TableNotes.settings(grid.sweep(), definition.spec()));
    }

    /** Empty where the grid has no such configuration: it has a network without a penalty once, whatever the penalties. */
    private Optional<PaperTable.Cell> cell(List<String> row, PaperTable.Column column) {
        return Optional.ofNullable(configurations.get(List.of(row, column.names())))
                .map(configuration -> new PaperTable.Cell(
                        configuration,
                        column.quantity(),
                        grid.estimate(configuration, column.quantity()),
                        definition.aggregate(),
                        references(configuration, column.quantity())));
    }

    private List<PaperTable.Reference> references(Configuration configuration, Quantity quantity) {
        return definition.spec().published().stream()
                .flatMap(
                        table -> known(table, configuration, quantity)
                                .map(value -> new PaperTable.Reference(table.name(), value))
                                .stream())
                .toList();
    }

    private Optional<PublishedValue> known(PublishedTable table, Configuration configuration, Quantity quantity) {
        return table.values().stream()
                .filter(value -> MetricPattern.parse(value.metric()).isOf(quantity, grid.sweep()))
                .filter(value -> value.at().entrySet().stream()
                        .allMatch(entry -> configuration.has(TableDefinition.axis(entry.getKey()), entry.getValue())))
                .findFirst();
    }

    private static List<String> names(List<Parameter> axes, Configuration configuration) {
        return axes.stream().map(configuration::text).toList();
    }
}
