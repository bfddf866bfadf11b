package dev.kappasweep.analysis;

import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.PublishedTable;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TableSpec;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.table.Aggregate;
import dev.kappasweep.table.Metric;
import dev.kappasweep.table.Quantity;
import dev.kappasweep.table.SweepSettings;
import dev.kappasweep.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** The sentences under a table: how its numbers came about and what is missing from it. */
final class TableNotes {
    private final SweepSpec sweep;
    private final List<PaperTable.Row> rows;
    private final List<Estimate> estimates;
    private final List<String> notes = new ArrayList<>();

    private TableNotes(SweepSpec sweep, List<PaperTable.Row> rows) {
        this.sweep = sweep;
        this.rows = rows;
        this.estimates = rows.stream()
                .flatMap(row -> row.present().stream())
                .map(PaperTable.Cell::estimate)
                .toList();
    }

    static List<String> of(Grid grid, TableDefinition definition, List<PaperTable.Row> rows) {
        TableNotes notes = new TableNotes(grid.sweep(), rows);
        notes.addMeasurement(definition.quantities());
        notes.addStatistics(definition.aggregate());
        notes.addMissing();
        notes.notes.addAll(grid.notes());
        definition.spec().published().forEach(notes::addPublished);
        return List.copyOf(notes.notes);
    }

    /** What the sweep does otherwise than each list of published numbers was made: a sentence for each that differs. */
    static List<String> settings(SweepSpec sweep, TableSpec table) {
        return table.published().stream()
                .flatMap(published -> setting(sweep, published).stream())
                .toList();
    }

    private static Optional<String> setting(SweepSpec sweep, PublishedTable published) {
        List<String> differences = SweepSettings.differences(sweep, published.setting());
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of("Not the setting of " + published.name() + ": " + String.join(", ", differences) + ".");
    }

    private void addMeasurement(List<Quantity> quantities) {
        List<String> parts = new ArrayList<>();
        if (quantities.stream().anyMatch(quantity -> quantity.layer() != null)) {
            parts.add("kappa after epoch " + String.join(" or ", sweep.texts(Parameter.EPOCHS)));
        }
        if (quantities.stream().anyMatch(quantity -> quantity.metric() == Metric.ACCURACY)) {
            parts.add("accuracy on the test images, mean over "
                    + sweep.evaluation().draws() + " noise draws at a finite SNR");
        }
        if (!parts.isEmpty()) {
            String sentence = String.join("; ", parts) + ".";
            notes.add(sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1));
        }
    }

    private void addStatistics(Aggregate aggregate) {
        if (estimates.stream().anyMatch(estimate -> estimate.n() > 1)) {
            notes.add(aggregate.note());
        }
        if (estimates.stream().anyMatch(estimate -> estimate.n() == 1)) {
            notes.add("n=1: a single seed gives no interval.");
        }
        if (estimates.stream()
                        .mapToInt(Estimate::n)
                        .filter(n -> n > 0)
                        .distinct()
                        .count()
                > 1) {
            notes.add("The cells are over different numbers of seeds; 'compare' takes common seeds only.");
        }
    }

    private void addMissing() {
        List<String> parts = new ArrayList<>();
        parts.add(sum(Estimate::notRun) + " not run");
        int missing = sum(Estimate::notRun);
        for (TrialStatus status : TrialStatus.values()) {
            int count = sum(estimate -> estimate.count(status));
            missing += count;
            if (count > 0 || status == TrialStatus.DIVERGED || status == TrialStatus.FAILED) {
                parts.add(count + " " + CellText.word(status));
            }
        }
        if (missing > 0) {
            notes.add("Of " + sum(Estimate::planned) + " trials " + String.join(", ", parts)
                    + "; means are over the others.");
        }
    }

    /** Over configurations: the counts are those of trials, so one cell of each configuration has them. */
    private int sum(ToIntFunction<Estimate> count) {
        return rows.stream()
                .flatMap(row -> row.present().stream()
                        .collect(Collectors.toMap(
                                PaperTable.Cell::configuration, PaperTable.Cell::estimate, (first, second) -> first))
                        .values()
                        .stream())
                .mapToInt(count)
                .sum();
    }

    private void addPublished(PublishedTable published) {
        String name = published.name().substring(0, 1).toUpperCase(Locale.ROOT)
                + published.name().substring(1);
        String end = published.values().isEmpty() ? "." : "; difference: measured minus this.";
        notes.add(name + ": " + published.source() + end);
        setting(sweep, published).ifPresent(notes::add);
    }
}
