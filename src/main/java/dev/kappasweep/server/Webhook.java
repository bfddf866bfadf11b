package dev.kappasweep.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whom to tell of what ends.
 *
 * @param secret with which calls are signed
 */
record Webhook(String id, URI url, String secret, Set<String> events, String owner) {
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
        return json;
    }

    /** @throws IllegalArgumentException if it is not what {@link #json} makes */
    static Webhook read(JsonNode json) {
        Set<String> events = new TreeSet<>();
        json.required("events").forEach(event -> events.add(event.asText()));
        return new Webhook(
                json.required("id").asText(),
                URI.create(json.required("url").asText()),
                json.required("secret").asText(),
                events,
                json.required("owner").asText());
    }
}
