package dev.kappasweep.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import dev.kappasweep.Latency;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Others who are told of what ends. */
class WebhooksTest {
    private static final String HOOKS = "/api/v1/webhooks";

    @TempDir
    private Path root = Path.of("");

    private com.sun.net.httpserver.HttpServer other;
    private volatile int answer = 200;
    private final List<Told> told = new CopyOnWriteArrayList<>();

    private record Told(String event, String delivery, String timestamp, String signature, String host, String body) {}

    @BeforeEach
    void listen() throws IOException {
        other = com.sun.net.httpserver.HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", this::take);
        other.start();
    }

    @AfterEach
    void end() {
        other.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        told.add(new Told(
                header(exchange, "Event"),
                header(exchange, "Delivery"),
                header(exchange, "Timestamp"),
                header(exchange, "Signature"),
                String.valueOf(exchange.getRequestHeaders().getFirst("Host")),
                body));
        exchange.sendResponseHeaders(answer, -1);
        exchange.close();
    }

    private static String header(HttpExchange exchange, String name) {
        return String.valueOf(exchange.getRequestHeaders().getFirst("X-Kappasweep-" + name));
    }

    private JsonNode add(ServerFixture server, String events) {
        String url = "http://127.0.0.1:" + other.getAddress().getPort() + "/hook";
        var added = server.send(
                "POST",
                HOOKS,
                "{\"url\": \"" + url + "\"" + (events.isEmpty() ? "}" : ", \"events\": [" + events + "]}"));
        assertThat(added.status()).as(added.text()).isEqualTo(201);
        return added.json();
    }

    @Test
    void whatEndsIsToldWithASignature() throws Exception {
        try (ServerFixture server = ServerFixture.start(root)) {
            JsonNode hook = add(server, "");
            String id = server.submit(ServerFixture.file("told", "1, 99"));
            server.await(id, "COMPLETED");
            Latency.await(() -> told.size() >= 3);
            assertThat(told.stream().map(Told::event))
                    .containsExactlyInAnyOrder("trial.failed", "trial.failed", "sweep.completed");
            assertThat(told).allSatisfy(one -> {
                assertThat(one.signature())
                        .isEqualTo(WebhookCall.signature(
                                hook.path("secret").asText(), one.timestamp() + "." + one.body()));
                assertThat(one.body()).contains("\"id\":\"" + id + "\"");
            });
            assertThat(server.get(HOOKS).text())
                    .doesNotContain(hook.path("secret").asText());
            server.send("POST", HOOKS + "/" + hook.path("id").asText() + ":test", "");
            assertThat(told.get(told.size() - 1).event()).isEqualTo("test");
        }
    }

    @Test
    void whatWasNotTakenIsToldAgainAlsoByTheNextServer() throws Exception {
        answer = 500;
        String delivery;
        try (ServerFixture server = ServerFixture.start(root)) {
            add(server, "\"sweep.completed\"");
            server.await(server.submit(ServerFixture.file("told", "1")), "COMPLETED");
            Latency.await(() -> !told.isEmpty());
            delivery = told.get(0).delivery();
        }
        answer = 200;
        told.clear();
        try (ServerFixture server = ServerFixture.start(root)) {
            Latency.await(() -> !told.isEmpty());
            assertThat(told.get(0).delivery()).isEqualTo(delivery);
            Latency.await(() -> !server.get(HOOKS).text().contains("lastStatus\":500"));
        }
        told.clear();
        try (ServerFixture server = ServerFixture.start(root)) {
            server.await(server.submit(ServerFixture.file("next", "1")), "COMPLETED");
            Latency.await(() -> !told.isEmpty());
            assertThat(told).extracting(Told::delivery).doesNotContain(delivery);
        }
    }

    @Test
    void machinesThatOnlyTheServerReachesAreNotCalled() {
        WebhookCall call = new WebhookCall(false, Clock.systemUTC());
        for (String url : List.of(
                "http://127.0.0.1/x",
                "http://localhost/x",
                "http://[::1]/x",
                "http://0.0.0.0/x",
                "http://169.254.169.254/latest/meta-data",
                "http://[::ffff:127.0.0.1]/x",
                "http://2130706433/x",
                "file:///etc/passwd",
                "http://user:secret@example.org/x",
                "gopher://example.org/")) {
            assertThatThrownBy(() -> call.requireAllowed(URI.create(url)))
                    .as(url)
                    .isInstanceOf(HttpProblem.class)
                    .hasMessageContaining("is not allowed");
        }
    }

    /** As its name may be changed by whoever has it, between the look and the call. */
    @Test
    void theAddressThatIsAllowedIsTheOneThatIsCalled() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        WebhookCall call = new WebhookCall(true, Clock.systemUTC(), host -> {
            asked.add(host);
            return new InetAddress[] {InetAddress.getLoopbackAddress()};
        });
        URI url = URI.create("http://hook.example:" + other.getAddress().getPort() + "/hook?of=all");
        Webhook hook = new Webhook("1", url, "secret", Webhook.EVENTS, "ada", Instant.EPOCH);
        assertThat(call.send(hook, "test", "d-1", "{}")).isEqualTo(200);
        assertThat(asked).containsExactly("hook.example");
        assertThat(told.get(0).host()).isEqualTo(url.getAuthority());
        answer = 302;
        assertThat(call.send(hook, "test", "d-2", "{}")).isEqualTo(302);
        assertThat(told).extracting(Told::delivery).containsExactly("d-1", "d-2");
    }

    /** What is left of a server that has died right after it kept that the sweep has ended. */
    @Test
    void anEndThatWasKeptAndNotToldIsToldByTheNextServer() throws Exception {
        String id;
        try (ServerFixture server = ServerFixture.start(root)) {
            add(server, "");
            id = server.submit(ServerFixture.file("told", "1"));
            server.await(id, "COMPLETED");
            Latency.await(() -> !told.isEmpty());
            Latency.await(() -> isEmpty("deliveries"));
        }
        String delivery = told.get(0).delivery();
        told.clear();
        Files.delete(root.resolve("webhooks/told").resolve(id + ".json"));
        try (ServerFixture server = ServerFixture.start(root)) {
            Latency.await(() -> !told.isEmpty());
            assertThat(told.get(0).delivery()).isEqualTo(delivery);
            assertThat(told.get(0).body()).contains("\"id\":\"" + id + "\"");
            Latency.await(() -> isEmpty("deliveries"));
            add(server, "");
        }
        told.clear();
        try (ServerFixture server = ServerFixture.start(root)) {
            server.await(server.submit(ServerFixture.file("next", "1")), "COMPLETED");
            Latency.await(() -> told.size() == 2);
            assertThat(told).as("nothing twice").allMatch(one -> one.body().contains("\"id\":\"next-2\""));
        }
    }

    private boolean isEmpty(String directory) throws IOException {
        try (var files = Files.list(root.resolve("webhooks").resolve(directory))) {
            return files.findAny().isEmpty();
        }
    }

    @Test
    void aWrongHookIsRefused() throws Exception {
        try (ServerFixture server = ServerFixture.start(root)) {
            assertThat(server.send("POST", HOOKS, "{\"url\": \"no url\"}").status())
                    .isEqualTo(422);
            assertThat(server.send("POST", HOOKS, "{\"url\": \"http://127.0.0.1/\", \"events\": [\"x\"]}")
                            .status())
                    .isEqualTo(422);
            for (String events : List.of("\"sweep.completed\"", "[]", "{}")) {
                assertThat(server.send("POST", HOOKS, "{\"url\": \"http://127.0.0.1/\", \"events\": " + events + "}")
                                .text())
                        .contains("events: ")
                        .contains("expected a list of [sweep.completed, sweep.failed, trial.failed]");
            }
            assertThat(server.send("POST", HOOKS, "{\"url\": \"http://127.0.0.1:99999/\"}")
                            .text())
                    .contains("expected a port from 1 to 65535");
            assertThat(server.send("DELETE", HOOKS + "/none", "").status()).isEqualTo(404);
        }
    }

    /** Who is on the machine and not its owner could else sign calls himself, or read who did what. */
    @Test
    void secretsAndTheAuditLogAreTheOwnersAlone() throws Exception {
        Files.createDirectories(root.resolve("webhooks"));
        try (ServerFixture server = ServerFixture.start(root)) {
            add(server, "\"sweep.failed\"");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("webhooks"))))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("audit.log"))))
                .isEqualTo("rw-------");
    }
}
