package dev.kappasweep.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code serve} in a JVM of its own, which can be killed. */
final class ServerProcess implements AutoCloseable {
    private static final Pattern SERVING = Pattern.compile("serving .* at (http://\\S+)");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Process process;
    private final URI uri;
    private final HttpClient client = HttpClient.newHttpClient();

    private ServerProcess(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /** Returns when it listens. */
    static ServerProcess start(Path root, Path log) throws IOException, InterruptedException {
        return start(root.toString(), log, "-Xmx512m", List.of());
    }

    /**
     * Returns when it listens. What it keeps at home is kept beside the log.
     *
     * @param root a path or URI
     * @param more arguments of {@code serve}
     */
    static ServerProcess start(String root, Path log, String heap, List<String> more)
            throws IOException, InterruptedException {
        Files.deleteIfExists(log);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Path.of("target/jvm-options.txt").toAbsolutePath(),
                heap,
                "-Duser.home=" + log.toAbsolutePath().getParent(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.kappasweep.cli.Main",
                "serve",
                "--root",
                root,
                "--master",
                "local[2]",
                "--port",
                "0",
                "--no-token"));
        command.addAll(more);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new ServerProcess(process, address(process, log));
    }

    private static URI address(Process process, Path log) throws IOException, InterruptedException {
        while (process.isAlive()) {
            Matcher said = SERVING.matcher(Files.exists(log) ? Files.readString(log) : "");
            if (said.find()) {
                return URI.create(said.group(1));
            }
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
        throw new IllegalStateException(Files.readString(log));
    }

    URI uri() {
        return uri;
    }

    /** As kill -9 does, after so many milliseconds; returns its exit code, 137 unless it had ended before. */
    int killAfter(long millis) throws InterruptedException {
        process.waitFor(millis, TimeUnit.MILLISECONDS);
        return process.destroyForcibly().waitFor();
    }

    /** The answer's body; empty if there was no answer. */
    Optional<JsonNode> ask(String method, String path, String body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri.resolve(path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return Optional.of(MAPPER.readTree(answer.body()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    String text(String path) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(uri.resolve(path)).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    JsonNode get(String path) throws InterruptedException {
        return ask("GET", path, "").orElseThrow();
    }

    /** As SIGTERM does. */
    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
