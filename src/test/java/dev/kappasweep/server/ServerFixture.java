package dev.kappasweep.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kappasweep.Latency;
import dev.kappasweep.analysis.Importance;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.local.ThreadLauncher;
import dev.kappasweep.results.SearchLog;
import dev.kappasweep.service.SweepService;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.SearchEvent;
import dev.kappasweep.sweep.SearchEvent.Begun;
import dev.kappasweep.sweep.SearchEvent.Candidate;
import dev.kappasweep.sweep.SearchEvent.Ended;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.trial.TrialFunction;
import dev.kappasweep.trial.TrialRunner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A server with a service that trains on one thread of this JVM, and a client of it. */
public final class ServerFixture implements AutoCloseable {
    public static final String TOKEN = "the-token-of-the-operator";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final ThreadLauncher launcher;
    private final SweepService service;
    private final HttpServer server;

    ServerFixture(Path root, Users users, TrialFunction trials) throws IOException {
        this(root, users, trials, Optional.empty(), false);
    }

    ServerFixture(
            Path root,
            Users users,
            TrialFunction trials,
            Optional<ServerOptions.Keystore> keystore,
            boolean isBehindProxy)
            throws IOException {
        this(root, users, trials, 0, keystore, isBehindProxy);
    }

    private ServerFixture(
            Path root,
            Users users,
            TrialFunction trials,
            int port,
            Optional<ServerOptions.Keystore> keystore,
            boolean isBehindProxy)
            throws IOException {
        Clock clock = Clock.systemUTC();
        Path data = Files.createDirectories(root.resolve("data"));
        MadeUpTrials.writeFiles(data.resolve("tiny"));
        DatasetLoader loader = new DatasetLoader(Optional.of(data), Map.of());
        launcher = new ThreadLauncher(1, trials, loader, clock);
        service = SweepService.start(root, data, launcher, 4, clock);
        ServerOptions options = new ServerOptions(
                "127.0.0.1",
                port,
                keystore,
                isBehindProxy,
                Set.of("sweeps.example"),
                data,
                root.resolve("audit.log"),
                true);
        server = HttpServer.start(
                service,
                root,
                loader,
                users,
                options,
                grid -> new Importance(grid.sweep().name(), List.of()),
                clock);
    }

    public static ServerFixture start(Path root) throws IOException {
        return new ServerFixture(root, Users.ofToken(TOKEN), new MadeUpTrials());
    }

    /** One that trains networks, at a port of which a browser knows it again. */
    static ServerFixture training(Path root, int port) throws IOException {
        return new ServerFixture(root, Users.ofToken(TOKEN), new TrialRunner(), port, Optional.empty(), false);
    }

    public static String file(String name, String seeds) {
        return "name: " + name + "\ndataset: {directory: tiny}\nnetwork: {hidden: [8]}\ntraining: {epochs: 2}\n"
                + "axes: {lambda: [0, 0.1], seed: [" + seeds + "]}\nevaluation: {snr: [inf, 1], draws: 1}\n";
    }

    /** A search of three candidates on two rungs that has ended: the second goes on, the third diverges. */
    String search(String name) throws Exception {
        String id = submit(
                "name: " + name + "\ndataset: {directory: tiny}\nnetwork: {hidden: [8]}\ntraining: {epochs: 2}\n"
                        + "evaluation: {snr: [inf, 1], draws: 1}\nsearch: {strategy: asha, eta: 2, trials: 3,"
                        + " objective: {maximise: accuracy(1)}, constraints: [kappa(W1) <= 3], seeds: [1],"
                        + " space: {learningRate: {from: 1e-4, to: 1e-2, log: true}, network.activation: [relu, tanh]}}\n");
        await(id, "COMPLETED");
        List<SearchEvent> events = new ArrayList<>();
        for (int number = 0; number < 3; number++) {
            events.add(new Candidate(
                    number,
                    Map.of(
                            Parameter.LEARNING_RATE,
                            Parameter.LEARNING_RATE.parse("0.00" + (number + 1)),
                            Parameter.ACTIVATION,
                            Parameter.ACTIVATION.parse("tanh"))));
            events.add(new Begun(number, 0, 1));
        }
        events.add(new Ended(0, 0, 1, TrialStatus.STOPPED_EARLY, List.of(60.0, 2.0)));
        events.add(new Ended(1, 0, 1, TrialStatus.STOPPED_EARLY, List.of(80.0, 2.5)));
        events.add(new Ended(2, 0, 1, TrialStatus.DIVERGED, List.of(Double.NaN, Double.NaN)));
        events.add(new Begun(1, 1, 1));
        events.add(new Ended(1, 1, 1, TrialStatus.COMPLETED, List.of(85.0, 2.25)));
        SearchLog.open(service.get(id).directory()).append(events);
        return id;
    }

    SweepService service() {
        return service;
    }

    HttpServer server() {
        return server;
    }

    public URI uri(String path) {
        return URI.create(server.url()).resolve(path);
    }

    /** An answer. */
    static final class Answer {
        private final int status;
        private final Map<String, List<String>> headers;
        private final byte[] bytes;

        Answer(int status, Map<String, List<String>> headers, byte[] bytes) {
            this.status = status;
            this.headers = headers;
            this.bytes = bytes;
        }

        int status() {
            return status;
        }

        Map<String, List<String>> headers() {
            return headers;
        }

        byte[] bytes() {
            return bytes;
        }

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        JsonNode json() {
            try {
                return MAPPER.readTree(bytes);
            } catch (IOException e) {
                throw new IllegalStateException(text(), e);
            }
        }

        String header(String name) {
            return headers.getOrDefault(name, List.of("")).get(0);
        }
    }

    HttpRequest.Builder request(String method, String path, String body) {
        return HttpRequest.newBuilder(uri(path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + TOKEN);
    }

    Answer send(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.headers().map(), response.body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Answer get(String path) {
        return send(request("GET", path, "").build());
    }

    Answer send(String method, String path, String body) {
        return send(request(method, path, body).build());
    }

    /** Hands a sweep in and returns its id. */
    String submit(String file) {
        return send("POST", "/api/v1/sweeps", file).json().path("id").asText();
    }

    void await(String id, String state) throws Exception {
        Latency.await(
                () -> get("/api/v1/sweeps/" + id).json().path("state").asText().equals(state));
    }

    HttpClient client() {
        return client;
    }

    @Override
    public void close() {
        server.close();
        service.close();
        launcher.close();
    }
}
