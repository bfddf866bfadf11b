package dev.kappasweep.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.run.RunState;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.TrialStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerClientTest {
    private static final String API = "/api/v1/sweeps";

    private AnsweringServer server;

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws IOException {
        server = new AnsweringServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String sweep(String state) {
        return """
                {"id": "a-1", "name": "a", "owner": "me", "priority": 3, "state": "%s", "reason": "", "progress": 0.5,
                 "counts": {"total": 8, "running": 1, "COMPLETED": 3, "DIVERGED": 1, "FAILED": 2}, "secondsLeft": 12.5,
                 "best": {"configuration": "lambda 0.1", "metric": "kappa(W1)", "value": 1.5}}
                """.formatted(state);
    }

    /** One that was extended while it ran is paused for a moment, and goes on by itself. */
    @Test
    void aSweepThatGoesOnIsNotAtRest() {
        for (String wanted : List.of("RUN", "PAUSED", "STOPPED")) {
            for (RunState state : RunState.values()) {
                String id = "a-" + state + "-" + wanted;
                server.on(
                        "GET " + API + "/" + id,
                        200,
                        sweep(state.name()).replace("\"owner\"", "\"wanted\": \"" + wanted + "\", \"owner\""));
                boolean isAtRest = state == RunState.COMPLETED
                        || state == RunState.FAILED
                        || (!wanted.equals("RUN") && (state == RunState.PAUSED || state == RunState.STOPPED));
                assertThat(server.client().get(id).isAtRest())
                        .as(state + ", wanted " + wanted)
                        .isEqualTo(isAtRest);
            }
        }
    }

    @Test
    void aSweepIsReadFromWhatTheServerTells() {
        server.on("GET " + API + "/a-1", 200, sweep("RUNNING"));
        RemoteSweep sweep = server.client().get("a-1");
        assertThat(sweep.state()).isEqualTo(RunState.RUNNING);
        assertThat(sweep.ended())
                .isEqualTo(Map.of(TrialStatus.COMPLETED, 3, TrialStatus.DIVERGED, 1, TrialStatus.FAILED, 2));
        assertThat(List.of(sweep.done(), sweep.failed(), sweep.running(), sweep.total()))
                .containsExactly(4, 2, 1, 8);
        assertThat(sweep.secondsLeft()).hasValue(12.5);
        assertThat(sweep.best()).contains("lambda 0.1: kappa(W1) 1.50");
    }

    @Test
    void whatIsAskedIsWhatTheApiSays() {
        server.on("POST " + API + "?priority=2", 201, sweep("QUEUED"))
                .on("PUT " + API + "/by-key/my%20key?priority=0", 201, sweep("QUEUED"))
                .on("POST " + API + "/a-1:pause", 200, sweep("PAUSING"))
                .on("POST " + API + "/a-1:extend", 200, sweep("QUEUED"))
                .on("PATCH " + API + "/a-1", 200, sweep("QUEUED"))
                .on("DELETE " + API + "/a-1", 204, "");
        ServerClient client = server.client();
        client.submit("name: a", Optional.empty(), 2);
        client.submit("name: a", Optional.of("my key"), 0);
        client.pause("a-1", "lunch");
        client.extend("a-1", "name: b");
        client.prioritise("a-1", -1);
        client.delete("a-1");
        assertThat(server.requests())
                .containsExactly(
                        "POST " + API + "?priority=2 name: a",
                        "PUT " + API + "/by-key/my%20key?priority=0 name: a",
                        "POST " + API + "/a-1:pause {\"reason\":\"lunch\"}",
                        "POST " + API + "/a-1:extend name: b",
                        "PATCH " + API + "/a-1 {\"priority\":-1}",
                        "DELETE " + API + "/a-1");
    }

    @Test
    void aListOfManyPagesIsOne() {
        server.on(
                        "GET " + API + "?page_size=1000",
                        200,
                        "{\"sweeps\": [" + sweep("RUNNING") + "], \"next_page_token\": \"t\"}")
                .on("GET " + API + "?page_size=1000&page_token=t", 200, "{\"sweeps\": [" + sweep("FAILED") + "]}");
        assertThat(server.client().list())
                .extracting(RemoteSweep::state)
                .containsExactly(RunState.RUNNING, RunState.FAILED);
    }

    @Test
    void aRefusalIsItsProblemsInALineEach() {
        server.on("POST " + API + "?priority=0", 422, """
                {"detail": "2 problems", "problems": [{"message": "sweep:1: no name"}, {"message": "sweep:2: lamda"}]}
                """)
                .on("GET " + API + "/x", 404, "{\"detail\": \"there is no sweep x\"}")
                .on("GET " + API + "/y", 401, "")
                .on("GET " + API + "/z", 200, "<html>");
        ServerClient client = server.client();
        assertThatThrownBy(() -> client.submit("", Optional.empty(), 0))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("sweep:1: no name\nsweep:2: lamda");
        assertThatThrownBy(() -> client.get("x")).hasMessage("there is no sweep x");
        assertThatThrownBy(() -> client.get("y")).hasMessageContaining("does not know this token");
        assertThatThrownBy(() -> client.get("z")).hasMessageContaining("answers '<html>'");
    }

    @Test
    void aServerThatIsAwayIsToldInOneLine() {
        ServerClient client = server.client();
        server.close();
        assertThatThrownBy(() -> client.get("a-1"))
                .isInstanceOf(ServerAwayException.class)
                .hasMessageMatching("server: http://127\\.0\\.0\\.1:\\d+ does not answer \\(.*\\), expected .*");
    }

    @Test
    void aFollowerHearsTheEventsAndAsksAgainWhenTheyEnd() throws InterruptedException {
        server.on("GET " + API + "/a-1", 200, sweep("QUEUED"))
                .on("GET " + API + "/a-1", 200, sweep("RUNNING"))
                .on(
                        "GET " + API + "/a-1/events",
                        200,
                        "event: sweep\ndata: " + sweep("STARTING").replace("\n", " ") + "\n\n")
                .on(
                        "GET " + API + "/a-1/events",
                        200,
                        "event: sweep\ndata: " + sweep("PAUSED").replace("\n", " ") + "\n\n");
        List<RunState> heard = new ArrayList<>();
        RemoteSweep end =
                new SweepFollower(server.client(), "a-1", sweep -> heard.add(sweep.state()), away -> {}).await();
        assertThat(end.state()).isEqualTo(RunState.PAUSED);
        assertThat(heard).containsExactly(RunState.QUEUED, RunState.STARTING, RunState.RUNNING, RunState.PAUSED);
    }

    private PulledResults pull(Path to) {
        return PulledResults.pull(server.client(), "a-1", to);
    }

    private static String files(String... names) {
        List<String> files = new ArrayList<>();
        for (String name : names) {
            files.add("{\"name\": \"" + name + "\", \"bytes\": 3}");
        }
        return "{\"files\": " + files + "}";
    }

    @Test
    void resultsAreCopiedOnceAndWhatChangesAgain() throws IOException {
        server.on("GET " + API + "/a-1/files", 200, files("trials/1.parquet", "sweep.json"))
                .on("GET " + API + "/a-1/files/trials/1.parquet", 200, "abc")
                .on("GET " + API + "/a-1/files/sweep.json", 200, "{ }")
                .on("GET " + API + "/a-1/files/sweep.json", 200, "{1}");
        Path to = directory.resolve("new");
        assertThat(pull(to)).isEqualTo(new PulledResults(2, 6));
        assertThat(pull(to)).isEqualTo(new PulledResults(1, 3));
        assertThat(Files.readString(to.resolve("trials/1.parquet"))).isEqualTo("abc");
        assertThat(Files.readString(to.resolve("sweep.json"))).isEqualTo("{1}");
    }

    @Test
    void filesThatVanishMeanwhileAreThoseOfTheNextList() throws IOException {
        server.on("GET " + API + "/a-1/files", 200, files("trials/1.parquet"))
                .on("GET " + API + "/a-1/files", 200, files("trials/2.parquet"))
                .on("GET " + API + "/a-1/files/trials/2.parquet", 200, "abc");
        Path to = directory.resolve("new");
        assertThat(pull(to)).isEqualTo(new PulledResults(1, 3));
        assertThat(to.resolve("trials/2.parquet")).exists();
    }

    @Test
    void aNameThatLeadsElsewhereAndADirectoryOfSomethingElseAreRefused() throws IOException {
        for (String name : List.of("../evil", "/etc/passwd", "a/../../b", "trials/.hidden", "a/b/c/d")) {
            AnsweringServer bad = new AnsweringServer();
            bad.on("GET " + API + "/a-1/files", 200, files(name));
            Path to = directory.resolve("new" + name.hashCode());
            assertThatThrownBy(() -> PulledResults.pull(bad.client(), "a-1", to))
                    .hasMessageContaining("a file is named '" + name + "'");
            bad.close();
        }
        Files.writeString(directory.resolve("mine"), "");
        assertThatThrownBy(() -> pull(directory)).hasMessageContaining("holds something else");
        assertThat(directory.resolve("pulled-from.txt")).doesNotExist();
        assertThatThrownBy(() -> pull(directory.resolve("mine")))
                .hasMessageContaining("is a file, expected a directory");
        Path none = directory.resolve("none");
        assertThatThrownBy(() -> pull(none)).hasMessageContaining("no GET");
        assertThat(none).doesNotExist();
    }
}
