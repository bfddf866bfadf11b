package dev.kappasweep.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With what a server does not begin, and what keeps it from being asked too much. */
class SafeStartTest {
    @TempDir
    private Path temporary = Path.of("");

    private ServerOptions bound(String address, boolean hasTls, boolean isBehindProxy) {
        return new ServerOptions(
                address,
                0,
                hasTls ? Optional.of(new ServerOptions.Keystore(Path.of("k"), "")) : Optional.empty(),
                isBehindProxy,
                Set.of(),
                temporary,
                temporary.resolve("audit.log"),
                false);
    }

    @Test
    void otherAddressesTakeTlsAndAToken() {
        Users one = Users.ofToken(ServerFixture.TOKEN);
        assertThatThrownBy(() -> bound("0.0.0.0", false, false).requireSafe(one))
                .hasMessageContaining("without TLS");
        assertThatThrownBy(() -> bound("0.0.0.0", true, false).requireSafe(Users.everybody()))
                .hasMessageContaining("--no-token");
        assertThatCode(() -> bound("0.0.0.0", true, false).requireSafe(one)).doesNotThrowAnyException();
        assertThatCode(() -> bound("0.0.0.0", false, true).requireSafe(one)).doesNotThrowAnyException();
        assertThatCode(() -> bound("127.0.0.1", false, false).requireSafe(Users.everybody()))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> bound("no.such.host.invalid", false, false).requireSafe(one))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void aTokenIsMadeOnceAndForItsOwnerAlone() throws IOException {
        Path file = temporary.resolve("deep/token");
        String token = Users.tokenIn(file);
        assertThat(token).hasSizeGreaterThan(40);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Users.tokenIn(file)).isEqualTo(token);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> Users.tokenIn(file)).hasMessageContaining("can be read by others");
        Path empty = temporary.resolve("empty");
        Files.createFile(empty, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        assertThatThrownBy(() -> Users.tokenIn(empty)).hasMessageContaining("holds no token");
    }

    @Test
    void aFileOfUsersHoldsNoTokensAndIsReadWithItsLines() throws IOException {
        Path file = temporary.resolve("users");
        String line = Users.line("ada", Role.SUBMITTER, ServerFixture.TOKEN);
        assertThat(line).doesNotContain(ServerFixture.TOKEN);
        Files.writeString(file, "# comment\n\n" + line);
        assertThat(Users.read(file).ofBearer(ServerFixture.TOKEN)).contains(new User("ada", Role.SUBMITTER));
        assertThat(Users.read(file).ofBearer("another")).isEmpty();
        assertThat(Users.read(file).ofCookie(Users.cookie(ServerFixture.TOKEN))).isPresent();
        assertThat(Users.read(file).ofCookie(ServerFixture.TOKEN)).isEmpty();
        Files.writeString(file, line + "bob king " + "0".repeat(64) + "\n");
        assertThatThrownBy(() -> Users.read(file))
                .hasMessageContaining("users:2")
                .hasMessageContaining("viewer");
        Files.writeString(file, "bob viewer secret\n");
        assertThatThrownBy(() -> Users.read(file)).hasMessageContaining("users:1");
    }

    @Test
    void oneAddressIsSlowedAndOthersAreNot() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        RateLimit limit = new RateLimit(2, 3, now::get);
        assertThat(taken(limit, "a")).isEqualTo(3);
        assertThat(limit.take("b")).isTrue();
        now.set(Instant.EPOCH.plusMillis(500));
        assertThat(taken(limit, "a")).isEqualTo(1);
        now.set(Instant.EPOCH.plusSeconds(100));
        assertThat(taken(limit, "a")).isEqualTo(3);
    }

    /** How many of five are allowed. */
    private static long taken(RateLimit limit, String address) {
        return IntStream.range(0, 5).filter(i -> limit.take(address)).count();
    }

    @Test
    void whoGuessesTokensIsSlowed() throws Exception {
        try (ServerFixture server = ServerFixture.start(temporary)) {
            int last = 0;
            for (int i = 0; i < 60; i++) {
                last = server.send(HttpRequest.newBuilder(server.uri("/api/v1/session"))
                                .header("Authorization", "Bearer guess-" + i)
                                .build())
                        .status();
            }
            assertThat(last).isEqualTo(429);
            assertThat(server.get("/api/v1/session").status())
                    .as("with a token")
                    .isEqualTo(200);
        }
    }
}
