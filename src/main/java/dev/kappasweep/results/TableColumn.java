package dev.kappasweep.results;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/**
 * A column, and what is said of it.
 *
 * @param isNullable whether rows may lack it
 * @param unit empty where its values have none
 * @param meaning one line, possibly empty
 */
public record TableColumn(String name, Kind kind, boolean isNullable, String unit, String meaning) {
    /** What a column holds, with its name in Spark's schemas. */
    public enum Kind {
        /** A {@link String}. */
        TEXT("string"),
        /** An {@link Integer}. */
        INTEGER("integer"),
        /** A {@link Long}. */
        BIG_INTEGER("long"),
        /** A {@link Double}. */
        REAL("double"),
        /** An {@link java.time.Instant}. */
        INSTANT("timestamp"),
        /** A {@code byte[]}. */
        BYTES("binary");

        private final String spark;

        Kind(String spark) {
            this.spark = spark;
        }

        static Kind of(Type column) {
            boolean isPlain = column.getLogicalTypeAnnotation() == null;
            return switch (column.asPrimitiveType().getPrimitiveTypeName()) {
                case BINARY -> isPlain ? BYTES : TEXT;
                case INT64 -> isPlain ? BIG_INTEGER : INSTANT;
                case INT32 -> INTEGER;
                case DOUBLE -> REAL;
                case BOOLEAN, FLOAT, INT96, FIXED_LEN_BYTE_ARRAY ->
                    throw new IllegalStateException("no table has a column such as " + column);
            };
        }
    }

    /** A column that rows may lack. */
    public static TableColumn nullable(String name, Kind kind, String unit, String meaning) {
        return new TableColumn(name, kind, true, unit, meaning);
    }

    /** The columns of a table, with what docs/schema.md says of them. */
    static List<TableColumn> of(MessageType schema) {
        return schema.getFields().stream()
                .map(column -> {
                    ColumnDescription said = ColumnDescriptions.ofPage().of(schema.getName(), column.getName());
                    boolean isNullable = !column.isRepetition(Repetition.REQUIRED);
                    return new TableColumn(column.getName(), Kind.of(column), isNullable, said.unit(), said.meaning());
                })
                .toList();
    }

    /**
     * Columns in the form in which Spark keeps them in the footers of Parquet files: each has a {@code comment}, and a {@code unit} where there is one, among its {@code
     * metadata}.
     */
    static String sparkSchema(List<TableColumn> columns) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", "struct");
        columns.forEach(column -> column.put(json.withArray("fields").addObject()));
        return json.toString();
    }

    private void put(ObjectNode field) {
        field.put("name", name);
        field.put("type", kind.spark);
        field.put("nullable", isNullable);
        ObjectNode metadata = field.putObject("metadata");
        metadata.put("comment", meaning);
        if (!unit.isEmpty()) {
            metadata.put("unit", unit);
        }
    }

    Type parquet() {
        return Columns.of(kind, name, isNullable);
    }
}
