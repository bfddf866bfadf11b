package dev.kappasweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads an archive of small sets from a server on this machine. */
class EmnistDownloadTest {
    private static final byte[] ARCHIVE = archive();

    private final AtomicInteger requests = new AtomicInteger();
    private final HttpServer server = server();

    @TempDir
    private Path home;

    @BeforeEach
    void serve() {
        server.createContext("/gzip.zip", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void setsOfTheArchiveAreFoundByNameAndPassVerification() throws IOException {
        List<Path> written = download(Sha256.hex(ARCHIVE), ARCHIVE.length).into(target(), (file, bytes, total) -> {});

        assertThat(written).hasSize(6 * 4 + 1 + 1).allMatch(Files::isRegularFile);
        try (var files = Files.list(target())) {
            assertThat(files).hasSameSizeAs(written);
        }
        assertThat(home.resolve("outside.txt")).doesNotExist();
        DatasetLoader loader = new DatasetLoader(Optional.of(home), Map.of());
        for (PublishedSet set : PublishedSet.EMNIST) {
            DatasetSpec spec = DatasetSpec.named(set.name()).orElseThrow();
            assertThat(loader.load(spec).train().count()).isEqualTo(3);
            assertThat(loader.verify(spec))
                    .allMatch(Verification::passed)
                    .filteredOn(check -> check.expected().isPresent())
                    .as("files held against the digests that were kept")
                    .hasSize(4);
        }
    }

    @Test
    void whatIsThereIsNotAskedForAgain() {
        download(Sha256.hex(ARCHIVE), ARCHIVE.length).into(target(), (file, bytes, total) -> {});
        assertThat(download(Sha256.hex(ARCHIVE), ARCHIVE.length).into(target(), (file, bytes, total) -> {}))
                .isEmpty();
        assertThat(requests).hasValue(1);
    }

    @Test
    void otherArchiveLeavesNothing() throws IOException {
        refuses(download("0".repeat(64), ARCHIVE.length), ": SHA-256 is " + Sha256.hex(ARCHIVE) + ", expected 0");
        refuses(
                download(Sha256.hex(ARCHIVE), ARCHIVE.length - 1),
                "not to be had (more than " + (ARCHIVE.length - 1) + " bytes)");
    }

    private void refuses(EmnistDownload download, String problem) throws IOException {
        assertThatThrownBy(() -> download.into(target(), (file, bytes, total) -> {}))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(problem)
                .message()
                .doesNotContain("\n");
        try (var files = Files.list(target())) {
            assertThat(files).isEmpty();
        }
    }

    private EmnistDownload download(String sha256, long maxBytes) {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/gzip.zip");
        return new EmnistDownload(uri, sha256, maxBytes, Duration.ofMinutes(1));
    }

    private Path target() {
        return home.resolve("emnist");
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        exchange.sendResponseHeaders(200, ARCHIVE.length);
        exchange.getResponseBody().write(ARCHIVE);
        exchange.close();
    }

    private static byte[] archive() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (PublishedSet set : PublishedSet.EMNIST) {
                for (IdxPart part : IdxPart.all()) {
                    byte[] content = IdxFiles.set().getOrDefault(part, new byte[0]);
                    put(zip, "gzip/" + set.names().gzipName(part), IdxFiles.gzip(content));
                }
            }
            put(zip, "gzip/emnist-letters-mapping.txt", "1 65 97\n".getBytes(StandardCharsets.US_ASCII));
            put(zip, "gzip/../../outside.txt", new byte[1]);
            put(zip, "readme.txt", new byte[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
