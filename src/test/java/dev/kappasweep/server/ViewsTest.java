package dev.kappasweep.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewsTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path root = Path.of("");

    private static void awaitRead(Views views, String sweep) throws InterruptedException {
        Instant end = Instant.now().plus(LONG);
        while (views.made(sweep).filter(view -> view.share() == 1).isEmpty()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(10);
        }
    }

    /** Nobody has asked for them. One that cannot be read, here the newest, keeps none of the others from it. */
    @Test
    void whatIsThereIsReadAhead() throws Exception {
        try (ServerFixture server = ServerFixture.start(root)) {
            for (String name : List.of("first", "second", "broken")) {
                server.await(server.submit(ServerFixture.file(name, "1")), "COMPLETED");
            }
            try (Stream<Path> files = Files.list(root.resolve("sweeps/broken-3/_commits"))) {
                for (Path file : files.toList()) {
                    Files.writeString(file, "no commit");
                }
            }
            try (Views views = new Views(server.service())) {
                views.readAhead();
                awaitRead(views, "first-1");
                awaitRead(views, "second-2");
                assertThat(views.made("broken-3")).isEmpty();
                assertThat(views.made("first-1").orElseThrow().trials())
                        .allMatch(trial -> trial.outcome().isPresent());
                assertThat(views.reading("first-1")).isEmpty();
            }
        }
    }
}
