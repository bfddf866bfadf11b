package dev.kappasweep.results;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kappasweep.sweep.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32;

/** JSON objects whose field {@code crc32} is the checksum of the others. */
final class ChecksummedJson {
    private static final String CHECKSUM = "crc32";

    /** Numbers stay as they are written, whatever Java makes of them. */
    private static final ObjectMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private ChecksummedJson() {}

    /** @param json an object, without a checksum */
    static byte[] bytes(String json) throws JacksonException {
        ObjectNode all = (ObjectNode) EXACT.readTree(json);
        all.put(CHECKSUM, checksum(all));
        return EXACT.writeValueAsBytes(all);
    }

    /**
     * The text without its checksum, which files of earlier builds do not have.
     *
     * @param file to be named
     * @throws InvalidInputException if it has another checksum than it says
     */
    static String require(Path file, byte[] bytes) throws JacksonException {
        String text = ManifestJson.text(bytes);
        if (!(EXACT.readTree(text) instanceof ObjectNode json) || !json.has(CHECKSUM)) {
            return text;
        }
        String expected = json.remove(CHECKSUM).asText();
        if (!expected.equals(checksum(json))) {
            throw new InvalidInputException("results: " + file + " is damaged or was edited (its " + CHECKSUM + " is "
                    + checksum(json) + "), expected " + expected + "; without the field " + CHECKSUM
                    + " it is taken as it is");
        }
        return json.toString();
    }

    /** Of the values, not of the space between them. */
    private static String checksum(JsonNode json) {
        CRC32 sum = new CRC32();
        sum.update(json.toString().getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(sum.getValue());
    }
}
