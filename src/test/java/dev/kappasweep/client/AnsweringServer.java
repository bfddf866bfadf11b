package dev.kappasweep.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Gives the answers that a test has written down, in their order; the last one of a request again and again. */
final class AnsweringServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Deque<Answer>> answers = new HashMap<>();
    private final List<String> requests = new ArrayList<>();

    private record Answer(int status, String body) {}

    AnsweringServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    ServerClient client() {
        return new ServerClient(
                Server.of("http://127.0.0.1:" + server.getAddress().getPort() + "?token=hush"));
    }

    /** @param request such as {@code GET /api/v1/sweeps} */
    synchronized AnsweringServer on(String request, int status, String body) {
        answers.computeIfAbsent(request, key -> new ArrayDeque<>()).add(new Answer(status, body));
        return this;
    }

    /** Method, path and body, and whether the token was there. */
    synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean isKnown = "Bearer hush".equals(exchange.getRequestHeaders().getFirst("Authorization"));
        Answer answer;
        synchronized (this) {
            requests.add(request + (body.isEmpty() ? "" : " " + body) + (isKnown ? "" : " WITHOUT TOKEN"));
            Deque<Answer> left = answers.getOrDefault(request, new ArrayDeque<>());
            answer = left.isEmpty()
                    ? new Answer(404, "{\"detail\": \"no " + request + "\"}")
                    : left.size() == 1 ? left.getFirst() : left.removeFirst();
        }
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
