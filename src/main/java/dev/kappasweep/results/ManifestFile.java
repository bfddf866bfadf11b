package dev.kappasweep.results;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The file {@code sweep.json} of a result directory. */
final class ManifestFile {
    private final Path directory;
    private final Path file;

    ManifestFile(Path resultDirectory) {
        this.directory = resultDirectory;
        this.file = resultDirectory.resolve("sweep.json");
    }

    /**
     * Empty if there is no such file. Everything that is done with a result directory begins here.
     *
     * @throws InvalidInputException if it is not what {@link #write} makes, or of a schema version that this program does not know
     */
    Optional<Manifest> read() throws IOException {
        OwnFiles.requireNoLinks(directory);
        try {
            JsonNode json = ManifestJson.mapper().readTree(ManifestJson.text(Files.readAllBytes(file)));
            return Optional.of(
                    ManifestJson.mapper().treeToValue(ManifestVersions.toCurrent(file, json), Manifest.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JacksonException e) {
            throw new InvalidInputException(
                    "results: " + file + " is damaged (" + e.getOriginalMessage() + "), expected the sweep as JSON", e);
        }
    }

    void write(Manifest manifest) throws IOException {
        byte[] json = ManifestJson.mapper().writeValueAsBytes(manifest);
        AtomicFiles.write(file, temporary -> Files.write(temporary, json));
    }

    /**
     * Lets a directory go on with another state of its sweep.
     *
     * @return what {@code now} is to be in the place of {@code before}
     * @throws InvalidInputException if they differ in more than may change, and that is refused
     */
    Manifest next(Manifest before, Manifest now, Mixing mixing) {
        if (before.schemaVersion() != now.schemaVersion()) {
            throw new InvalidInputException("results: " + file.getParent() + " was written with schema version "
                    + before.schemaVersion() + " and can be read, but a run needs version " + now.schemaVersion()
                    + "; expected a new directory");
        }
        String differences = ManifestDifference.between(fixedPart(before), fixedPart(now));
        if (!differences.isEmpty() && mixing == Mixing.REFUSED) {
            throw new InvalidInputException("results: " + file.getParent() + " holds another sweep: " + differences
                    + "; expected a change of axes only, a new directory, or --allow-mixed");
        }
        return now.after(before, differences);
    }

    /** All but the axes, the tables to print, where the data was found and what was mixed before. */
    private static JsonNode fixedPart(Manifest manifest) {
        ObjectNode json = ManifestJson.mapper().valueToTree(manifest);
        ObjectNode sweep = json.withObject("/sweep");
        json.remove("mixed");
        sweep.remove("axes");
        sweep.remove("grids");
        sweep.remove("table");
        sweep.remove("tables");
        // The digest says what the data is; these say where it was found.
        sweep.remove("dataset");
        json.withObject("/dataset").remove("name");
        // Axes take the place of these.
        sweep.withObject("/regularizer").remove("kind");
        sweep.withObject("/regularizer").remove("solver");
        sweep.withObject("/network").remove("dropout");
        sweep.withObject("/training").remove("batch");
        sweep.withObject("/training").remove("learningRate");
        return json;
    }
}
