package dev.kappasweep.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsersTest {
    @TempDir
    private Path directory = Path.of("");

    private Path write(String text, int second) throws IOException {
        Path file = Files.writeString(directory.resolve("users"), text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_000_000 + second)));
        return file;
    }

    /** Without a new start of the server: a token that is known to somebody else is taken away at once. */
    @Test
    void whoIsDeletedFromTheFileIsNotLetInAnyMore() throws IOException {
        String ada = Users.line("ada", Role.SUBMITTER, "the token of ada");
        String bob = Users.line("bob", Role.VIEWER, "the token of bob");
        Users users = Users.read(write(ada, 0));
        String cookie = Users.cookie("the token of ada");
        assertThat(users.ofBearer("the token of ada")).contains(new User("ada", Role.SUBMITTER));
        assertThat(users.ofCookie(cookie)).isPresent();
        assertThat(users.ofBearer("the token of bob")).isEmpty();

        write(bob, 1);
        assertThat(users.ofBearer("the token of bob")).contains(new User("bob", Role.VIEWER));
        assertThat(users.ofBearer("the token of ada")).isEmpty();
        assertThat(users.ofCookie(cookie)).isEmpty();
        assertThat(users.has("ada")).isFalse();

        write("half a line", 2);
        assertThat(users.ofBearer("the token of bob")).as("what it said before").isPresent();
        write(ada + bob, 3);
        assertThat(users.has("ada")).isTrue();
    }
}
