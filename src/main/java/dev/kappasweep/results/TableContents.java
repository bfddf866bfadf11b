package dev.kappasweep.results;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;

/**
 * One table as plain values under the names of its columns, for those who write other formats.
 *
 * @param columns all of them, in the table's order
 * @param rows passes on each row by column: a String, Integer, Long, Double, Instant or byte[]; what is null in the
 *     table is absent
 */
public record TableContents(String name, List<TableColumn> columns, Consumer<Consumer<Map<String, Object>>> rows) {
    private static final TrialTable TRIALS = new TrialTable();
    private static final List<TableColumn> TRIAL_COLUMNS = TableColumn.of(TRIALS.schema());

    public TableContents {
        columns = List.copyOf(columns);
    }

    /** Every table, {@code trials} first. */
    public static List<TableContents> of(ResultRows results) {
        return List.of(
                of(TRIALS, results.trials()::forEach),
                of(new LayerTable(), results::eachLayer),
                of(new SpectrumTable(), results::eachSpectrum),
                of(new EpochTable(), results::eachEpoch),
                of(new EvaluationTable(), results::eachEvaluation),
                of(new SampleTable(), results::eachSample));
    }

    /** Of all columns, in their order. */
    public List<String> names() {
        return columns.stream().map(TableColumn::name).toList();
    }

    /** Passes the rows on, one after the other. */
    public void forEach(Consumer<Map<String, Object>> reader) {
        rows.accept(reader);
    }

    /** A row of {@code trials} by column. */
    public static Map<String, Object> ofTrial(TrialRow row) {
        return plain(TRIALS, TRIAL_COLUMNS, row);
    }

    /** A column of {@code trials}, which has one of this name. */
    public static TableColumn ofTrials(String column) {
        return TRIAL_COLUMNS.stream()
                .filter(one -> one.name().equals(column))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("trials has no column " + column));
    }

    private static <R> TableContents of(Table<R> table, Consumer<Consumer<R>> rows) {
        List<TableColumn> columns = TableColumn.of(table.schema());
        return new TableContents(
                table.name(), columns, reader -> rows.accept(row -> reader.accept(plain(table, columns, row))));
    }

    private static <R> Map<String, Object> plain(Table<R> table, List<TableColumn> columns, R row) {
        Group group = new SimpleGroup(table.schema());
        table.write(row, new Cells(group));
        Map<String, Object> values = new LinkedHashMap<>();
        for (TableColumn column : columns) {
            if (group.getFieldRepetitionCount(column.name()) > 0) {
                values.put(column.name(), value(group, column));
            }
        }
        return values;
    }

    private static Object value(Group group, TableColumn column) {
        String name = column.name();
        return switch (column.kind()) {
            case TEXT -> group.getString(name, 0);
            case BYTES -> group.getBinary(name, 0).getBytes();
            case INTEGER -> group.getInteger(name, 0);
            case BIG_INTEGER -> group.getLong(name, 0);
            case REAL -> group.getDouble(name, 0);
            case INSTANT -> Instant.EPOCH.plus(group.getLong(name, 0), ChronoUnit.MICROS);
        };
    }
}
