package dev.kappasweep.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Requests to {@code URI/api/2.0/mlflow/...} and their answers. */
final class MlflowRest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int LONGEST_REASON = 200;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final ObjectMapper mapper = new ObjectMapper();
    private final URI uri;
    private final Optional<String> authorization;

    MlflowRest(URI uri, Map<String, String> environment) {
        if (uri.getHost() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
            throw new InvalidInputException("--uri: '" + uri
                    + "' is not allowed, expected the URI of a tracking server: http://localhost:5000");
        }
        this.uri = uri;
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
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "/api/2.0/mlflow/" + path))
                .timeout(TIMEOUT);
        authorization.ifPresent(value -> request.header("Authorization", value));
        return request;
    }

    private HttpResponse<String> send(String path, HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new InvalidInputException(
                    "--uri: " + uri + " does not answer " + path + " ("
                            + e.getClass().getSimpleName() + "), expected a running MLflow tracking server",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + uri + " answered", e);
        }
    }

    private JsonNode json(String path, HttpResponse<String> answer) {
        if (answer.statusCode() == 200) {
            try {
                return mapper.readTree(answer.body());
            } catch (JsonProcessingException e) {
                throw refused(path, answer, e);
            }
        }
        throw refused(path, answer, null);
    }

    private InvalidInputException refused(
            String path, HttpResponse<String> answer, @org.jspecify.annotations.Nullable Exception cause) {
        String body = answer.body().strip().replaceAll("\\s+", " ");
        String reason = body.substring(0, Math.min(body.length(), LONGEST_REASON));
        String message = "--uri: " + uri + " refused " + path + " with status " + answer.statusCode() + " (" + reason
                + "), expected an MLflow tracking server that takes this export";
        return cause == null ? new InvalidInputException(message) : new InvalidInputException(message, cause);
    }
}
