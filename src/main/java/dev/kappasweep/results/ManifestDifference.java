package dev.kappasweep.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;

/** Says how one JSON object differs from another. */
final class ManifestDifference {
    private ManifestDifference() {}

    /** One phrase per field, {@code training.epochs was 50 and is now 60}; empty if there is none. */
    static String between(JsonNode before, JsonNode now) {
        SortedMap<String, String> old = new TreeMap<>();
        flatten("", before, old);
        SortedMap<String, String> fresh = new TreeMap<>();
        flatten("", now, fresh);
        StringJoiner phrases = new StringJoiner("; ");
        SortedMap<String, String> all = new TreeMap<>(old);
        all.putAll(fresh);
        for (String field : all.keySet()) {
            if (!Objects.equals(old.get(field), fresh.get(field))) {
                phrases.add(field + " was " + shown(old, field) + " and is now " + shown(fresh, field));
            }
        }
        return phrases.toString();
    }

    static void flatten(String path, JsonNode node, Map<String, String> fields) {
        if (!node.isObject()) {
            fields.put(path, node.isTextual() ? node.textValue() : node.toString());
            return;
        }
        String prefix = path.isEmpty() ? "" : path + ".";
        node.properties().forEach(child -> flatten(prefix + child.getKey(), child.getValue(), fields));
    }

    private static String shown(Map<String, String> fields, String field) {
        return fields.getOrDefault(field, "absent");
    }
}
