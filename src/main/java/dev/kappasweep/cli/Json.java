package dev.kappasweep.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The JSON that {@code --json} prints: one object, indented. */
final class Json {
    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A record as an object with its components; records within it likewise. */
    static JsonNode ofRecord(Record values) {
        return new ObjectMapper().valueToTree(values);
    }

    /** The tree of text that this program wrote itself. */
    static JsonNode parse(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + text, e);
        }
    }

    /** Ends with a line break. */
    static String text(JsonNode json) {
        return json.toPrettyString() + "\n";
    }
}
