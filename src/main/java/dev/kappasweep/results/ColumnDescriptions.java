package dev.kappasweep.results;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/**
 * What docs/schema.md says of the columns of every table, which is a resource of this package: {@code ## TABLE}, and below it a Markdown table of column, type,
 * unit and meaning.
 */
final class ColumnDescriptions {
    private static final String HEADINGS = "| column | type | unit | meaning |";
    private static final ColumnDescriptions PAGE = parse(page());

    private final Map<String, Map<String, ColumnDescription>> byTable;

    private ColumnDescriptions(Map<String, Map<String, ColumnDescription>> byTable) {
        this.byTable = byTable;
    }

    /** Those of the page. */
    static ColumnDescriptions ofPage() {
        return PAGE;
    }

    private static String page() {
        try (InputStream page = ColumnDescriptions.class.getResourceAsStream("schema.md")) {
            return new String(
                    Objects.requireNonNull(page, "schema.md is no resource of this package")
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ColumnDescriptions parse(String page) {
        Map<String, Map<String, ColumnDescription>> byTable = new LinkedHashMap<>();
        String table = "";
        boolean isInside = false;
        for (String line : page.lines().toList()) {
            table = line.startsWith("## ") ? line.substring(3) : table;
            isInside = line.equals(HEADINGS) || (isInside && line.startsWith("|"));
            if (isInside && !line.equals(HEADINGS) && !line.startsWith("|--")) {
                List<String> cells = cells(line);
                byTable.computeIfAbsent(table, name -> new LinkedHashMap<>())
                        .put(cells.get(1), new ColumnDescription(cells.get(2), cells.get(3), cells.get(4)));
            }
        }
        return new ColumnDescriptions(byTable);
    }

    /** Without the marks of Markdown; the first one is what is before the line's first bar. */
    private static List<String> cells(String line) {
        return Stream.of(line.split("(?<!\\\\)\\|", -1))
                .map(cell -> cell.strip().replace("\\|", "|").replace("`", ""))
                .toList();
    }

    /** By column, in the order of the page; empty for a table that it does not have. */
    Map<String, ColumnDescription> of(String table) {
        return Optional.ofNullable(byTable.get(table)).orElse(Map.of());
    }

    /**
     * A schema in the form in which Spark keeps its own in the footers of Parquet files: fields have a {@code comment}, and a {@code unit} where there is one, among their
     * {@code metadata}.
     */
    String sparkSchema(MessageType schema) {
        Map<String, ColumnDescription> known = of(schema.getName());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", "struct");
        ArrayNode fields = json.putArray("fields");
        for (Type column : schema.getFields()) {
            ObjectNode field = fields.addObject();
            field.put("name", column.getName());
            field.put("type", sparkType(column.asPrimitiveType()));
            field.put("nullable", !column.isRepetition(Repetition.REQUIRED));
            ObjectNode metadata = field.putObject("metadata");
            Optional.ofNullable(known.get(column.getName())).ifPresent(description -> put(metadata, description));
        }
        return json.toString();
    }

    private static void put(ObjectNode metadata, ColumnDescription description) {
        metadata.put("comment", description.meaning());
        if (!description.unit().isEmpty()) {
            metadata.put("unit", description.unit());
        }
    }

    private static String sparkType(PrimitiveType column) {
        boolean isPlain = column.getLogicalTypeAnnotation() == null;
        return switch (column.getPrimitiveTypeName()) {
            case BINARY -> isPlain ? "binary" : "string";
            case INT64 -> isPlain ? "long" : "timestamp";
            case INT32 -> "integer";
            case DOUBLE -> "double";
            case BOOLEAN -> "boolean";
            case FLOAT, INT96, FIXED_LEN_BYTE_ARRAY ->
                throw new IllegalStateException("no table has a column such as " + column);
        };
    }
}
