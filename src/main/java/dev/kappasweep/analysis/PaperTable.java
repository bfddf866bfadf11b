package dev.kappasweep.analysis;

import dev.kappasweep.results.ResultTables;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The statistics of a sweep over its seeds, ready to be written in any format.
 *
 * @param axes the parameters that tell the rows apart
 * @param rows one per configuration, in the order of the grid; trials that are not done yet are counted as not run
 * @param notes sentences that belong under the table
 */
public record PaperTable(
        String title, List<ConfigurationAxis> axes, List<Quantity> quantities, List<Row> rows, List<String> notes) {
    public PaperTable {
        axes = List.copyOf(axes);
        quantities = List.copyOf(quantities);
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /** @param cells as many as quantities, in their order */
    record Row(Configuration configuration, List<Cell> cells) {}

    /** @param published empty where the paper has no such number */
    record Cell(Estimate estimate, Optional<Double> published) {
        /** Measured mean minus published value. */
        Optional<Double> difference() {
            return published.filter(value -> estimate.n() > 0).map(value -> estimate.mean() - value);
        }
    }

    /** The table of the sweep that the results were last opened with; trials of other values are left out. */
    public static PaperTable of(ResultTables results, TableLayout layout) {
        SweepSpec sweep = results.sweep();
        List<Quantity> quantities = quantities(sweep, layout);
        Map<TrialId, Replicate> replicates = Replicate.all(results);
        List<Row> rows = new ArrayList<>();
        byConfiguration(sweep.trials(results.dataset())).forEach((configuration, trials) -> {
            List<Replicate> ended = trials.stream()
                    .filter(replicates::containsKey)
                    .map(replicates::get)
                    .toList();
            rows.add(row(configuration, quantities, ended, trials.size(), layout));
        });
        return new PaperTable(
                sweep.name(),
                ConfigurationAxis.shown(sweep.axes()),
                quantities,
                rows,
                TableNotes.of(sweep, layout, rows));
    }

    boolean hasPublished() {
        return rows.stream()
                .flatMap(row -> row.cells().stream())
                .anyMatch(cell -> cell.published().isPresent());
    }

    private static List<Quantity> quantities(SweepSpec sweep, TableLayout layout) {
        List<String> layers = switch (layout) {
            case SUMMARY -> sweep.regularizer().layers();
            case TABLE1 -> List.of("W1");
        };
        List<Quantity> quantities = new ArrayList<>();
        layers.forEach(layer -> quantities.add(Quantity.kappa(layer)));
        sweep.evaluation().snr().forEach(snr -> quantities.add(Quantity.accuracy(snr)));
        return List.copyOf(quantities);
    }

    private static Map<Configuration, List<TrialId>> byConfiguration(List<TrialSpec> trials) {
        return trials.stream()
                .collect(Collectors.groupingBy(
                        Configuration::of, LinkedHashMap::new, Collectors.mapping(TrialSpec::id, Collectors.toList())));
    }

    private static Row row(
            Configuration configuration,
            List<Quantity> quantities,
            List<Replicate> done,
            int planned,
            TableLayout layout) {
        List<Cell> cells = quantities.stream()
                .map(quantity ->
                        new Cell(Estimate.of(quantity, done, planned), published(configuration, quantity, layout)))
                .toList();
        return new Row(configuration, cells);
    }

    private static Optional<Double> published(Configuration configuration, Quantity quantity, TableLayout layout) {
        return switch (layout) {
            case SUMMARY -> Optional.empty();
            case TABLE1 -> PublishedTable1.value(configuration, quantity);
        };
    }
}
