package dev.kappasweep.results;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kappasweep.files.Store;
import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The file {@code progress.json} of a result directory: there while a sweep runs, and after one that was killed. */
public final class LiveRunFile {
    private static final String NAME = "progress.json";
    private static final String SHARE = "share";

    private final Path directory;
    private final Path file;

    public LiveRunFile(Path resultDirectory) {
        this.directory = resultDirectory;
        this.file = resultDirectory.resolve(NAME);
    }

    /** Replaces the file in one step. */
    public void write(LiveRun run) throws IOException {
        byte[] json = ManifestJson.mapper().writeValueAsBytes(run);
        Store.of(file).replace(file, out -> out.write(json));
    }

    public void delete() throws IOException {
        Store.of(file).delete(file);
    }

    /** Earlier runs told the share of their work that was done, from which no time follows. */
    private static JsonNode ofToday(JsonNode json) {
        if (json instanceof ObjectNode earlier && earlier.has(SHARE)) {
            earlier.remove(SHARE);
            earlier.put("secondsLeft", LiveRun.UNKNOWN);
        }
        return json;
    }

    /**
     * Empty if there is no such file.
     *
     * @throws InvalidInputException if it is not what {@link #write} makes
     * @throws UncheckedIOException if it cannot be read
     */
    public Optional<LiveRun> read() {
        try {
            OwnFiles.require(directory, NAME);
            JsonNode json = ManifestJson.mapper().readTree(ManifestJson.text(Files.readAllBytes(file)));
            return Optional.of(ManifestJson.mapper().treeToValue(ofToday(json), LiveRun.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JacksonException e) {
            throw new InvalidInputException(
                    "results: " + file + " is damaged (" + e.getOriginalMessage()
                            + "), expected the progress of a run; it may be deleted when nothing runs",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
