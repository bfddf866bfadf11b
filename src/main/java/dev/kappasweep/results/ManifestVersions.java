package dev.kappasweep.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.ProblemSpec;
import dev.kappasweep.sweep.PublishedTable;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Brings {@code sweep.json} of earlier schema versions into today's form, from each version to the next; the version that it
 * names stays.
 */
final class ManifestVersions {
    static final ManifestVersions KNOWN = new ManifestVersions(List.of(
            ManifestVersions::fromVersionOne,
            ManifestVersions::fromVersionTwo,
            sweep -> {}, // version 3 kept no log of the files of its tables
            sweep -> {}, // version 4 had no column penalty_weight
            sweep -> {})); // version 5 had no column numerical_kappa

    private final List<Consumer<ObjectNode>> steps;

    /** @param steps the first brings {@code sweep} of version 1 into the form of version 2, and so on up to today's */
    ManifestVersions(List<Consumer<ObjectNode>> steps) {
        this.steps = List.copyOf(steps);
    }

    List<Consumer<ObjectNode>> steps() {
        return steps;
    }

    /** Today's. */
    int latest() {
        return steps.size() + 1;
    }

    /** @throws InvalidInputException if {@code json} is of no version up to today's */
    JsonNode toCurrent(Path file, JsonNode json) {
        JsonNode version = json.path("schemaVersion");
        if (!version.isInt() || version.intValue() < 1 || version.intValue() > latest()) {
            throw new InvalidInputException("results: " + file + " has schemaVersion '" + version.asText()
                    + "', expected 1 to " + latest() + "; read it with the version of Kappasweep that wrote it");
        }
        addWhatOldOnesLack(json);
        if (json.path("sweep") instanceof ObjectNode sweep) {
            steps.subList(version.intValue() - 1, steps.size()).forEach(step -> step.accept(sweep));
        }
        return json;
    }

    private static void addWhatOldOnesLack(JsonNode json) {
        if (json instanceof ObjectNode manifest) {
            if (!manifest.has("objectiveVersion")) {
                manifest.put("objectiveVersion", 1);
            }
            addEmpty(manifest, "mixed");
            addEmpty(manifest, "dataNotices");
            addEmpty(manifest, "earlierSnr");
            if (manifest.path("sweep") instanceof ObjectNode sweep) {
                addEmpty(sweep, "tables");
                sweep.path("tables").forEach(ManifestVersions::listPublished);
            }
        }
    }

    /** A table was held against one list of numbers without a name, or one without a source for none. */
    private static void listPublished(JsonNode table) {
        if (table instanceof ObjectNode object && object.path("published") instanceof ObjectNode published) {
            ArrayNode list = object.putArray("published");
            if (!published.path("source").asText().isEmpty()) {
                list.add(published.put("name", PublishedTable.PUBLISHED));
            }
        }
    }

    private static void addEmpty(ObjectNode json, String list) {
        if (!json.has(list)) {
            json.putArray(list);
        }
    }

    /** Version 1 knew one activation for all hidden layers, no dropout and no least squares. */
    private static void fromVersionOne(ObjectNode sweep) {
        ObjectNode network = sweep.withObject("/network");
        network.putArray("activations").add(network.remove("activation"));
        network.put("dropout", 0);
        sweep.withObject("/axes").putArray("dropout").add(0);
        sweep.set("problem", ManifestJson.mapper().valueToTree(ProblemSpec.PUBLISHED));
    }

    /** Version 2 had one activation for each layer, and the axes of all grids together beside these. */
    private static void fromVersionTwo(ObjectNode sweep) {
        ObjectNode network = sweep.withObject("/network");
        JsonNode activations = network.remove("activations");
        if (!activations.isEmpty()) { // there is none without a hidden layer, whatever the file said
            network.set("activation", activations);
        }
        if (sweep.path("grids").isEmpty()) {
            sweep.remove("grids");
        } else {
            sweep.remove("axes");
        }
    }
}
