package dev.kappasweep.data;

import static dev.kappasweep.data.IdxFiles.gzip;
import static dev.kappasweep.data.IdxFiles.labels;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Downloads a small set from mirrors on this machine, with the digests of that set in place of MNIST's. */
class IdxDownloadTest {
    private static final int MAX_BYTES = 1000;
    private static final String IMAGES = IdxNames.PLAIN.gzipName(IdxPart.TRAIN_IMAGES);
    private static final String LAST = IdxNames.PLAIN.gzipName(IdxPart.TEST_LABELS);

    private final HttpServer server = localServer();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch testIsOver = new CountDownLatch(1);
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final List<Long> announced = new ArrayList<>();

    @TempDir
    private Path home;

    @BeforeEach
    void serve() {
        server.setExecutor(threads);
        server.createContext("/good/", exchange -> answer(exchange, 200, content(exchange)));
        server.createContext("/absent/", exchange -> answer(exchange, 404, "Not here".getBytes(UTF_8)));
        server.createContext("/other/", exchange -> answer(exchange, 200, otherContent(exchange)));
        server.createContext("/page/", exchange -> answer(exchange, 200, "<html>Log in</html>".getBytes(UTF_8)));
        server.createContext("/large/", exchange -> answer(exchange, 200, new byte[MAX_BYTES + 1]));
        server.createContext("/broken/", this::breakOff);
        server.createContext("/cut/", exchange -> answer(exchange, 200, Arrays.copyOf(content(exchange), 20)));
        server.createContext("/lacking/", this::answerAllButLast);
        server.createContext("/stalling/", this::stall);
        server.start();
    }

    @AfterEach
    void stop() {
        testIsOver.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void fourFilesAreWrittenAsTheyCame() throws IOException {
        List<Path> written = download("good").into(target(), progress());

        assertThat(written).hasSize(4).allMatch(Files::isRegularFile);
        assertThat(listing())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.asList(IdxNames.PLAIN.gzipNames().split(", ", -1)));
        assertThat(target().resolve(IMAGES)).hasBinaryContent(file(IdxPart.TRAIN_IMAGES));
        assertThat(announced).contains((long) file(IdxPart.TRAIN_IMAGES).length);
        assertThat(failures).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"absent", "other", "page", "large", "broken", "cut"})
    void nextMirrorIsTriedWhereOneFails(String bad) {
        List<Path> written = download(bad, "good").into(target(), progress());

        assertThat(written).hasSize(4);
        assertThat(failures).hasSize(4).allMatch(failure -> failure.contains("/" + bad + "/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"absent", "other", "page", "large", "broken", "cut", "lacking"})
    void nothingIsWrittenIfAFileCannotBeHad(String bad) {
        refuses(download(bad), "not to be had from " + uri(bad) + " (");
        assertThat(target()).doesNotExist();
    }

    @Test
    void mirrorThatStallsIsGivenUp() {
        IdxDownload download = new IdxDownload(set(List.of(uri("stalling"))), MAX_BYTES, Duration.ofMillis(300));
        refuses(download, "not complete after");
        assertThat(target()).doesNotExist();
    }

    @Test
    void reasonIsGivenForEveryMirror() {
        refuses(download("absent", "other", "large"), uri("absent") + " (HTTP status 404), " + uri("other"));
        refuses(download("large"), "(more than 1000 bytes)");
        refuses(download("other"), "expected " + Sha256.hex(plain(IdxPart.TRAIN_IMAGES)) + ")");
        refuses(download("page"), "(train-images-idx3-ubyte.gz: starts with 0x3c68746d, expected 0x00000803");
    }

    @Test
    void withoutANetworkTheMessageSaysWhatToPutWhere() throws IOException {
        IdxDownload download = new IdxDownload(set(List.of(URI.create("http://127.0.0.1:" + closedPort() + "/"))));

        refuses(
                download,
                "(no connection); expected a mirror that gives it, or without a network put "
                        + IdxNames.PLAIN.gzipNames() + " into " + target());
    }

    @Test
    void filesThatAreThereAreNotAskedFor() {
        IdxFiles.write(target().resolve(IMAGES), file(IdxPart.TRAIN_IMAGES));
        IdxFiles.write(target().resolve("train-labels.idx1-ubyte"), plain(IdxPart.TRAIN_LABELS));

        assertThat(download("good").into(target(), progress())).hasSize(2);
        assertThat(download("good").into(target(), progress())).isEmpty();
        assertThat(requests).hasSize(2);
    }

    @Test
    void otherFileUnderTheSameNameIsNotOverwritten() {
        Path own = IdxFiles.write(target().resolve(LAST), gzip(labels(7)));

        assertThatThrownBy(() -> download("good").into(target(), progress()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(own + ": decompressed SHA-256 is ");
        assertThat(requests).isEmpty();
        assertThat(own).hasBinaryContent(gzip(labels(7)));
    }

    @Test
    void filesMayBeHeldAgainstDigestsOfTheirArchives() {
        Map<IdxPart, String> files = new EnumMap<>(IdxPart.class);
        IdxPart.all().forEach(part -> files.put(part, Sha256.hex(file(part))));
        PublishedSet set = set(List.of(uri("other"), uri("good")), Map.of(), files);

        assertThat(new IdxDownload(set, MAX_BYTES, Duration.ofMinutes(1)).into(target(), progress()))
                .hasSize(4);

        assertThat(failures).hasSize(4).allMatch(failure -> failure.contains(": SHA-256 is "));
        assertThat(target().resolve(IMAGES)).hasBinaryContent(file(IdxPart.TRAIN_IMAGES));
        assertThat(new IdxDownload(set, MAX_BYTES, Duration.ofMinutes(1)).into(target(), progress()))
                .isEmpty();
    }

    @Test
    void directoryThatCannotBeMadeIsNamed() {
        IdxFiles.write(target(), new byte[1]);
        refuses(download("good"), "cannot be written");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://example.org/mnist/", "https://example.org/mnist", "mnist/"})
    void mirrorThatIsNoDirectoryOnTheWebIsRefused(String mirror) {
        assertThatThrownBy(() -> new IdxDownload(set(List.of(URI.create(mirror)))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'" + mirror + "'");
    }

    private void refuses(IdxDownload download, String problem) {
        assertThatThrownBy(() -> download.into(target(), progress()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(problem)
                .message()
                .doesNotContain("\n");
    }

    private IdxDownload download(String... mirrors) {
        List<URI> uris = Arrays.stream(mirrors).map(this::uri).toList();
        return new IdxDownload(set(uris), MAX_BYTES, Duration.ofMinutes(1));
    }

    private static PublishedSet set(List<URI> mirrors) {
        return set(mirrors, digests(), Map.of());
    }

    private static PublishedSet set(List<URI> mirrors, Map<IdxPart, String> contents, Map<IdxPart, String> files) {
        KnownPlaces places = new KnownPlaces("small", List.of("small"), true, IdxNames.PLAIN::holdsAny);
        return new PublishedSet("small", places, IdxNames.PLAIN, 3, 2, 3, contents, files, mirrors);
    }

    private static Map<IdxPart, String> digests() {
        Map<IdxPart, String> digests = new EnumMap<>(IdxPart.class);
        IdxFiles.set().forEach((part, content) -> digests.put(part, Sha256.hex(content)));
        return digests;
    }

    private DownloadProgress progress() {
        return new DownloadProgress() {
            @Override
            public void received(String file, long bytes, long total) {
                announced.add(total);
            }

            @Override
            public void failed(URI source, String reason) {
                failures.add(source + ": " + reason);
            }
        };
    }

    private Path target() {
        return home.resolve("data/mnist");
    }

    private List<String> listing() throws IOException {
        try (var files = Files.list(target())) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    private URI uri(String mirror) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + mirror + "/");
    }

    private static byte[] plain(IdxPart part) {
        return IdxFiles.set().getOrDefault(part, new byte[0]);
    }

    private static byte[] file(IdxPart part) {
        return gzip(plain(part));
    }

    private static byte[] content(HttpExchange exchange) {
        return file(part(exchange));
    }

    /** A whole IDX file of the same sizes that differs in its last value. */
    private static byte[] otherContent(HttpExchange exchange) {
        byte[] content = plain(part(exchange));
        content[content.length - 1] ^= 1;
        return gzip(content);
    }

    private static IdxPart part(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        return IdxPart.all().stream()
                .filter(part -> path.endsWith("/" + IdxNames.PLAIN.gzipName(part)))
                .findFirst()
                .orElseThrow();
    }

    private void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        requests.add(exchange.getRequestURI().getPath());
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void answerAllButLast(HttpExchange exchange) throws IOException {
        boolean last = exchange.getRequestURI().getPath().endsWith(LAST);
        answer(exchange, last ? 500 : 200, content(exchange));
    }

    private void breakOff(HttpExchange exchange) throws IOException {
        byte[] body = content(exchange);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body, 0, body.length / 2);
        exchange.getResponseBody().flush();
        exchange.close();
    }

    private void stall(HttpExchange exchange) throws IOException {
        byte[] body = content(exchange);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body, 0, body.length / 2);
        exchange.getResponseBody().flush();
        try {
            testIsOver.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static HttpServer localServer() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
