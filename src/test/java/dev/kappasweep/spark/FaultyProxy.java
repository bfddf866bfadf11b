package dev.kappasweep.spark;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server between a client and another: it counts requests, makes each take longer, refuses some and loses answers. */
final class FaultyProxy implements AutoCloseable {
    /** What happens to a request. */
    enum Fault {
        NONE,
        /** 503, and the request is not passed on. */
        REFUSED,
        /** The request is passed on, and the connection closed without its answer. */
        ANSWER_LOST,
        /** 403 as of a quota that is used up, and the request is not passed on. */
        FULL
    }

    /** Says what happens to a request. */
    @FunctionalInterface
    interface Faults {
        Fault of(String method, String path);
    }

    /** Those that Java's client sets by itself. */
    private static final Set<String> OWN_HEADERS =
            Set.of("host", "connection", "content-length", "expect", "upgrade", "transfer-encoding");

    private static final byte[] QUOTA_EXCEEDED =
            "<Error><Code>QuotaExceeded</Code><Message>the quota of the bucket is used up</Message></Error>"
                    .getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI target;
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private volatile Faults faults = (method, path) -> Fault.NONE;
    private volatile int delay;

    FaultyProxy(URI target) throws IOException {
        this.target = target;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Of the requests each {@code lost}-th, if it is a PUT, has no answer, and each {@code refused}-th is refused. */
    static Faults everySoMany(int lost, int refused) {
        AtomicInteger count = new AtomicInteger();
        return (method, path) -> {
            int number = count.incrementAndGet();
            if (method.equals("PUT") && number % lost == 0) {
                return Fault.ANSWER_LOST;
            }
            return number % refused == 0 ? Fault.REFUSED : Fault.NONE;
        };
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void faults(Faults now) {
        faults = now;
    }

    /** Of every request, in milliseconds. */
    void delay(int milliseconds) {
        delay = milliseconds;
    }

    /** As {@code PUT /bucket/key}, since the last call. */
    List<String> takeRequests() {
        synchronized (requests) {
            List<String> taken = List.copyOf(requests);
            requests.clear();
            return taken;
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        requests.add(method + " " + exchange.getRequestURI());
        byte[] body = exchange.getRequestBody().readAllBytes();
        Fault fault = faults.of(method, exchange.getRequestURI().getPath());
        try {
            TimeUnit.MILLISECONDS.sleep(delay);
            if (fault == Fault.REFUSED || fault == Fault.FULL) {
                refuse(exchange, fault);
                return;
            }
            HttpResponse<byte[]> answer =
                    client.send(passedOn(exchange, body), HttpResponse.BodyHandlers.ofByteArray());
            if (fault == Fault.NONE) {
                pass(answer, exchange, method);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    private static void refuse(HttpExchange exchange, Fault fault) throws IOException {
        if (fault == Fault.REFUSED) {
            exchange.sendResponseHeaders(503, -1);
        } else {
            exchange.sendResponseHeaders(403, QUOTA_EXCEEDED.length);
            exchange.getResponseBody().write(QUOTA_EXCEEDED);
        }
    }

    private HttpRequest passedOn(HttpExchange exchange, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(target.resolve(exchange.getRequestURI()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    private static void pass(HttpResponse<byte[]> answer, HttpExchange exchange, String method) throws IOException {
        answer.headers().map().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("transfer-encoding") && !name.equalsIgnoreCase("connection")) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        boolean hasBody = !method.equals("HEAD") && answer.body().length > 0;
        exchange.sendResponseHeaders(answer.statusCode(), hasBody ? answer.body().length : -1);
        if (hasBody) {
            exchange.getResponseBody().write(answer.body());
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
