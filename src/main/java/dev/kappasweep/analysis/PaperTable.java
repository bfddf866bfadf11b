package dev.kappasweep.analysis;

import dev.kappasweep.paper.PaperTables;
import dev.kappasweep.results.ResultRows;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.PublishedTable;
import dev.kappasweep.sweep.PublishedValue;
import dev.kappasweep.sweep.TableSpec;
import dev.kappasweep.table.Aggregate;
import dev.kappasweep.table.Configuration;
import dev.kappasweep.table.Quantity;
import dev.kappasweep.table.TableDefinition;
import java.util.List;
import java.util.Optional;

/**
 * A table of a sweep: in every cell one quantity of one configuration over its seeds, with the published value where there is
 * one.
 *
 * @param sweep its name
 * @param rowAxes the parameters that tell the rows apart
 * @param parameters what programs are told of each configuration
 * @param rows in the order of the grid; trials that are not done yet are counted as not run
 * @param notes sentences that belong under the table
 * @param settings those of them that say where published numbers were made otherwise
 */
public record PaperTable(
        String sweep,
        TableSpec spec,
        List<Parameter> rowAxes,
        List<Parameter> parameters,
        List<Column> columns,
        List<Row> rows,
        Aggregate aggregate,
        List<String> notes,
        List<String> settings)
        implements ResultTable {
    public PaperTable {
        rowAxes = List.copyOf(rowAxes);
        parameters = List.copyOf(parameters);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
        settings = List.copyOf(settings);
    }

    /** @param names the values of the axes that make columns */
    record Column(List<String> names, Quantity quantity) {}

    /**
     * One line.
     *
     * @param cells as many as columns, in their order; empty where the grid has no such configuration
     */
    record Row(List<String> names, List<Optional<Cell>> cells) {
        List<Cell> present() {
            return cells.stream().flatMap(Optional::stream).toList();
        }
    }

    /**
     * A published number of a cell.
     *
     * @param name of the {@link PublishedTable} that it is from
     */
    record Reference(String name, PublishedValue known) {}

    /** @param references in the order of the table's {@link TableSpec#published} */
    record Cell(
            Configuration configuration,
            Quantity quantity,
            Estimate estimate,
            Aggregate aggregate,
            List<Reference> references) {
        Cell {
            references = List.copyOf(references);
        }

        /** What the table shows of the seeds; NaN without any. */
        double value() {
            return aggregate.value(estimate.values());
        }

        /** How a person reads it. */
        String text() {
            return CellText.of(estimate, aggregate, quantity.metric().decimals());
        }

        /** The number from the {@link PublishedTable} of this name. */
        Optional<PublishedValue> reference(String name) {
            return references.stream()
                    .filter(reference -> reference.name().equals(name))
                    .map(Reference::known)
                    .findFirst();
        }

        /** Shown minus published value; empty without the former. */
        Optional<Double> difference(PublishedValue known) {
            return Optional.of(value() - known.value()).filter(Double::isFinite);
        }
    }

    /**
     * The table {@code spec} of the sweep that the results were last opened with; trials of other values are left out.
     *
     * @throws InvalidInputException if the table does not fit the sweep
     */
    public static PaperTable of(ResultRows results, TableSpec spec) {
        return of(results, spec, ChosenTrials.ALL);
    }

    /**
     * As {@link #of(ResultRows, TableSpec)}, of some of the trials.
     *
     * @throws InvalidInputException as there, or if there is no such trial
     */
    public static PaperTable of(ResultRows results, TableSpec spec, ChosenTrials chosen) {
        return of(Grid.of(results, TableDefinition.metrics(spec), chosen), spec);
    }

    /** As {@link #of(ResultRows, TableSpec)}, of a grid with the epochs that the table is about. */
    public static PaperTable of(Grid grid, TableSpec spec) {
        return new TableBuilder(grid, spec).build();
    }

    /** The table that the sweep file asks for. */
    public static PaperTable of(ResultRows results) {
        return of(results, PaperTables.named(results.sweep(), results.sweep().table()));
    }

    /** All cells, row by row. */
    List<Cell> cells() {
        return rows.stream().flatMap(row -> row.present().stream()).toList();
    }

    /** Whether a cell has a published value. */
    public boolean hasPublished() {
        return cells().stream().anyMatch(cell -> !cell.references().isEmpty());
    }

    public String title() {
        return spec.title().isEmpty() ? sweep : spec.title();
    }

    @Override
    public TextTable forPeople() {
        return new WideTable(this).text();
    }

    @Override
    public DataTable forPrograms() {
        return LongTable.of(this);
    }
}
