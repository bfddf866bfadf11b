package dev.kappasweep.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.sweep.InvalidInputException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that nobody reads on their way. */
class TlsTest {
    private static final String PASSWORD = "a-password";
    private static final String LOG_IN = "{\"token\": \"" + ServerFixture.TOKEN + "\"}";

    @TempDir
    private Path root = Path.of("");

    private static SSLContext made(Path keystore) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keystore.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keystore)) {
            store.load(in, PASSWORD.toCharArray());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @Test
    void aKeystoreThatIsNotThereOrHasAnotherPasswordIsToldInOneLine() throws Exception {
        Path keystore = root.resolve("keys.p12");
        made(keystore);
        for (ServerOptions.Keystore wrong : List.of(
                new ServerOptions.Keystore(root.resolve("none"), PASSWORD),
                new ServerOptions.Keystore(keystore, "another"))) {
            assertThatThrownBy(() -> HttpServer.requireReadable(wrong))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageMatching("--tls-keystore: " + wrong.file() + " cannot be read \\(.+\\), expected .*");
        }
    }

    @Test
    void aKeystoreIsEnough() throws Exception {
        Path keystore = root.resolve("keys.p12");
        SSLContext context = made(keystore);
        Users users = Users.ofToken(ServerFixture.TOKEN);
        try (ServerFixture server = new ServerFixture(
                root, users, new MadeUpTrials(), Optional.of(new ServerOptions.Keystore(keystore, PASSWORD)), false)) {
            HttpClient client = HttpClient.newBuilder().sslContext(context).build();
            HttpRequest request = HttpRequest.newBuilder(server.uri("/api/v1/session"))
                    .POST(HttpRequest.BodyPublishers.ofString(LOG_IN))
                    .header("Origin", server.uri("/").toString().replaceAll("/$", ""))
                    .build();
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(server.uri("/").getScheme()).isEqualTo("https");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
            assertThat(answer.headers().firstValue("set-cookie").orElse("")).contains("; Secure");
        }
    }

    @Test
    void whatEndsTlsInFrontSaysThatItDid() throws Exception {
        Users users = Users.ofToken(ServerFixture.TOKEN);
        try (ServerFixture server = new ServerFixture(root, users, new MadeUpTrials(), Optional.empty(), true)) {
            var answer = server.send(HttpRequest.newBuilder(server.uri("/api/v1/session"))
                    .POST(HttpRequest.BodyPublishers.ofString(LOG_IN))
                    .header("Origin", "https://sweeps.example")
                    .header("X-Forwarded-Proto", "https")
                    .header("X-Forwarded-Host", "sweeps.example")
                    .header("X-Forwarded-For", "192.0.2.7")
                    .build());
            assertThat(answer.status()).as(answer.text()).isEqualTo(204);
            assertThat(answer.header("set-cookie")).contains("; Secure");
            assertThat(Files.readString(root.resolve("audit.log"))).contains("\"from\":\"192.0.2.7\"");
        }
    }
}
