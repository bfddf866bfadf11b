package dev.kappasweep.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Writes a table as one JSON object: its title, its rows as objects with null where there is no value, and its notes. */
final class JsonTable {
    private JsonTable() {}

    static String text(ResultTable table) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("title", table.forPeople().title());
        ArrayNode rows = root.putArray("rows");
        table.forPrograms().rows().forEach(row -> {
            ObjectNode json = rows.addObject();
            row.forEach((column, value) -> put(json, column, value));
        });
        ArrayNode notes = root.putArray("notes");
        table.forPeople().notes().forEach(notes::add);
        return root.toPrettyString() + "\n";
    }

    private static void put(ObjectNode json, String column, @Nullable Object value) {
        if (value instanceof Double number) {
            json.put(column, number);
        } else if (value instanceof Integer number) {
            json.put(column, number);
        } else if (value instanceof BigDecimal number) {
            json.put(column, number);
        } else {
            json.put(column, value == null ? null : value.toString());
        }
    }
}
