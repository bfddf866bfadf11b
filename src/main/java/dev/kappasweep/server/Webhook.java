package dev.kappasweep.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whom to tell of what ends.
 *
 * @param secret with which calls are signed
 * @param since it is told of what ends from then on
 */
record Webhook(String id, URI url, String secret, Set<String> events, String owner, Instant since) {
    static final Set<String> EVENTS = Set.of("sweep.completed", "sweep.failed", "trial.failed");

    Webhook {
        events = Set.copyOf(events);
    }

    ObjectNode json() {
        ObjectNode json = SweepBodies.object();
        json.put("version", 1);
        json.put("id", id);
        json.put("url", url.toString());
        json.put("secret", secret);
        new TreeSet<>(events).forEach(json.putArray("events")::add);
        json.put("owner", owner);
        json.put("since", since.toString());
        return json;
    }

    /**
     * What {@link #json} has made.
     *
     * @param now since when one counts that does not say it
     * @throws IllegalArgumentException if it is something else
     */
    static Webhook read(JsonNode json, Instant now) {
        Set<String> events = new TreeSet<>();
        json.required("events").forEach(event -> events.add(event.asText()));
        return new Webhook(
                json.required("id").asText(),
                URI.create(json.required("url").asText()),
                json.required("secret").asText(),
                events,
                json.required("owner").asText(),
                json.has("since") ? instant(json.path("since").asText()) : now);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("since: " + text, e);
        }
    }
}
