package dev.kappasweep.client;

import java.util.Optional;

/** Reads a stream of server-sent events, as the HTML standard writes them, line by line. */
final class EventReader {
    private String name = "";
    private final StringBuilder data = new StringBuilder();

    /** An event; {@code data} may have several lines. */
    record Event(String name, String data) {}

    /** Takes a line without its end; an empty one ends an event that has data. */
    Optional<Event> line(String line) {
        if (line.isEmpty()) {
            return end();
        }
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1);
        String content = value.startsWith(" ") ? value.substring(1) : value;
        if (field.equals("event")) {
            name = content;
        } else if (field.equals("data")) {
            data.append(content).append('\n');
        }
        return Optional.empty();
    }

    private Optional<Event> end() {
        Optional<Event> event = data.length() == 0
                ? Optional.empty()
                : Optional.of(new Event(name.isEmpty() ? "message" : name, data.substring(0, data.length() - 1)));
        name = "";
        data.setLength(0);
        return event;
    }
}
