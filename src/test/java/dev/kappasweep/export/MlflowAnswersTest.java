package dev.kappasweep.export;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.kappasweep.results.ResultDirectory;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.results.ResultTables;
import dev.kappasweep.results.SampleSweep;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.SweepSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers as a tracking server would not. */
@Timeout(60)
class MlflowAnswersTest {
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path temporary;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private MlflowRest rest(HttpHandler handler, Duration timeout) {
        server.createContext("/", handler);
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new MlflowRest(uri, Map.of(), timeout);
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"experiment\": {\"experiment_id\": null}}", "{\"experiment\": []}"})
    void experimentWithoutAnIdIsRefused(String json) {
        MlflowServer mlflow = new MlflowServer(rest(exchange -> answer(exchange, json), LONG));
        assertThatThrownBy(() -> mlflow.write(nothing()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("answers experiments/get-by-name without experiment_id ({");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "", "null", "7", "<html>\u001b[31mno\u0007</html>"})
    void whatIsNoObjectIsRefusedWithoutCommandsForATerminal(String text) {
        MlflowRest rest = rest(exchange -> answer(exchange, text), LONG);
        assertThatThrownBy(() -> rest.post("runs/update", JsonNodeFactory.instance.objectNode()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageMatching("--uri: .* refused runs/update with status 200 \\([^\\p{Cntrl}]*\\), expected .*");
    }

    @ParameterizedTest
    @CsvSource({"experiments/create,/experiment_id,experiment_id", "runs/create,/run/info/run_id,run_id"})
    void whatIsMadeHasAnId(String path, String pointer, String name) {
        MlflowRest rest = rest(exchange -> answer(exchange, "{}"), LONG);
        assertThatThrownBy(() -> rest.id(path, JsonNodeFactory.instance.objectNode(), pointer))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(" answers " + path + " without " + name + " ({})");
    }

    @Test
    void runWithoutAnIdIsRefused() {
        MlflowServer mlflow = new MlflowServer(rest(
                exchange -> answer(
                        exchange,
                        exchange.getRequestURI().getPath().contains("experiments")
                                ? "{\"experiment\": {\"experiment_id\": \"1\"}}"
                                : "{}"),
                LONG));
        assertThatThrownBy(() -> mlflow.write(oneTrial()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("answers runs/create without run_id ({})");
    }

    @Test
    void answerThatNeverComesEndsInTime() {
        MlflowRest rest = rest(exchange -> awaitEnd(), SHORT);
        assertThatThrownBy(() -> rest.get("experiments/get-by-name", "experiment_name", "s"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("does not answer experiments/get-by-name (not whole within 0.5 s)");
    }

    /** Its head is there at once. */
    @Test
    void bodyThatDripsEndsInTime() {
        MlflowRest rest = rest(
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    try (OutputStream body = exchange.getResponseBody()) {
                        do {
                            body.write(' ');
                            body.flush();
                        } while (!end.await(20, TimeUnit.MILLISECONDS));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                SHORT);
        assertThatThrownBy(() -> rest.get("experiments/get-by-name", "experiment_name", "s"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("(not whole within 0.5 s)");
    }

    @Test
    void bodyWithoutAnEndIsCutOff() {
        byte[] much = new byte[1 << 20];
        MlflowRest rest = rest(
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    try (OutputStream body = exchange.getResponseBody()) {
                        while (end.getCount() > 0) {
                            body.write(much);
                        }
                    }
                },
                LONG);
        assertThatThrownBy(() -> rest.get("experiments/get-by-name", "experiment_name", "s"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("more than 16777216 bytes");
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ResultTables oneTrial() {
        SweepSpec sweep = SampleSweep.withSeeds(1L);
        Path directory = temporary.resolve("results");
        try (ResultStore store = ResultStore.open(directory, sweep, SampleSweep.DATA)) {
            store.commit(SampleSweep.completed(sweep.trials(SampleSweep.DATA).get(0)), "4.1.0");
        }
        return ResultDirectory.read(directory);
    }

    private ResultTables nothing() {
        return oneTrial().only(Set.of());
    }
}
