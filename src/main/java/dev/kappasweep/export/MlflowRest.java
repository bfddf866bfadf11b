package dev.kappasweep.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kappasweep.sweep.InvalidInputException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Requests to {@code URI/api/2.0/mlflow/...} and their answers. */
final class MlflowRest {
    /** For one request and all of its answer. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** Of one answer; the longest is one run with the last value of each of its metrics. */
    private static final int MOST_BYTES = 16 << 20;

    private static final int LONGEST_REASON = 200;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final ObjectMapper mapper = new ObjectMapper();
    private final URI uri;
    private final Duration timeout;
    private final Optional<String> authorization;

    MlflowRest(URI uri, Map<String, String> environment) {
        this(uri, environment, TIMEOUT);
    }

    MlflowRest(URI uri, Map<String, String> environment, Duration timeout) {
        if (uri.getHost() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
            throw new InvalidInputException("--uri: '" + uri
                    + "' is not allowed, expected the URI of a tracking server: http://localhost:5000");
        }
        this.uri = uri;
        this.timeout = timeout;
        this.authorization = authorization(environment);
    }

    private static Optional<String> authorization(Map<String, String> environment) {
        String token = environment.get("MLFLOW_TRACKING_TOKEN");
        String user = environment.get("MLFLOW_TRACKING_USERNAME");
        if (token != null) {
            return Optional.of("Bearer " + token);
        }
        if (user != null) {
            String pair = user + ":" + environment.getOrDefault("MLFLOW_TRACKING_PASSWORD", "");
            return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }
        return Optional.empty();
    }

    /** Empty if there is no such thing. */
    Optional<JsonNode> get(String path, String parameter, String value) {
        String query = "?" + parameter + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        HttpResponse<String> answer = send(path, request(path + query).GET());
        return answer.statusCode() == 404 ? Optional.empty() : Optional.of(json(path, answer));
    }

    JsonNode post(String path, ObjectNode body) {
        HttpRequest.Builder request = request(path).POST(BodyPublishers.ofString(body.toString()));
        return json(path, send(path, request.header("Content-Type", "application/json")));
    }

    private HttpRequest.Builder request(String path) {
        String base = uri.toString().replaceAll("/+$", "");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "/api/2.0/mlflow/" + path));
        authorization.ifPresent(value -> request.header("Authorization", value));
        return request;
    }

    private HttpResponse<String> send(String path, HttpRequest.Builder request) {
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(request.build(), head -> new BoundedText(MOST_BYTES));
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            String why = cause instanceof TimeoutException
                    ? "not whole within " + timeout.toMillis() / 1e3 + " s"
                    : cause.getClass().getSimpleName()
                            + Optional.ofNullable(cause.getMessage())
                                    .map(text -> ": " + text)
                                    .orElse("");
            throw new InvalidInputException(
                    "--uri: " + uri + " does not answer " + path + " (" + why
                            + "), expected a running MLflow tracking server",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + uri + " answered", e);
        } finally {
            answer.cancel(true);
        }
    }

    private JsonNode json(String path, HttpResponse<String> answer) {
        if (answer.statusCode() == 200) {
            try {
                JsonNode json = mapper.readTree(answer.body());
                if (json.isObject()) {
                    return json;
                }
            } catch (JsonProcessingException e) {
                throw refused(path, answer, e);
            }
        }
        throw refused(path, answer, null);
    }

    /**
     * The id that is in an answer.
     *
     * @param pointer where, as in {@code /run/info/run_id}
     * @throws InvalidInputException if there is none: then nothing can be written under it
     */
    String id(String path, JsonNode answer, String pointer) {
        JsonNode value = answer.at(pointer);
        String id = value.isNull() ? "" : value.asText();
        if (id.isBlank()) {
            throw new InvalidInputException("--uri: " + uri + " answers " + path + " without "
                    + pointer.substring(pointer.lastIndexOf('/') + 1) + " (" + shortened(answer.toString())
                    + "), expected an MLflow tracking server");
        }
        return id;
    }

    private InvalidInputException refused(
            String path, HttpResponse<String> answer, @org.jspecify.annotations.Nullable Exception cause) {
        String message = "--uri: " + uri + " refused " + path + " with status " + answer.statusCode() + " ("
                + shortened(answer.body()) + "), expected an MLflow tracking server that takes this export";
        return cause == null ? new InvalidInputException(message) : new InvalidInputException(message, cause);
    }

    /** A line of what somebody else wrote, without what a terminal would take for a command. */
    private static String shortened(String text) {
        String line = text.strip().replaceAll("[\\s\\p{Cntrl}\\p{Cf}]+", " ");
        return line.substring(0, Math.min(line.length(), LONGEST_REASON));
    }
}
