package dev.kappasweep.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kappasweep.run.RunState;
import dev.kappasweep.run.StateMachine;
import dev.kappasweep.sweep.Named;
import dev.kappasweep.sweep.TrialStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Entries of the queue as JSON. */
final class EntryJson {
    private static final int VERSION = 1;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private EntryJson() {}

    static byte[] bytes(Entry entry) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("version", VERSION);
        json.put("id", entry.id());
        json.put("number", entry.number());
        json.put("name", entry.name());
        entry.key().ifPresent(key -> json.put("key", key));
        json.put("owner", entry.owner());
        json.put("file", entry.file());
        json.put("original", entry.original());
        json.put("revision", entry.revision());
        json.put("priority", entry.priority());
        json.put("wanted", entry.wanted().name());
        json.put("state", entry.state().state().name());
        json.put("reason", entry.state().reason());
        json.put("since", entry.state().at().toString());
        json.put("submitted", entry.submitted().toString());
        entry.began().ifPresent(time -> json.put("began", time.toString()));
        json.set("counts", counts(entry.counts()));
        json.put("deleted", entry.isDeleted());
        return json.toPrettyString().getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode counts(Counts counts) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("total", counts.total());
        ObjectNode ended = json.putObject("ended");
        counts.ended().forEach((status, count) -> ended.put(status.text(), count));
        counts.best()
                .ifPresent(best -> json.putObject("best")
                        .put("configuration", best.configuration())
                        .put("metric", best.metric())
                        .put("value", best.value())
                        .put("seeds", best.seeds()));
        return json;
    }

    /** @throws IllegalArgumentException if it is not what {@link #bytes} makes; the message says what is wrong */
    static Entry read(byte[] bytes) {
        try {
            return entry(MAPPER.readTree(new String(bytes, StandardCharsets.UTF_8)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Entry entry(JsonNode json) {
        if (json.path("version").asInt() != VERSION) {
            throw new IllegalArgumentException(
                    "version " + json.path("version").asText("none") + ", expected " + VERSION);
        }
        return new Entry(
                text(json, "id"),
                json.required("number").asLong(),
                text(json, "name"),
                optional(json, "key"),
                text(json, "owner"),
                text(json, "file"),
                text(json, "original"),
                json.required("revision").asInt(),
                json.required("priority").asInt(),
                Wanted.valueOf(text(json, "wanted")),
                new StateMachine.Change(
                        RunState.valueOf(text(json, "state")),
                        text(json, "reason"),
                        Instant.parse(text(json, "since"))),
                Instant.parse(text(json, "submitted")),
                optional(json, "began").map(Instant::parse),
                counts(json.required("counts")),
                json.required("deleted").asBoolean());
    }

    private static String text(JsonNode json, String field) {
        return json.required(field).asText();
    }

    private static Optional<String> optional(JsonNode json, String field) {
        return json.has(field) ? Optional.of(text(json, field)) : Optional.empty();
    }

    private static Counts counts(JsonNode json) {
        Map<TrialStatus, Integer> ended = new EnumMap<>(TrialStatus.class);
        json.required("ended")
                .properties()
                .forEach(one -> ended.put(
                        Named.parse(TrialStatus.class, "counts", one.getKey()),
                        one.getValue().asInt()));
        JsonNode best = json.path("best");
        return new Counts(
                json.required("total").asInt(),
                ended,
                best.isMissingNode()
                        ? Optional.empty()
                        : Optional.of(new Best(
                                text(best, "configuration"),
                                text(best, "metric"),
                                best.required("value").asDouble(),
                                best.required("seeds").asInt())));
    }
}
