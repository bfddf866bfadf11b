package dev.kappasweep.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kappasweep.Latency;
import dev.kappasweep.results.ResultDirectory;
import dev.kappasweep.results.TrialRow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is killed at random moments while sweeps run, wait, are paused, cancelled and extended. What has been accepted is there
 * afterwards, and all tables are those of a server that nobody disturbed.
 */
@Tag("long")
class KilledServerIT {
    private static final String SWEEPS = "/api/v1/sweeps/";
    private static final int KILLS = Integer.getInteger("kappasweep.kills", 3);
    private static final int KILLED = 128 + 9;
    private static final int IMAGES = 300;
    private static final int SIDE = 12;
    private static final List<String> NAMES = List.of("one", "two", "three");

    @TempDir
    private Path temporary = Path.of("");

    private final Random random = new Random(Long.getLong("kappasweep.killSeed", 7));

    private static String file(String name, String seeds) {
        return "name: " + name + "\ndataset: {directory: noise}\nnetwork: {hidden: [16]}\ntraining: {epochs: 25}\n"
                + "axes: {lambda: [0, 0.1], seed: [" + seeds + "]}\nevaluation: {snr: [inf, 1], draws: 1}\n";
    }

    private static String wider(String name) {
        return file(name, "1, 2, 3, 4");
    }

    private static void writeImages(Path directory) throws IOException {
        Files.createDirectories(directory);
        Random pixels = new Random(1);
        for (String part : List.of("train", "t10k")) {
            byte[] images = new byte[IMAGES * SIDE * SIDE];
            pixels.nextBytes(images);
            byte[] labels = new byte[IMAGES];
            for (int i = 0; i < IMAGES; i++) {
                labels[i] = (byte) (i % 10);
                Arrays.fill(images, i * SIDE * SIDE + SIDE * labels[i], i * SIDE * SIDE + SIDE * (labels[i] + 1), (byte)
                        -1);
            }
            write(directory.resolve(part + "-images-idx3-ubyte"), 0x803, new int[] {IMAGES, SIDE, SIDE}, images);
            write(directory.resolve(part + "-labels-idx1-ubyte"), 0x801, new int[] {IMAGES}, labels);
        }
    }

    private static void write(Path file, int magic, int[] sizes, byte[] values) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(4 + 4 * sizes.length + values.length).putInt(magic);
        Arrays.stream(sizes).forEach(bytes::putInt);
        Files.write(file, bytes.put(values).array());
    }

    private static String key(String name) {
        return SWEEPS + "by-key/" + name;
    }

    private static JsonNode sweep(ServerProcess server, String name) throws InterruptedException {
        return server.get(key(name));
    }

    private static void submit(ServerProcess server, String name, String file) throws InterruptedException {
        assertThat(server.ask("PUT", key(name), file).orElseThrow().path("id").asText())
                .startsWith(name);
    }

    private static void awaitEnds(ServerProcess server) throws Exception {
        for (String name : NAMES) {
            Latency.await(() -> {
                JsonNode sweep = sweep(server, name);
                return sweep.path("state").asText().equals("COMPLETED")
                        && sweep.path("counts").path("COMPLETED").asInt() == 8;
            });
        }
    }

    /** Of each sweep the values of its table, and the digests of the trained weights. */
    private static Map<String, Object> results(ServerProcess server, Path root) throws InterruptedException {
        Map<String, Object> all = new TreeMap<>();
        for (String name : NAMES) {
            String id = sweep(server, name).path("id").asText();
            all.put(name, server.get(SWEEPS + id + "/tables/summary?format=json"));
            List<TrialRow> rows = ResultDirectory.readTrials(
                            root.resolve("sweeps").resolve(id))
                    .trials();
            all.put(
                    name + " weights",
                    rows.stream()
                            .map(row -> row.id() + " " + row.weightsSha256())
                            .collect(Collectors.toList()));
        }
        return all;
    }

    private Map<String, Object> undisturbed(Path root) throws Exception {
        try (ServerProcess server = start(root, "undisturbed.log")) {
            for (String name : NAMES) {
                submit(server, name, wider(name));
            }
            awaitEnds(server);
            Map<String, Object> results = results(server, root);
            server.stop();
            return results;
        }
    }

    /** Something that a user may ask; what it is answered with is what has to be there afterwards. */
    private void ask(ServerProcess server, Map<String, String> wanted) throws InterruptedException {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        String id = sweep(server, name).path("id").asText();
        String verb = List.of("pause", "resume", "cancel", "resume", "extend").get(random.nextInt(5));
        String body = verb.equals("extend") ? wider(name) : "";
        server.ask("POST", SWEEPS + id + ":" + verb, body)
                .filter(answer -> answer.has("wanted"))
                .ifPresent(answer -> wanted.put(name, answer.path("wanted").asText()));
    }

    private static void requireKept(ServerProcess server, Map<String, String> wanted) throws InterruptedException {
        for (Map.Entry<String, String> one : wanted.entrySet()) {
            assertThat(sweep(server, one.getKey()).path("wanted").asText())
                    .as(one.getKey())
                    .isEqualTo(one.getValue());
        }
    }

    private static boolean isAtWork(ServerProcess server) throws InterruptedException {
        return server.get("/api/v1/sweeps").findValuesAsText("state").stream()
                .anyMatch(state ->
                        List.of("STARTING", "RUNNING", "PAUSING", "STOPPING").contains(state));
    }

    private ServerProcess start(Path root, String log) throws IOException, InterruptedException {
        List<String> data = List.of("--data-dir", temporary.resolve("data").toString());
        return ServerProcess.start(root.toString(), temporary.resolve(log), "-Xmx512m", data);
    }

    @Test
    void nothingIsLostNothingIsDoubledAndNothingIsStuck() throws Exception {
        Path root = temporary.resolve("killed");
        writeImages(temporary.resolve("data/noise"));
        Map<String, Object> expected = undisturbed(temporary.resolve("undisturbed"));
        int atWork = 0;
        Map<String, String> wanted = new TreeMap<>();
        for (int kill = 0; kill < KILLS; kill++) {
            try (ServerProcess server = start(root, "killed-" + kill + ".log")) {
                requireKept(server, wanted);
                for (String name : NAMES) {
                    if (!wanted.containsKey(name)) {
                        assertThat(server.ask("PUT", key(name), file(name, "1, 2")))
                                .isPresent();
                        wanted.put(name, "RUN");
                    }
                }
                for (int i = 0; i < 3; i++) {
                    ask(server, wanted);
                }
                atWork += isAtWork(server) ? 1 : 0;
                assertThat(server.killAfter(random.nextInt(1_500))).as("killed").isEqualTo(KILLED);
            }
        }
        assertThat(atWork).as("kills while a sweep was under way").isPositive();
        try (ServerProcess server = start(root, "last.log")) {
            requireKept(server, wanted);
            for (String name : NAMES) {
                String id = sweep(server, name).path("id").asText();
                Latency.await(() -> server.get(SWEEPS + id)
                        .path("state")
                        .asText()
                        .matches("QUEUED|RUNNING|PAUSED|COMPLETED|STOPPED"));
                assertThat(server.ask("POST", SWEEPS + id + ":extend", wider(name)))
                        .isPresent();
                assertThat(server.ask("POST", SWEEPS + id + ":resume", "")).isPresent();
            }
            awaitEnds(server);
            assertThat(results(server, root)).isEqualTo(expected);
            server.stop();
        }
    }
}
