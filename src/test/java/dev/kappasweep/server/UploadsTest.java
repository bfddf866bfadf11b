package dev.kappasweep.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.server.ServerFixture.Answer;
import dev.kappasweep.sweep.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data sets that are sent in parts. */
class UploadsTest {
    private static final String MINE = "/api/v1/datasets/mine/";

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

    private Answer put(String file, byte[] whole, int from, int to, String digest) {
        String path = MINE + file + "?offset=" + from + "&size=" + whole.length + "&sha256=" + digest;
        return server.send(HttpRequest.newBuilder(server.uri(path))
                .PUT(HttpRequest.BodyPublishers.ofByteArray(Arrays.copyOfRange(whole, from, to)))
                .header("Authorization", "Bearer " + ServerFixture.TOKEN)
                .build());
    }

    @Test
    void aSetThatWasSentIsTrainedWith() throws Exception {
        for (Map.Entry<String, byte[]> file : MadeUpTrials.files().entrySet()) {
            byte[] bytes = file.getValue();
            assertThat(put(file.getKey(), bytes, 0, bytes.length, Sha256.hex(bytes))
                            .json()
                            .path("complete")
                            .asBoolean())
                    .isTrue();
        }
        String id = server.submit(ServerFixture.file("mine", "1").replace("tiny", "mine"));
        server.await(id, "COMPLETED");
        assertThat(server.get("/api/v1/datasets").text()).contains("\"name\":\"mine\"");
        assertThat(server.send("DELETE", "/api/v1/datasets/mine", "").status()).isEqualTo(204);
        assertThat(root.resolve("data/mine")).doesNotExist();
    }

    @Test
    void aFileGoesOnWhereItStopped() throws IOException {
        byte[] bytes = {1, 2, 3, 4, 5};
        String digest = Sha256.hex(bytes);
        assertThat(put("x", bytes, 0, 2, digest).json().path("complete").asBoolean())
                .isFalse();
        assertThat(server.get(MINE + "x").json().path("bytes").asInt()).isEqualTo(2);
        Answer wrong = put("x", bytes, 0, 3, digest);
        assertThat(wrong.status()).isEqualTo(409);
        assertThat(wrong.text()).contains("expected 2");
        assertThat(put("x", bytes, 2, 5, digest).json().path("complete").asBoolean())
                .isTrue();
        assertThat(Files.readAllBytes(root.resolve("data/mine/x"))).isEqualTo(bytes);
        assertThat(put("x", bytes, 0, 5, digest).status()).as("again").isEqualTo(200);
        assertThat(put("x", bytes, 0, 5, "0".repeat(64)).status()).isEqualTo(409);
    }

    @Test
    void whatHasAnotherDigestDoesNotCount() {
        byte[] bytes = {1, 2, 3};
        assertThat(put("y", bytes, 0, 3, "0".repeat(64)).status()).isEqualTo(422);
        assertThat(server.get(MINE + "y").json().path("bytes").asInt()).isZero();
        assertThat(root.resolve("data/mine/y")).doesNotExist();
    }

    @Test
    void whoseBodyIsRefusedUnreadReadsTheAnswerOnTheSameConnection() throws Exception {
        byte[] body = new byte[300_000];
        URI uri = server.uri("/");
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(20_000);
            for (int i = 0; i < 2; i++) {
                String head = "PUT " + MINE + "z?size=2&sha256=" + "0".repeat(64) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                        + "Authorization: Bearer " + ServerFixture.TOKEN + "\r\nContent-Length: " + body.length
                        + "\r\n\r\n";
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
                Thread.sleep(50);
                socket.getOutputStream().write(body);
                assertThat(answer(socket.getInputStream()))
                        .startsWith("HTTP/1.1 413")
                        .doesNotContain("Connection: close");
            }
        }
    }

    /** The head of an answer, after which its body has been read too. */
    private static String answer(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        Matcher length = Pattern.compile("(?i)content-length: (\\d+)").matcher(head);
        assertThat(length.find()).isTrue();
        in.readNBytes(Integer.parseInt(length.group(1)));
        return head.toString();
    }

    @Test
    void noMoreIsTakenThanWasSaid() {
        byte[] bytes = {1, 2, 3};
        Answer answer = server.send(HttpRequest.newBuilder(server.uri(MINE + "z?size=2&sha256=" + Sha256.hex(bytes)))
                .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes))
                .header("Authorization", "Bearer " + ServerFixture.TOKEN)
                .build());
        assertThat(answer.status()).isEqualTo(413);
        assertThat(put(".hidden", bytes, 0, 3, Sha256.hex(bytes)).status()).isEqualTo(400);
    }
}
