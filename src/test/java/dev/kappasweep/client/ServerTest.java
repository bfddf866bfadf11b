package dev.kappasweep.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerTest {
    @TempDir
    private Path directory;

    private Server meant(Map<String, String> environment, String... said) {
        return new Profiles(directory.resolve("servers.json"), environment)
                .server(said.length == 0 ? Optional.empty() : Optional.of(said[0]));
    }

    private void write(String json, String permissions) throws IOException {
        Path file = Files.writeString(directory.resolve("servers.json"), json);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void aLinkHasItsTokenAndShowsItNowhere() {
        Server server = Server.of("http://127.0.0.1:7878/?token=abc%2Fd");
        assertThat(server.url()).hasToString("http://127.0.0.1:7878");
        assertThat(server.token()).contains("abc/d");
        assertThat(server).hasToString("http://127.0.0.1:7878");
        assertThat(Server.of("https://HOST/below/").url()).hasToString("https://HOST/below");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://h", "h:7878", "http://", "http://me:secret@h", "ht tp://h?token=secret"})
    void whatIsNoUrlOfAServerIsRefusedWithoutItsToken(String text) {
        assertThatThrownBy(() -> Server.of(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("server: '")
                .hasMessageContaining("expected a URL")
                .message()
                .doesNotContain("token=secret");
    }

    @Test
    void whatIsSaidComesBeforeTheVariablesAndTheseBeforeTheProfile() throws IOException {
        write("""
                {"default": {"server": "http://a", "token": "1"}, "lab": {"server": "http://b"}}
                """, "rw-------");
        assertThat(meant(Map.of())).isEqualTo(Server.of("http://a?token=1"));
        assertThat(meant(Map.of(), "lab")).isEqualTo(Server.of("http://b"));
        assertThat(meant(Map.of("KAPPASWEEP_SERVER", "http://c", "KAPPASWEEP_TOKEN", "2")))
                .isEqualTo(Server.of("http://c?token=2"));
        assertThat(meant(Map.of("KAPPASWEEP_SERVER", "http://c"), "http://d?token=3"))
                .isEqualTo(Server.of("http://d?token=3"));
        assertThat(meant(Map.of("KAPPASWEEP_TOKEN", "2"), "http://d?token=3")).isEqualTo(Server.of("http://d?token=3"));
        assertThat(meant(Map.of("KAPPASWEEP_TOKEN", "2"), "lab")).isEqualTo(Server.of("http://b?token=2"));
    }

    @Test
    void aProfileThatIsNotThereIsTold() {
        assertThatThrownBy(() -> meant(Map.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'default' is not a URL and no profile of")
                .hasMessageContaining("expected --server URL");
    }

    @Test
    void aFileThatOthersReadAndOneThatIsNoJsonAreRefused() throws IOException {
        write("{\"default\": {\"server\": \"http://a\"}}", "rw-r-----");
        assertThatThrownBy(() -> meant(Map.of())).hasMessageContaining("others may read or change it");
        write("{\n  default: 1}", "rw-------");
        assertThatThrownBy(() -> meant(Map.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("servers.json:2: not JSON");
    }
}
