package dev.kappasweep.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Measures a server that is looked at and badly treated while it trains: {@code main DIR SECONDS} prints the table of docs/service.md.
 * SECONDS is how long others misbehave; each other part takes about four minutes together. DIR is made with 1 000 sweeps and one of
 * 100 000 trials, and is used again.
 */
final class ServiceMeasurement {
    private static final int SWEEPS = 1_000;
    private static final int TRIALS = 100_000;
    private static final int WATCHERS = 200;
    private static final int WINDOWS = 6;
    private static final long WINDOW_SECONDS = 20;
    private static final int ASKED = 300;
    private static final int CHANGES = 40;
    private static final List<String> RUNNING = List.of("x", "y", "z");

    private final ServerProcess server;
    private long worstHeap;

    private ServiceMeasurement(ServerProcess server) {
        this.server = server;
    }

    public static void main(String[] arguments) throws Exception {
        Path root = Path.of(arguments[0]);
        int misbehaving = Integer.parseInt(arguments[1]);
        fill(root);
        long start = System.nanoTime();
        try (ServerProcess process =
                ServerProcess.start(root.toString(), root.resolve("measured.log"), "-Xmx1g", List.of())) {
            process.get("/api/v1/sweeps?page_size=1");
            say("start to first page, s", seconds(start));
            new ServiceMeasurement(process).measure(misbehaving);
            process.stop();
        }
    }

    private static void say(String what, double value) {
        System.out.printf(Locale.ROOT, "| %s | %.3f |%n", what, value);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /** With made-up trials, in this JVM. */
    private static void fill(Path root) throws Exception {
        Files.createDirectories(root);
        PageMeasurement.fill(root, PageMeasurement.file(TRIALS));
        try (ServerFixture filling = ServerFixture.start(root)) {
            filling.send("PUT", "/api/v1/sweeps/by-key/big", PageMeasurement.file(TRIALS));
            for (int i = 1; i < SWEEPS; i++) {
                filling.send("PUT", "/api/v1/sweeps/by-key/s" + i, ServerFixture.file("s" + i, "1"));
            }
            for (int i = 1; i < SWEEPS; i++) {
                String id = filling.get("/api/v1/sweeps/by-key/s" + i)
                        .json()
                        .path("id")
                        .asText();
                filling.await(id, "COMPLETED");
            }
            filling.await("big-1", "COMPLETED");
        }
    }

    private void measure(int misbehaving) throws Exception {
        for (String name : RUNNING) {
            if (server.ask("PUT", "/api/v1/sweeps/by-key/" + name, training(name))
                    .isEmpty()) {
                throw new IllegalStateException("the server does not answer");
            }
        }
        awaitRunning();
        pages("first look at 10^5 trials", 1);
        pages("sweep and list", ASKED);
        events();
        say("throughput lost to " + WATCHERS + " watchers, %", 100 * lostToWatchers());
        misbehave(misbehaving);
        say("most heap in use, MB", worstHeap / 1e6);
    }

    /** Of as many trials as anybody waits for, about a second each. */
    private static String training(String name) {
        String seeds =
                IntStream.rangeClosed(1, 4_000).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        return "name: " + name
                + "\ndataset: digits\nnetwork: {hidden: [32]}\ntraining: {epochs: 4}\naxes: {lambda: [0, 0.1], seed: ["
                + seeds + "]}\nevaluation: {snr: [inf, 1], draws: 1}\n";
    }

    private JsonNode running(String name) throws InterruptedException {
        return server.get("/api/v1/sweeps/by-key/" + name);
    }

    private long ended() throws InterruptedException {
        long ended = 0;
        for (String name : RUNNING) {
            ended += running(name).path("counts").path("COMPLETED").asLong();
        }
        return ended;
    }

    private void awaitRunning() throws InterruptedException {
        while (ended() < 10) {
            Thread.sleep(500);
        }
    }

    private void noteHeap() throws InterruptedException {
        String text = server.text("/metrics");
        worstHeap = Math.max(
                worstHeap,
                text.lines()
                        .filter(line -> line.startsWith("kappasweep_heap_bytes "))
                        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
                        .findFirst()
                        .orElse(0));
    }

    /** The slowest of few, the 99th percentile of many. */
    private void pages(String what, int times) throws InterruptedException {
        for (String path : List.of(
                "/api/v1/sweeps?page_size=50",
                "/api/v1/sweeps/big-1",
                "/api/v1/sweeps/big-1/curves?metric=loss&limit=50",
                "/api/v1/sweeps/big-1/curves?metric=kappa&layer=W1&limit=50",
                "/api/v1/sweeps/big-1/configurations?page_size=300",
                "/api/v1/sweeps/big-1/trials?page_size=50",
                "/api/v1/sweeps/big-1/trials?page_size=50&sort=-kappa(W1)")) {
            double[] took = new double[times];
            for (int i = 0; i < times; i++) {
                long start = System.nanoTime();
                server.text(path);
                took[i] = seconds(start);
            }
            say(what + ", p99 of " + path.replace("/api/v1", "") + ", s", p99(took));
            noteHeap();
        }
    }

    private static double p99(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(0.99 * sorted.length) - 1];
    }

    /** From before a change is asked for to when a watcher has heard of it. */
    private void events() throws Exception {
        List<Watcher> watchers = watchers();
        double[] took = new double[CHANGES * WATCHERS];
        int heard = 0;
        for (int i = 0; i < CHANGES; i++) {
            String mark = "\"priority\":" + (i + 1) + ",";
            watchers.forEach(watcher -> watcher.expect(mark));
            long start = System.nanoTime();
            server.ask(
                    "PATCH", "/api/v1/sweeps/" + running("x").path("id").asText(), "{\"priority\": " + (i + 1) + "}");
            for (Watcher watcher : watchers) {
                took[heard++] = (watcher.heardAt() - start) / 1e9;
            }
        }
        say("event to " + WATCHERS + " watchers, p99, s", p99(took));
        close(watchers);
    }

    private static void close(List<Watcher> watchers) throws IOException {
        for (Watcher watcher : watchers) {
            watcher.close();
        }
    }

    private List<Watcher> watchers() throws Exception {
        List<Watcher> watchers = new ArrayList<>();
        for (int i = 0; i < WATCHERS; i++) {
            String id = running("x").path("id").asText();
            watchers.add(new Watcher(server.uri(), "/api/v1/sweeps/" + id + "/events"));
        }
        return watchers;
    }

    /** In turn without and with watchers, so that what else the machine does is the same for both. */
    private double lostToWatchers() throws Exception {
        double[] rates = new double[2];
        for (int window = 0; window < 2 * WINDOWS; window++) {
            List<Watcher> watchers = window % 2 == 0 ? List.of() : watchers();
            rates[window % 2] += rate(WINDOW_SECONDS);
            close(watchers);
        }
        say("trials a second without watchers", rates[0] / WINDOWS);
        return 1 - rates[1] / rates[0];
    }

    private double rate(long seconds) throws InterruptedException {
        long before = ended();
        long start = System.nanoTime();
        Thread.sleep(1_000 * seconds);
        noteHeap();
        return (ended() - before) / seconds(start);
    }

    /** Who does not read, who does not end his request, many wrong requests, and a body of a gigabyte. */
    private void misbehave(int seconds) throws Exception {
        double before = rate(seconds / 2);
        List<Socket> rude = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            rude.add(send("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n")); // and reads nothing
            rude.add(send("GET /api/v1/sweeps HTTP/1.1\r\nHost: loc")); // and says no more
        }
        Thread many = new Thread(() -> wrongRequests(10_000));
        Thread big = new Thread(this::gigabyte);
        many.start();
        big.start();
        double[] took = new double[10 * seconds];
        long ended = ended();
        long start = System.nanoTime();
        for (int i = 0; i < took.length; i++) {
            long asked = System.nanoTime();
            server.text("/api/v1/sweeps?page_size=50");
            took[i] = seconds(asked);
            Thread.sleep(Math.max(0, 100 - (long) (1_000 * took[i])));
        }
        double during = (ended() - ended) / seconds(start);
        many.join();
        big.join();
        say("list, p99, while others misbehave for " + seconds + " s, s", p99(took));
        say("throughput lost meanwhile, %", 100 * (1 - during / before));
        noteHeap();
        for (Socket socket : rude) {
            socket.close();
        }
    }

    private Socket send(String text) throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.uri().getPort());
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private void wrongRequests(int count) {
        for (int i = 0; i < count; i++) {
            try (Socket socket = send("BREW /" + i + " HTTP/9.9\r\n: \0\r\n\r\n")) {
                socket.setSoTimeout(1_000);
                socket.getInputStream().readNBytes(1);
            } catch (IOException e) {
                // as it may be
            }
        }
    }

    private void gigabyte() {
        byte[] part = new byte[1 << 20];
        try (Socket socket =
                send("POST /api/v1/sweeps HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1073741824\r\n\r\n")) {
            for (int i = 0; i < 1_024; i++) {
                socket.getOutputStream().write(part);
            }
        } catch (IOException e) {
            // refused, as it should be
        }
    }

    /** Reads the events of a sweep, and says when something was in them. */
    private static final class Watcher implements AutoCloseable {
        private final Socket socket;
        private String expected = "";
        private long heardAt;

        Watcher(URI server, String path) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            Thread reading = new Thread(this::read, "watcher");
            reading.setDaemon(true);
            reading.start();
        }

        private void read() {
            byte[] bytes = new byte[16 << 10];
            try {
                InputStream in = socket.getInputStream();
                String last = "";
                for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                    last = last.substring(Math.max(0, last.length() - 4_096))
                            + new String(bytes, 0, count, StandardCharsets.UTF_8);
                    hear(last);
                }
            } catch (IOException e) {
                // It is closed.
            }
        }

        private synchronized void hear(String text) {
            if (!expected.isEmpty() && text.contains(expected)) {
                expected = "";
                heardAt = System.nanoTime();
                notifyAll();
            }
        }

        synchronized void expect(String text) {
            expected = text;
        }

        synchronized long heardAt() throws InterruptedException {
            while (!expected.isEmpty()) {
                wait();
            }
            return heardAt;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
