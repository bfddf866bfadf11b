package dev.kappasweep.results;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kappasweep.files.Store;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Parameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The file {@code sweep.json} of a result directory. */
final class ManifestFile {
    static final String NAME = "sweep.json";

    /** The first schema version whose directories a run of today goes on in. */
    private static final int FIRST_CONTINUED = 2;

    private final Path directory;
    private final Path file;
    private final ManifestVersions versions;

    ManifestFile(Path resultDirectory) {
        this(resultDirectory, ManifestVersions.KNOWN);
    }

    ManifestFile(Path resultDirectory, ManifestVersions versions) {
        this.versions = versions;
        this.directory = resultDirectory;
        this.file = resultDirectory.resolve(NAME);
    }

    /**
     * Empty if there is no such file. Everything that is done with a result directory begins here.
     *
     * @throws InvalidInputException if it is not what {@link #write} makes, or of a schema version that this program does not know
     */
    Optional<Manifest> read() throws IOException {
        OwnFiles.require(directory);
        try {
            JsonNode json = ManifestJson.mapper().readTree(ChecksummedJson.require(file, Files.readAllBytes(file)));
            return Optional.of(ManifestJson.mapper().treeToValue(versions.toCurrent(file, json), Manifest.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JacksonException e) {
            throw new InvalidInputException(
                    "results: " + file + " is damaged (" + e.getOriginalMessage() + "), expected the sweep as JSON", e);
        }
    }

    void write(Manifest manifest, Store store) throws IOException {
        byte[] bytes = ChecksummedJson.bytes(ManifestJson.mapper().writeValueAsString(manifest));
        store.replace(file, out -> out.write(bytes));
    }

    /**
     * Lets a directory go on with another state of its sweep.
     *
     * @return what {@code now} is to be in the place of {@code before}
     * @throws InvalidInputException if they differ in more than may change, and that is refused
     */
    Manifest next(Manifest before, Manifest now, Mixing mixing) {
        if (before.schemaVersion() < FIRST_CONTINUED) {
            throw new InvalidInputException("results: " + file.getParent() + " was written with schema version "
                    + before.schemaVersion() + " and can be read, but a run needs version " + FIRST_CONTINUED + " to "
                    + now.schemaVersion() + "; expected a new directory");
        }
        String differences = Stream.concat(
                        Stream.of(ManifestDifference.between(fixedPart(before), fixedPart(now)))
                                .filter(phrase -> !phrase.isEmpty()),
                        ParameterDifference.between(before.sweep(), now.sweep()).stream())
                .collect(Collectors.joining("; "));
        if (!differences.isEmpty() && mixing == Mixing.REFUSED) {
            throw new InvalidInputException("results: " + file.getParent() + " holds another sweep: " + differences
                    + "; expected a change of "
                    + (now.sweep().searched().isPresent() ? "search.trials" : "axes or evaluation.snr")
                    + " only, a new directory, or --allow-mixed");
        }
        return now.after(before, differences);
    }

    /** All but the parameters, the test SNRs, the tables to print, where the data was found, what is noted of it and what was mixed before. */
    private static JsonNode fixedPart(Manifest manifest) {
        ObjectNode json = ManifestJson.mapper().valueToTree(manifest);
        ObjectNode sweep = json.withObject("/sweep");
        json.remove("schemaVersion");
        json.remove("dataNotices");
        json.remove("mixed");
        json.remove("earlierSnr");
        if (sweep.has("search")) {
            sweep.withObject("/search").remove("trials"); // a search goes on with more
        } else {
            sweep.withObject("/evaluation").remove("snr");
        }
        sweep.remove(List.of("axes", "grids", "table", "tables"));
        for (Parameter parameter : Parameter.values()) {
            sweep.remove(parameter.key().replaceFirst("\\..*", ""));
        }
        // The digest says what the data is; these say where it was found.
        sweep.remove("dataset");
        json.withObject("/dataset").remove("name");
        return json;
    }
}
