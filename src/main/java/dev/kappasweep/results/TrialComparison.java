package dev.kappasweep.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.kappasweep.sweep.Environment;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A committed trial beside the same trial trained again. On the same platform, which is what {@link Environment} says of CPU,
 * BLAS, ND4J, Java and operating system, every measured value has the same bits, all but times. On another one sums are added in
 * another order, so that numbers may differ by {@value #RELATIVE_TOLERANCE} of the larger one or by {@value #ABSOLUTE_TOLERANCE},
 * whichever is more, and digests, solver steps and the wording of reasons are not compared.
 *
 * @param platformDifferences what of the platform differs; empty if bits were compared
 * @param differences the values that should be equal and are not
 */
public record TrialComparison(TrialId trial, List<String> platformDifferences, List<Difference> differences) {
    public static final double RELATIVE_TOLERANCE = 0.05;
    public static final double ABSOLUTE_TOLERANCE = 0.02;

    private static final Set<String> TIMES = Set.of("seconds");
    private static final Set<String> OF_ONE_PLATFORM = Set.of("weightsSha256", "reason", "solverSteps");
    private static final List<String> OUTCOME = List.of("status", "reason", "steps", "trainLoss", "weightsSha256");

    /** One value: {@code layers[3].kappa}, as it was committed and as it came out again. */
    public record Difference(String field, String committed, String again) {}

    public TrialComparison {
        platformDifferences = List.copyOf(platformDifferences);
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
        List<String> platform = platformDifferences(row.environment(), again.environment());
        Map<String, JsonNode> before = values(row, ResultJson.tree(committed));
        Map<String, JsonNode> now = values(again);
        Set<String> fields = new LinkedHashSet<>(before.keySet());
        fields.addAll(now.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String field : fields) {
            JsonNode first = before.getOrDefault(field, MissingNode.getInstance());
            JsonNode second = now.getOrDefault(field, MissingNode.getInstance());
            if (!(platform.isEmpty() ? first.equals(second) : isClose(field, first, second))) {
                differences.add(new Difference(field, text(first), text(second)));
            }
        }
        return new TrialComparison(row.id(), platform, differences);
    }

    /** Whether every bit was compared. */
    public boolean isExact() {
        return platformDifferences.isEmpty();
    }

    private static List<String> platformDifferences(Environment before, Environment now) {
        Map<String, List<String>> pairs = new LinkedHashMap<>();
        pairs.put("cpu", List.of(before.cpu(), now.cpu()));
        pairs.put("blas", List.of(before.blas(), now.blas()));
        pairs.put("nd4j", List.of(before.nd4j(), now.nd4j()));
        pairs.put("java", List.of(before.java(), now.java()));
        pairs.put("osArch", List.of(before.osArch(), now.osArch()));
        List<String> differences = new ArrayList<>();
        pairs.forEach((name, pair) -> {
            if (!pair.get(0).equals(pair.get(1))) {
                differences.add(name + " was '" + pair.get(0) + "' and is '" + pair.get(1) + "'");
            }
        });
        return differences;
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

    private static boolean isClose(String field, JsonNode first, JsonNode second) {
        String name = field.substring(field.lastIndexOf('.') + 1);
        if (OF_ONE_PLATFORM.contains(name) || first.equals(second)) {
            return true;
        }
        if (!first.isFloatingPointNumber() || !second.isFloatingPointNumber()) {
            return false;
        }
        double a = first.doubleValue();
        double b = second.doubleValue();
        double allowed = Math.max(ABSOLUTE_TOLERANCE, RELATIVE_TOLERANCE * Math.max(Math.abs(a), Math.abs(b)));
        return Math.abs(a - b) <= allowed;
    }

    private static String text(JsonNode value) {
        return value.isMissingNode() ? "absent" : value.asText();
    }
}
