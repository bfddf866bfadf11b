package dev.kappasweep.results;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/**
 * One table as plain values under the names of its columns, for those who write other formats.
 *
 * @param columns all of them, in the table's order
 * @param rows by column: a String, Integer, Long, Double, Boolean, Instant or byte[]; what is null in the table is absent
 */
public record TableContents(String name, List<String> columns, List<Map<String, Object>> rows) {
    public TableContents {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** Every table, {@code trials} first. */
    public static List<TableContents> of(ResultTables tables) {
        return List.of(
                of(new TrialTable(), tables.trials()),
                of(new LayerTable(), tables.layers()),
                of(new SpectrumTable(), tables.spectra()),
                of(new EpochTable(), tables.epochs()),
                of(new EvaluationTable(), tables.evaluations()),
                of(new SampleTable(), tables.samples()));
    }

    private static <R> TableContents of(Table<R> table, List<R> rows) {
        List<Type> columns = table.schema().getFields();
        List<Map<String, Object>> plain = new ArrayList<>();
        for (R row : rows) {
            Group group = new SimpleGroup(table.schema());
            table.write(row, new Cells(group));
            plain.add(values(columns, group));
        }
        return new TableContents(
                table.name(), columns.stream().map(Type::getName).toList(), plain);
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
