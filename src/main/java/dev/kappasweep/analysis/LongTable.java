package dev.kappasweep.analysis;

import dev.kappasweep.statistics.Bootstrap;
import dev.kappasweep.statistics.Interval;
import dev.kappasweep.sweep.PublishedTable;
import dev.kappasweep.sweep.PublishedValue;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.table.Quantity;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The cells of a table for programs: a row for each configuration and quantity, with all statistics whatever the table shows. */
final class LongTable {
    private LongTable() {}

    static DataTable of(PaperTable table) {
        return DataTable.of(table.cells().stream().map(cell -> row(table, cell)).toList());
    }

    private static Map<String, @Nullable Object> row(PaperTable table, PaperTable.Cell cell) {
        DataTable.Row row = new DataTable.Row();
        row.put("sweep", table.sweep());
        row.put(cell.configuration(), table.parameters());
        putQuantity(row, cell.quantity());
        putStatistics(row, cell.estimate());
        putCounts(row, cell.estimate());
        putReference(row, PublishedTable.PUBLISHED, "", cell);
        table.spec().published().stream()
                .map(PublishedTable::name)
                .filter(name -> !name.equals(PublishedTable.PUBLISHED))
                .forEach(name -> putReference(row, name, name + " ", cell));
        return row.values();
    }

    /** Nothing is as far off as what is not compared may be. */
    private static void putReference(DataTable.Row row, String name, String prefix, PaperTable.Cell cell) {
        Optional<PublishedValue> known = cell.reference(name);
        row.put(name, known.map(PublishedValue::value).orElse(Double.NaN));
        row.put(
                prefix + "tolerance",
                known.map(value -> TableCheck.allowed(cell, value.tolerance()))
                        .filter(Double::isFinite)
                        .orElse(Double.NaN));
        row.put(prefix + "difference", known.flatMap(cell::difference).orElse(Double.NaN));
    }

    static void putQuantity(DataTable.Row row, Quantity quantity) {
        row.put("metric", quantity.column());
        row.put("layer", quantity.layerText());
        row.put("snr", quantity.snrText());
        row.put("epoch", quantity.epoch() == Quantity.LAST ? "" : Integer.toString(quantity.epoch()));
    }

    private static void putStatistics(DataTable.Row row, Estimate estimate) {
        Interval bootstrap = Bootstrap.ofMean(estimate.values());
        row.put("mean", estimate.mean());
        row.put("ci95", estimate.interval().halfWidth());
        row.put("sd", estimate.values().standardDeviation());
        row.put("median", estimate.values().median());
        row.put("min", estimate.values().min());
        row.put("max", estimate.values().max());
        row.put("bootstrapLow", bootstrap.low());
        row.put("bootstrapHigh", bootstrap.high());
    }

    private static void putCounts(DataTable.Row row, Estimate estimate) {
        row.put("n", estimate.n());
        row.put("planned", estimate.planned());
        row.put("notRun", estimate.notRun());
        for (TrialStatus status : TrialStatus.values()) {
            if (status != TrialStatus.COMPLETED) {
                row.put(status.text().toLowerCase(Locale.ROOT), estimate.count(status));
            }
        }
        row.put("undefined", estimate.undefined());
    }
}
