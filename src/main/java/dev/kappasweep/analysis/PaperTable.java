package dev.kappasweep.analysis;

import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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

    /** @param cells as many as quantities, in their order */
    record Row(Configuration configuration, List<Cell> cells) {}

    /** @param published empty where the paper has no such number */
    record Cell(Estimate estimate, Optional<Double> published) {
        /** Measured mean minus published value. */
        Optional<Double> difference() {
            return published.filter(value -> estimate.n() > 0).map(value -> estimate.mean() - value);
        }
    }

    /**
     * The table of {@code sweep} on the data set {@code data}.
     *
     * @param replicates in any order; those of trials that the sweep does not ask for are left out
     */
    public static PaperTable of(SweepSpec sweep, DatasetId data, List<Replicate> replicates, TableLayout layout) {
        List<Quantity> quantities = quantities(sweep, layout);
        Map<TrialId, Replicate> byTrial =
                replicates.stream().collect(Collectors.toMap(Replicate::trial, Function.identity(), (a, b) -> b));
        List<Row> rows = new ArrayList<>();
        byConfiguration(sweep.trials(data)).forEach((configuration, trials) -> {
            List<Replicate> done = trials.stream()
                    .flatMap(trial -> Optional.ofNullable(byTrial.get(trial)).stream())
                    .toList();
            rows.add(row(configuration, quantities, done, trials.size(), layout));
        });
        List<String> notes = TableNotes.of(sweep, layout, rows);
        return new PaperTable(sweep.name(), ConfigurationAxis.shown(sweep.axes()), quantities, rows, notes);
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
