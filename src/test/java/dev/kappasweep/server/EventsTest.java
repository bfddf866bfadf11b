package dev.kappasweep.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.Latency;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events as a browser hears them. */
class EventsTest {
    @TempDir
    private Path root = Path.of("");

    private ServerFixture server;

    @BeforeEach
    void start() throws IOException {
        server = ServerFixture.start(root);
    }

    @AfterEach
    void end() {
        server.close();
    }

    private record Event(String id, String type, String data) {}

    /** Those up to the first one that {@code last} takes. */
    private List<Event> hear(String path, String lastId, Predicate<Event> last) throws Exception {
        var request = server.request("GET", path, "");
        if (!lastId.isEmpty()) {
            request.header("Last-Event-ID", lastId);
        }
        var response = server.client().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
        List<Event> events = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String id = "";
            String type = "";
            boolean isLast = false;
            while (!isLast) {
                String line = lines.readLine();
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    type = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    events.add(new Event(id, type, line.substring(6)));
                    id = "";
                    isLast = last.test(events.get(events.size() - 1));
                }
            }
        }
        return events;
    }

    private static boolean isEnd(Event event) {
        return event.type().equals("sweep") && event.data().contains("\"state\":\"COMPLETED\"");
    }

    @Test
    void aSweepIsHeardFromItsStartToItsEnd() throws Exception {
        String id = server.submit(ServerFixture.file("heard", "1, 2, 3"));
        List<Event> events = hear("/api/v1/sweeps/" + id + "/events", "", EventsTest::isEnd);
        assertThat(events.get(0).type()).isEqualTo("sweep");
        assertThat(events.stream()
                        .filter(event ->
                                event.type().equals("trial") && event.data().contains("COMPLETED")))
                .hasSizeLessThanOrEqualTo(6)
                .isNotEmpty();
        assertThat(events.stream().filter(event -> event.type().equals("epoch")))
                .allMatch(event -> event.data().contains("\"trainLoss\""));
    }

    @Test
    void whoComesAgainHearsWhatHeHasMissedAndNothingTwice() throws Exception {
        String id = server.submit(ServerFixture.file("heard", "1, 2, 3"));
        String path = "/api/v1/sweeps/" + id + "/events";
        List<Event> first = hear(path, "", event -> event.type().equals("trial"));
        String last = first.get(first.size() - 1).id();
        server.await(id, "COMPLETED");
        List<Event> rest = hear(path, last, EventsTest::isEnd);
        assertThat(rest.stream().map(Event::type)).doesNotContain("reset", "ready");
        long number = Long.parseLong(last.substring(last.indexOf('-') + 1));
        for (int i = 0; i < rest.size(); i++) {
            assertThat(rest.get(i).id()).endsWith("-" + (number + 1 + i));
        }
    }

    @Test
    void whoHeardAnotherServerIsToldToBeginAgain() throws Exception {
        String id = server.submit(ServerFixture.file("heard", "1"));
        server.await(id, "COMPLETED");
        List<Event> events =
                hear("/api/v1/events", "other-7", event -> event.type().equals("ready"));
        assertThat(events.get(0).type()).isEqualTo("reset");
        assertThat(events.get(1).data()).contains("\"id\":\"" + id + "\"");
    }

    @Test
    void theEndOfASweepIsTheEndOfItsEvents() throws Exception {
        String id = server.submit(ServerFixture.file("heard", "1"));
        server.await(id, "COMPLETED");
        Thread deletion = new Thread(() -> server.send("DELETE", "/api/v1/sweeps/" + id, ""));
        List<Event> events = hear("/api/v1/sweeps/" + id + "/events", "", event -> {
            if (event.type().equals("ready")) {
                deletion.start();
            }
            return event.type().equals("removed");
        });
        deletion.join();
        assertThat(events.get(events.size() - 1).data()).contains(id);
        assertThat(server.get("/api/v1/sweeps/" + id + "/events").status()).isEqualTo(404);
    }

    private Socket listener() throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.uri("/").getPort());
        socket.getOutputStream()
                .write(("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + ServerFixture.TOKEN
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void soManyMayListenAndOneMoreIsToldThatHeMayNot() throws Exception {
        EventHub hub = server.server().events();
        List<Socket> sockets = new ArrayList<>();
        try {
            while (sockets.size() < Requests.MOST_STREAMS) {
                sockets.add(listener());
            }
            Latency.await(() -> hub.clients() == Requests.MOST_STREAMS);
            assertThat(server.get("/api/v1/events").status()).isEqualTo(503);
            assertThat(server.get("/api/v1/sweeps").status()).as("all else").isEqualTo(200);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        Latency.await(() -> {
            hub.all().remind(); // a client that has gone is noticed when something is written
            return hub.clients() == 0;
        });
    }

    @Test
    void connectionsWaitWhereThereAreTooManyAndComeInWhenOthersHaveGone() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try {
            while (sockets.size() < HttpServer.MOST_CONNECTIONS) {
                sockets.add(new Socket(
                        InetAddress.getLoopbackAddress(), server.uri("/").getPort()));
            }
            Latency.await(() -> !server.server().isAccepting());
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        Latency.await(() -> server.server().isAccepting());
        assertThat(server.get("/healthz").status()).isEqualTo(200);
    }

    @Test
    void whoDoesNotListenIsDroppedAndNobodyWaitsForHim() throws Exception {
        EventHub hub = server.server().events();
        try (Socket deaf = listener()) {
            assertThat(deaf.isConnected()).isTrue();
            Latency.await(() -> hub.clients() == 1);
            String much = "x".repeat(20_000);
            for (int i = 0; i < 10_000 && hub.clients() > 0; i++) {
                hub.all().publish("much", much);
            }
            assertThat(hub.clients()).isZero();
        }
    }
}
