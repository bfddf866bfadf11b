package dev.kappasweep.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A committed trial beside the same trial trained again: every measured value has the same bits, whatever the machine, all but times.
 *
 * @param differences the values that should be equal and are not
 */
public record TrialComparison(TrialId trial, List<Difference> differences) {
    private static final Set<String> TIMES = Set.of("seconds");

    /** Of schema version 6: where an earlier one has no value, there is nothing to compare. */
    private static final String LATER = ".numericalKappa";

    private static final List<String> OUTCOME = List.of("status", "reason", "steps", "trainLoss", "weightsSha256");

    /** One value: {@code layers[3].kappa}, as it was committed and as it came out again. */
    public record Difference(String field, String committed, String again) {}

    public TrialComparison {
        differences = List.copyOf(differences);
    }

    /**
     * Compares value by value.
     *
     * @param committed the rows of one trial and no other
     * @param again a result of that row's spec
     */
    public static TrialComparison of(ResultTables committed, TrialResult again) {
        TrialRow row = committed.trials().get(0);
        Map<String, JsonNode> before = values(row, ResultJson.tree(committed));
        Map<String, JsonNode> now = values(again);
        Set<String> fields = new LinkedHashSet<>(before.keySet());
        fields.addAll(now.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String field : fields) {
            JsonNode first = before.getOrDefault(field, MissingNode.getInstance());
            JsonNode second = now.getOrDefault(field, MissingNode.getInstance());
            if (!first.equals(second) && !isOfEarlierVersion(field, first)) {
                differences.add(new Difference(field, text(first), text(second)));
            }
        }
        return new TrialComparison(row.id(), differences);
    }

    private static boolean isOfEarlierVersion(String field, JsonNode committed) {
        return field.endsWith(LATER) && Double.isNaN(committed.asDouble());
    }

    /** What was committed, by the names that {@link TrialResult} has for it. */
    private static Map<String, JsonNode> values(TrialRow row, JsonNode tables) {
        Map<String, JsonNode> values = outcome(row.id(), ResultJson.tree(row));
        tables.properties().stream()
                .filter(table -> table.getValue().isArray() && !table.getKey().equals("trials"))
                .forEach(table -> putAll(values, table.getKey(), table.getValue(), "/measurement"));
        return values;
    }

    private static Map<String, JsonNode> values(TrialResult result) {
        JsonNode tree = ResultJson.tree(result);
        Map<String, JsonNode> values = outcome(result.id(), tree);
        tree.properties().stream()
                .filter(list -> list.getValue().isArray())
                .forEach(list -> putAll(values, list.getKey(), list.getValue(), ""));
        return values;
    }

    private static Map<String, JsonNode> outcome(TrialId id, JsonNode tree) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        values.put("id", TextNode.valueOf(id.text()));
        OUTCOME.forEach(name -> values.put(name, tree.get(name)));
        return values;
    }

    private static void putAll(Map<String, JsonNode> values, String list, JsonNode elements, String pointer) {
        for (int i = 0; i < elements.size(); i++) {
            String path = list + "[" + i + "].";
            elements.get(i).at(pointer).properties().stream()
                    .filter(field -> !TIMES.contains(field.getKey()))
                    .forEach(field -> values.put(path + field.getKey(), field.getValue()));
        }
    }

    private static String text(JsonNode value) {
        return value.isMissingNode() ? "absent" : value.asText();
    }
}
