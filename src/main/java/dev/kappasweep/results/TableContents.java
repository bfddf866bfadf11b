package dev.kappasweep.results;

import dev.kappasweep.sweep.TrialId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/**
 * One table as plain values under the names of its columns, for those who write other formats.
 *
 * @param columns all of them, in the table's order
 * @param rows passes on each row by column: a String, Integer, Long, Double, Boolean, Instant or byte[]; what is null in the
 *     table is absent
 */
public record TableContents(String name, List<String> columns, Consumer<Consumer<Map<String, Object>>> rows) {
    public TableContents {
        columns = List.copyOf(columns);
    }

    /** Every table, {@code trials} first. */
    public static List<TableContents> of(ResultRows results) {
        return of(results, id -> true);
    }

    /** Every table, {@code trials} first, with the rows of some trials only. */
    public static List<TableContents> of(ResultRows results, Predicate<TrialId> choice) {
        return List.of(
                of(new TrialTable(), only(results.trials()::forEach, TrialRow::id, choice)),
                of(new LayerTable(), only(results::eachLayer, LayerRow::trial, choice)),
                of(new SpectrumTable(), only(results::eachSpectrum, SpectrumRow::trial, choice)),
                of(new EpochTable(), only(results::eachEpoch, EpochRow::trial, choice)),
                of(new EvaluationTable(), only(results::eachEvaluation, EvaluationRow::trial, choice)),
                of(new SampleTable(), only(results::eachSample, SampleRow::trial, choice)));
    }

    private static <R> Consumer<Consumer<R>> only(
            Consumer<Consumer<R>> rows, Function<R, TrialId> trial, Predicate<TrialId> choice) {
        return reader -> rows.accept(row -> {
            if (choice.test(trial.apply(row))) {
                reader.accept(row);
            }
        });
    }

    /** Passes the rows on, one after the other. */
    public void forEach(Consumer<Map<String, Object>> reader) {
        rows.accept(reader);
    }

    private static <R> TableContents of(Table<R> table, Consumer<Consumer<R>> rows) {
        List<Type> columns = table.schema().getFields();
        return new TableContents(
                table.name(),
                columns.stream().map(Type::getName).toList(),
                reader -> rows.accept(row -> reader.accept(plain(table, columns, row))));
    }

    private static <R> Map<String, Object> plain(Table<R> table, List<Type> columns, R row) {
        Group group = new SimpleGroup(table.schema());
        table.write(row, new Cells(group));
        return values(columns, group);
    }

    private static Map<String, Object> values(List<Type> columns, Group group) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Type column : columns) {
            String name = column.getName();
            if (group.getFieldRepetitionCount(name) > 0) {
                values.put(name, value(group, name, column.asPrimitiveType()));
            }
        }
        return values;
    }

    private static Object value(Group group, String name, PrimitiveType type) {
        boolean isPlain = type.getLogicalTypeAnnotation() == null;
        return switch (type.getPrimitiveTypeName()) {
            case BINARY -> isPlain ? group.getBinary(name, 0).getBytes() : group.getString(name, 0);
            case INT64 ->
                isPlain
                        ? (Object) group.getLong(name, 0)
                        : Instant.EPOCH.plus(group.getLong(name, 0), ChronoUnit.MICROS);
            case INT32 -> group.getInteger(name, 0);
            case DOUBLE -> group.getDouble(name, 0);
            case BOOLEAN -> group.getBoolean(name, 0);
            case FLOAT, INT96, FIXED_LEN_BYTE_ARRAY ->
                throw new IllegalStateException("no table has a column such as " + type);
        };
    }
}
