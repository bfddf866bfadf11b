package dev.kappasweep.results;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kappasweep.results.Commit.Event;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.OneLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** An entry of the log as JSON, in a file that is named by its number. */
final class CommitFile {
    private static final Pattern NAME = Pattern.compile("[0-9]{8,18}\\.json");

    private CommitFile() {}

    static String name(long number) {
        return "%08d.json".formatted(number);
    }

    /** The number of the entry in a file; empty if it is no such name. */
    static OptionalLong number(String name) {
        return NAME.matcher(name).matches()
                ? OptionalLong.of(Long.parseLong(name.substring(0, name.indexOf('.'))))
                : OptionalLong.empty();
    }

    static byte[] bytes(Commit commit) throws JacksonException {
        ObjectNode json = ManifestJson.mapper().createObjectNode();
        json.put("commit", commit.number());
        json.put("writer", commit.writer());
        json.put("at", commit.at().toString());
        json.put("event", commit.event().name().toLowerCase(Locale.ROOT));
        json.set("holder", ManifestJson.mapper().valueToTree(commit.holder()));
        commit.files().ifPresent(files -> put(json, "files", files));
        put(json, "added", commit.added());
        put(json, "removed", commit.removed());
        return ChecksummedJson.bytes(json.toString());
    }

    private static void put(ObjectNode json, String field, List<String> names) {
        ArrayNode array = json.putArray(field);
        names.forEach(array::add);
    }

    /**
     * @throws java.nio.file.NoSuchFileException if there is no such file
     * @throws InvalidInputException if it is not what {@link #bytes} makes
     */
    static Commit read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try {
            Commit commit = commit(ManifestJson.mapper().readTree(ChecksummedJson.require(file, bytes)));
            if (!name(commit.number()).equals(file.getFileName().toString())) {
                throw new IllegalArgumentException("it is entry " + commit.number());
            }
            return commit;
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            throw new InvalidInputException(
                    "results: " + file + " is damaged (" + OneLine.of(String.valueOf(e.getMessage()))
                            + "), expected an entry of the log; when no run"
                            + " writes there and the directory " + CommitLog.DIRECTORY
                            + " is deleted, all files of the tables count",
                    e);
        }
    }

    private static Commit commit(JsonNode json) throws JacksonException {
        return new Commit(
                json.path("commit").asLong(),
                json.path("writer").asText(),
                Instant.parse(json.path("at").asText()),
                Event.valueOf(json.path("event").asText().toUpperCase(Locale.ROOT)),
                ManifestJson.mapper().treeToValue(json.path("holder"), Holder.class),
                json.has("files") ? Optional.of(names(json, "files")) : Optional.empty(),
                names(json, "added"),
                names(json, "removed"));
    }

    private static List<String> names(JsonNode json, String field) {
        List<String> names = new ArrayList<>();
        json.path(field).forEach(name -> names.add(requireName(name.asText())));
        return names;
    }

    /** Nothing outside of the tables is read, whatever a log from elsewhere says. */
    private static String requireName(String name) {
        int slash = name.indexOf('/');
        if (slash < 0
                || !SparkTables.names().contains(name.substring(0, slash))
                || TableFile.parse(name.substring(slash + 1)).isEmpty()) {
            throw new IllegalArgumentException("'" + name + "' is not a file of a table");
        }
        return name;
    }
}
