package dev.kappasweep.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/** A request to one route. */
final class Call {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int LONGEST_JSON = 64 << 10;

    /** As long as a sweep file may be, and a byte, so that its reader says it. */
    private static final int LONGEST_FILE = (1 << 20) + 1;

    private final Request request;
    private final User user;
    private final Map<String, String> path;
    private final Fields query;

    Call(Request request, User user, Map<String, String> path) {
        this.request = request;
        this.user = user;
        this.path = path;
        this.query = Request.extractQueryParameters(request);
    }

    User user() {
        return user;
    }

    boolean isSecure() {
        return request.isSecure();
    }

    String path(String name) {
        return Objects.requireNonNull(path.get(name));
    }

    Optional<String> query(String name) {
        return Optional.ofNullable(query.getValue(name)).filter(text -> !text.isEmpty());
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeaders().get(name));
    }

    /** A whole number within bounds. */
    long number(String name, long otherwise, long least, long most) {
        Optional<String> text = query(name);
        try {
            long number = text.map(Long::parseLong).orElse(otherwise);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new HttpProblem(
                HttpStatus.BAD_REQUEST_400,
                name + ": '" + text.orElse("") + "' is not allowed, expected a whole number from " + least + " to "
                        + most);
    }

    int integer(String name, int otherwise, int least, int most) {
        return (int) number(name, otherwise, least, most);
    }

    /** A sweep file, or JSON with its keys, which is YAML too. */
    String file() {
        byte[] bytes = body(LONGEST_FILE);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new HttpProblem(HttpStatus.BAD_REQUEST_400, "the body is not UTF-8 text, expected a sweep file");
        }
    }

    /** An object; an empty one without a body. */
    JsonNode json() {
        byte[] bytes = body(LONGEST_JSON);
        try {
            JsonNode json = MAPPER.readTree(bytes.length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : bytes);
            if (json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException e) {
            // told below
        } catch (IOException e) {
            throw new HttpProblem(HttpStatus.BAD_REQUEST_400, "the body cannot be read");
        }
        throw new HttpProblem(HttpStatus.BAD_REQUEST_400, "the body is not JSON, expected an object");
    }

    byte[] body(int most) {
        try (InputStream in = Content.Source.asInputStream(request)) {
            boolean isTooLong = request.getLength() > most;
            byte[] bytes = isTooLong ? new byte[0] : in.readNBytes(most + 1);
            if (isTooLong || bytes.length > most) {
                throw tooLong(most);
            }
            return bytes;
        } catch (IOException e) {
            throw new HttpProblem(HttpStatus.BAD_REQUEST_400, "the body has not come whole");
        }
    }

    private static HttpProblem tooLong(int most) {
        return new HttpProblem(
                HttpStatus.PAYLOAD_TOO_LARGE_413, "the body is too long, expected at most " + most + " bytes");
    }

    InputStream stream() {
        return Content.Source.asInputStream(request);
    }

    long length() {
        return request.getLength();
    }
}
