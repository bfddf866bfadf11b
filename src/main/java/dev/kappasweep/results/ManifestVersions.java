package dev.kappasweep.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.ProblemSpec;
import java.nio.file.Path;

/** Brings {@code sweep.json} of earlier schema versions into today's form; the version that it names stays. */
final class ManifestVersions {
    private ManifestVersions() {}

    /** @throws InvalidInputException if {@code json} is of no version up to today's */
    static JsonNode toCurrent(Path file, JsonNode json) {
        JsonNode version = json.path("schemaVersion");
        addWhatOldOnesLack(json);
        if (version.isInt() && version.intValue() == Table.SCHEMA_VERSION) {
            return json;
        }
        if (version.isInt() && version.intValue() == 1 && json.path("sweep") instanceof ObjectNode sweep) {
            fromVersionOne(sweep);
            return json;
        }
        throw new InvalidInputException(
                "results: " + file + " has schemaVersion '" + version.asText() + "', expected 1 to "
                        + Table.SCHEMA_VERSION + "; read it with the version of Kappasweep that wrote it");
    }

    private static void addWhatOldOnesLack(JsonNode json) {
        if (json instanceof ObjectNode manifest) {
            if (!manifest.has("objectiveVersion")) {
                manifest.put("objectiveVersion", 1);
            }
            if (!manifest.has("mixed")) {
                manifest.putArray("mixed");
            }
            if (manifest.path("sweep") instanceof ObjectNode sweep) {
                addEmpty(sweep, "tables");
                addEmpty(sweep, "grids");
            }
        }
    }

    private static void addEmpty(ObjectNode sweep, String list) {
        if (!sweep.has(list)) {
            sweep.putArray(list);
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
}
