package dev.kappasweep.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;

/** What a request is answered with. */
sealed interface Reply {
    String JSON = "application/json";
    String TEXT = "text/plain; charset=utf-8";

    /** Bytes that are at hand. */
    final class Whole implements Reply {
        private final int status;
        private final String type;
        private final Map<String, String> headers;
        private final byte[] content;

        private Whole(int status, String type, Map<String, String> headers, byte[] content) {
            this.status = status;
            this.type = type;
            this.headers = headers;
            this.content = content;
        }

        Whole with(String header, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(header, value);
            return new Whole(status, type, more, content);
        }

        int status() {
            return status;
        }

        String type() {
            return type;
        }

        Map<String, String> headers() {
            return headers;
        }

        byte[] content() {
            return content;
        }
    }

    /** A file, as it is. */
    record OfFile(Path file, String type) implements Reply {}

    /** What is not known before something has been read. */
    record Later(NotReadException cause) implements Reply {}

    /** Events as they come. */
    record OfEvents(Topic topic, String lastEventId) implements Reply {}

    static Whole json(JsonNode json) {
        return json(HttpStatus.OK_200, json);
    }

    static Whole json(int status, JsonNode json) {
        return bytes(status, JSON, json.toString().getBytes(StandardCharsets.UTF_8));
    }

    static Whole text(String text) {
        return text(TEXT, text);
    }

    static Whole text(String type, String text) {
        return bytes(HttpStatus.OK_200, type, text.getBytes(StandardCharsets.UTF_8));
    }

    static Whole bytes(int status, String type, byte[] content) {
        return new Whole(status, type, Map.of(), content);
    }

    static Whole nothing() {
        return new Whole(HttpStatus.NO_CONTENT_204, "", Map.of(), new byte[0]);
    }
}
