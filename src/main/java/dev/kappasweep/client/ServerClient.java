package dev.kappasweep.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.OneLine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks a server for what its {@code openapi.yaml} says. What the server refuses, and a server that does not answer, is an
 * {@link InvalidInputException} with a line for each problem.
 */
public final class ServerClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofMinutes(2);
    private static final int LONGEST_TEXT = 300;
    private static final int OK = 200;
    private static final int REDIRECT = 300;
    private static final int UNAUTHORISED = 401;
    private static final int FORBIDDEN = 403;

    private final Server server;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();

    /** Asks nothing yet. */
    public ServerClient(Server server) {
        this.server = server;
    }

    public Server server() {
        return server;
    }

    /**
     * Hands in a sweep file.
     *
     * @param file YAML, as {@code run} takes it
     * @param key of the caller's own, with which the same file can be handed in again and is the same sweep
     */
    public RemoteSweep submit(String file, Optional<String> key, int priority) {
        String query = "?priority=" + priority;
        HttpRequest.Builder request = key.isPresent()
                ? request("/sweeps/by-key/" + encoded(key.get()) + query).PUT(BodyPublishers.ofString(file))
                : request("/sweeps" + query).POST(BodyPublishers.ofString(file));
        return RemoteSweep.of(json(request.header("Content-Type", "application/yaml")));
    }

    /** All sweeps, the last that came first. */
    public List<RemoteSweep> list() {
        List<RemoteSweep> sweeps = new ArrayList<>();
        String token = "";
        do {
            JsonNode page =
                    json(request("/sweeps?page_size=1000" + (token.isEmpty() ? "" : "&page_token=" + encoded(token)))
                            .GET());
            page.path("sweeps").forEach(one -> sweeps.add(RemoteSweep.of(one)));
            token = page.path("next_page_token").asText("");
        } while (!token.isEmpty());
        return sweeps;
    }

    public RemoteSweep get(String sweep) {
        return RemoteSweep.of(json(request("/sweeps/" + encoded(sweep)).GET()));
    }

    public RemoteSweep pause(String sweep, String reason) {
        return steer(sweep, "pause", reason);
    }

    public RemoteSweep resume(String sweep) {
        return steer(sweep, "resume", "");
    }

    public RemoteSweep cancel(String sweep, String reason) {
        return steer(sweep, "cancel", reason);
    }

    /** Trains its failed trials again. */
    public RemoteSweep retry(String sweep) {
        return steer(sweep, "retry", "");
    }

    private RemoteSweep steer(String sweep, String verb, String reason) {
        BodyPublisher body = BodyPublishers.ofString(
                JSON.createObjectNode().put("reason", reason).toString());
        return RemoteSweep.of(json(request("/sweeps/" + encoded(sweep) + ":" + verb)
                .header("Content-Type", "application/json")
                .POST(body)));
    }

    /** Gives it a wider file. */
    public RemoteSweep extend(String sweep, String file) {
        return RemoteSweep.of(json(request("/sweeps/" + encoded(sweep) + ":extend")
                .header("Content-Type", "application/yaml")
                .POST(BodyPublishers.ofString(file))));
    }

    public RemoteSweep prioritise(String sweep, int priority) {
        BodyPublisher body = BodyPublishers.ofString(
                JSON.createObjectNode().put("priority", priority).toString());
        return RemoteSweep.of(json(request("/sweeps/" + encoded(sweep))
                .header("Content-Type", "application/json")
                .method("PATCH", body)));
    }

    /** Deletes it with all that it wrote. */
    public void delete(String sweep) {
        text(request("/sweeps/" + encoded(sweep)).DELETE());
    }

    /** A table, in one of the formats of {@code tables}. */
    public String table(String sweep, String name, String format) {
        return text(request("/sweeps/" + encoded(sweep) + "/tables/" + encoded(name) + "?format=" + encoded(format))
                .GET());
    }

    /** The last lines of its log. */
    public String log(String sweep, int lines) {
        return text(request("/sweeps/" + encoded(sweep) + "/log?lines=" + lines).GET());
    }

    /** What its log says of a trial. */
    public String log(String sweep, String trial) {
        return text(request("/sweeps/" + encoded(sweep) + "/trials/" + encoded(trial) + "/log")
                .GET());
    }

    /** The names and sizes of the files of its results, those that make others count last. */
    public Map<String, Long> files(String sweep) {
        Map<String, Long> files = new LinkedHashMap<>();
        json(request("/sweeps/" + encoded(sweep) + "/files").GET())
                .path("files")
                .forEach(file ->
                        files.put(file.path("name").asText(), file.path("bytes").asLong()));
        return files;
    }

    /** The bytes of one of {@link #files}; the caller closes it. */
    public InputStream file(String sweep, String name) {
        String path = Stream.of(name.split("/")).map(ServerClient::encoded).collect(Collectors.joining("/"));
        return send(request("/sweeps/" + encoded(sweep) + "/files/" + path).GET(), BodyHandlers.ofInputStream());
    }

    /**
     * The lines of the stream of events of a sweep, from now on; the caller closes it.
     *
     * @param last the id of the last event that was heard; empty if none was
     */
    Stream<String> events(String sweep, String last) {
        HttpRequest.Builder request =
                request("/sweeps/" + encoded(sweep) + "/events").GET();
        if (!last.isEmpty()) {
            request.header("Last-Event-ID", last);
        }
        return send(request, BodyHandlers.ofLines());
    }

    private JsonNode json(HttpRequest.Builder request) {
        String text = text(request);
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new InvalidInputException(
                    "server: " + server + " answers '" + OneLine.of(text, LONGEST_TEXT)
                            + "', expected JSON as of a server of kappasweep",
                    e);
        }
    }

    private String text(HttpRequest.Builder request) {
        return send(request, BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + "/api/v1" + path))
                .timeout(ANSWER);
        server.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return request;
    }

    private <T> T send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            HttpResponse<Answer<T>> answer = http.send(
                    request.build(),
                    info -> isOk(info.statusCode())
                            ? BodySubscribers.mapping(handler.apply(info), body -> new Answer<>(Optional.of(body), ""))
                            : BodySubscribers.mapping(
                                    BodySubscribers.ofString(StandardCharsets.UTF_8),
                                    text -> new Answer<>(Optional.empty(), text)));
            return answer.body()
                    .body()
                    .orElseThrow(
                            () -> refused(answer.statusCode(), answer.body().error()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        } catch (IOException e) {
            throw new ServerAwayException(server, e);
        }
    }

    /** What was asked for, or what is said instead. */
    private record Answer<T>(Optional<T> body, String error) {}

    private static boolean isOk(int status) {
        return status >= OK && status < REDIRECT;
    }

    private InvalidInputException refused(int status, String body) {
        if (status == UNAUTHORISED) {
            return new InvalidInputException("server: " + server + " "
                    + (server.token().isPresent() ? "does not know this token" : "wants a token")
                    + ", expected KAPPASWEEP_TOKEN, a profile with"
                    + " \"token\", or --server with the link that the server printed");
        }
        List<String> lines = problems(body);
        String detail = lines.isEmpty() ? OneLine.of(body, LONGEST_TEXT) : String.join("\n", lines);
        return new InvalidInputException(
                status == FORBIDDEN ? "server: " + server + " does not allow it: " + detail : detail);
    }

    private static List<String> problems(String body) {
        List<String> lines = new ArrayList<>();
        try {
            JsonNode problem = JSON.readTree(body);
            problem.path("problems")
                    .forEach(one -> lines.add(one.path("message").asText()));
            if (lines.isEmpty() && problem.path("detail").isTextual()) {
                lines.add(problem.get("detail").textValue());
            }
        } catch (JsonProcessingException e) {
            // Not of this server: shown as it is.
        }
        return lines;
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
