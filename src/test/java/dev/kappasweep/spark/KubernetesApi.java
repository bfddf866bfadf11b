package dev.kappasweep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** An API server that makes whatever it is asked for, and whose pods have ended as soon as somebody watches them. */
final class KubernetesApi implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final int exitCode;
    private final List<JsonNode> made = new CopyOnWriteArrayList<>();

    private KubernetesApi(HttpServer server, int exitCode) {
        this.server = server;
        this.exitCode = exitCode;
    }

    /** @param exitCode of all containers */
    static KubernetesApi start(int exitCode) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        KubernetesApi api = new KubernetesApi(server, exitCode);
        server.createContext("/", api::answer);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        return api;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The one thing of a kind that it was asked to make. */
    JsonNode only(String kind) {
        List<JsonNode> of = made.stream()
                .filter(one -> one.path("kind").asText().equals(kind))
                .toList();
        assertThat(of).as(kind).hasSize(1);
        return of.get(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String query = String.valueOf(exchange.getRequestURI().getQuery());
            switch (exchange.getRequestMethod()) {
                case "POST", "PATCH" -> send(exchange, 200, make(exchange).toString());
                case "GET" -> {
                    if (query.contains("watch=true")) {
                        watch(exchange);
                    } else {
                        get(exchange);
                    }
                }
                default -> send(exchange, 404, "{}");
            }
        }
    }

    private JsonNode make(HttpExchange exchange) throws IOException {
        ObjectNode thing = (ObjectNode) JSON.readTree(exchange.getRequestBody());
        made.add(thing.deepCopy());
        ((ObjectNode) thing.get("metadata")).put("uid", "uid-1").put("resourceVersion", "1");
        return thing;
    }

    private void get(HttpExchange exchange) throws IOException {
        boolean isPod = exchange.getRequestURI().getPath().contains("/pods/");
        send(exchange, isPod ? 200 : 404, isPod ? ended().toString() : "{\"kind\":\"Status\",\"code\":404}");
    }

    private void watch(HttpExchange exchange) throws IOException {
        send(exchange, 200, "{\"type\":\"MODIFIED\",\"object\":" + ended() + "}\n");
    }

    private JsonNode ended() {
        ObjectNode pod = made.stream()
                .filter(one -> one.path("kind").asText().equals("Pod"))
                .map(one -> (ObjectNode) one.deepCopy())
                .findFirst()
                .orElseGet(JSON::createObjectNode);
        ObjectNode status = pod.putObject("status").put("phase", exitCode == 0 ? "Succeeded" : "Failed");
        status.putArray("containerStatuses")
                .addObject()
                .put("name", "spark-kubernetes-driver")
                .put("image", "an-image")
                .putObject("state")
                .putObject("terminated")
                .put("exitCode", exitCode)
                .put("reason", "Error")
                .put("startedAt", "2026-01-01T00:00:00Z")
                .put("finishedAt", "2026-01-01T00:00:01Z");
        return pod;
    }

    private static void send(HttpExchange exchange, int code, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
