package dev.kappasweep.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.kappasweep.sweep.TrialId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The part of MLflow's REST API that an export uses, as https://mlflow.org/docs/latest/rest-api.html has it, in memory. */
final class TrackingServer implements AutoCloseable {
    private static final String BASE = "/api/2.0/mlflow/";

    private final ObjectMapper mapper = new ObjectMapper();
    private final HttpServer server;
    private final Map<String, String> experiments = new LinkedHashMap<>();
    private final Map<String, ObjectNode> runs = new LinkedHashMap<>();
    private final List<String> authorizations = new ArrayList<>();
    private int left = Integer.MAX_VALUE;

    private TrackingServer(HttpServer server) {
        this.server = server;
    }

    static TrackingServer start() throws IOException {
        TrackingServer tracking =
                new TrackingServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        tracking.server.createContext(BASE, tracking::handle);
        tracking.server.start();
        return tracking;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** The next requests are answered by 503 after this many. */
    synchronized void refuseAfter(int requests) {
        left = requests;
    }

    synchronized List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    synchronized List<ObjectNode> active() {
        return runs.values().stream()
                .filter(run -> run.at("/info/lifecycle_stage").asText().equals("active"))
                .toList();
    }

    JsonNode run(TrialId trial) {
        return active().stream()
                .filter(run -> hasTag(run, "kappasweep.trial_id", trial.text()))
                .findFirst()
                .orElseThrow();
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestURI().getPath().substring(BASE.length());
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        if (left-- <= 0) {
            answer(exchange, 503, "out of order");
            return;
        }
        JsonNode body = mapper.readTree(exchange.getRequestBody().readAllBytes());
        ObjectNode answer = mapper.createObjectNode();
        boolean isKnown = switch (method) {
            case "experiments/get-by-name" -> experimentByName(exchange.getRequestURI(), answer);
            case "experiments/create" -> createExperiment(body, answer);
            case "runs/create" -> createRun(body, answer);
            case "runs/log-batch" -> logBatch(body);
            case "runs/update" -> update(body);
            case "runs/delete" -> delete(body);
            case "runs/search" -> search(body, answer);
            default -> throw new AssertionError(method);
        };
        answer(exchange, isKnown ? 200 : 404, answer.toString());
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private boolean experimentByName(URI uri, ObjectNode answer) {
        String id = experiments.get(uri.getQuery().substring("experiment_name=".length()));
        answer.putObject("experiment").put("experiment_id", id);
        return id != null;
    }

    private boolean createExperiment(JsonNode body, ObjectNode answer) {
        String id = Integer.toString(experiments.size() + 1);
        assertNew(experiments.put(body.get("name").textValue(), id));
        answer.put("experiment_id", id);
        return true;
    }

    private static void assertNew(Object before) {
        if (before != null) {
            throw new AssertionError("is there already");
        }
    }

    private boolean createRun(JsonNode body, ObjectNode answer) {
        String id = String.format("%032x", runs.size() + 1);
        ObjectNode run = mapper.createObjectNode();
        run.putObject("info")
                .put("run_id", id)
                .put("experiment_id", body.get("experiment_id").textValue())
                .put("status", "RUNNING")
                .put("start_time", body.get("start_time").longValue())
                .put("lifecycle_stage", "active");
        ObjectNode data = run.putObject("data");
        data.set("tags", body.get("tags"));
        data.putArray("params");
        data.putArray("metrics");
        runs.put(id, run);
        answer.set("run", run);
        return true;
    }

    private ObjectNode run(JsonNode body) {
        return Objects.requireNonNull(runs.get(body.get("run_id").textValue()));
    }

    private boolean logBatch(JsonNode body) {
        for (String kind : List.of("params", "metrics")) {
            JsonNode more = body.path(kind);
            if (more.size() > (kind.equals("params") ? 100 : 1000)) {
                throw new AssertionError(more.size() + " " + kind + " in one request");
            }
            ((ArrayNode) run(body).at("/data/" + kind))
                    .addAll((ArrayNode) (more.isArray() ? more : mapper.createArrayNode()));
        }
        return true;
    }

    private boolean update(JsonNode body) {
        ((ObjectNode) run(body).get("info")).set("status", body.get("status"));
        ((ObjectNode) run(body).get("info")).set("end_time", body.get("end_time"));
        return true;
    }

    private boolean delete(JsonNode body) {
        ((ObjectNode) run(body).get("info")).put("lifecycle_stage", "deleted");
        return true;
    }

    private boolean search(JsonNode body, ObjectNode answer) {
        String trial =
                body.get("filter").textValue().replaceAll("tags\\.`kappasweep\\.trial_id` = '([0-9a-f]{16})'", "$1");
        ArrayNode found = answer.putArray("runs");
        active().stream()
                .filter(run -> hasTag(run, "kappasweep.trial_id", trial))
                .filter(run -> run.at("/info/experiment_id")
                        .asText()
                        .equals(body.at("/experiment_ids/0").asText()))
                .forEach(found::add);
        return true;
    }

    private static boolean hasTag(JsonNode run, String key, String value) {
        for (JsonNode tag : run.at("/data/tags")) {
            if (tag.get("key").asText().equals(key) && tag.get("value").asText().equals(value)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
