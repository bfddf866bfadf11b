package dev.kappasweep.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kappasweep.Latency;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The buttons of a sweep in a real browser, and what the server has made of them. */
class PageActionsTest {
    @TempDir
    private static Path root = Path.of("");

    /** The seeds of the trials that were trained, each as often as it was. */
    private static final List<Long> TRAINED = new CopyOnWriteArrayList<>();

    private static ServerFixture server;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        browser = Browser.start();
        MadeUpTrials trials = new MadeUpTrials();
        server = new ServerFixture(root, Users.ofToken(ServerFixture.TOKEN), (spec, data, observer) -> {
            TRAINED.add(spec.seed());
            return trials.run(spec, data, observer);
        });
        browser.open(server.uri("/?token=" + ServerFixture.TOKEN));
        browser.awaitText("main", "No sweep was handed in yet");
    }

    @BeforeEach
    void forget() {
        TRAINED.clear();
    }

    @AfterEach
    void nothingIsWrong() {
        assertThat(browser.errors()).isEmpty();
    }

    @AfterAll
    static void end() {
        browser.close();
        server.close();
    }

    private static String submitted(String name, String seeds, String state) throws Exception {
        String id = server.submit(ServerFixture.file(name, seeds));
        server.await(id, state);
        browser.open(server.uri("/sweeps/" + id));
        browser.awaitText("h1", id);
        return id;
    }

    private static JsonNode sweep(String id) {
        return server.get("/api/v1/sweeps/" + id).json();
    }

    private static void ask(String button) throws Exception {
        browser.click(".top button", button);
        browser.await("return document.querySelector('dialog[open]') !== null");
    }

    private static void goBack() throws Exception {
        browser.click("dialog button", "Back");
        browser.await("return document.querySelector('dialog') === null");
    }

    @Test
    void aPriorityIsSetWhenItIsAllowedAndWanted() throws Exception {
        String id = submitted("urgent", Long.toString(MadeUpTrials.ENDLESS), "RUNNING");
        ask("Priority");
        browser.write("dialog input", "7");
        goBack();
        ask("Priority");
        browser.write("dialog input", "1001");
        browser.click("dialog button[type=submit]");
        browser.await("return document.querySelector('dialog input:invalid') !== null");
        assertThat(sweep(id).path("priority").asInt()).isZero();

        browser.write("dialog input", "-5");
        browser.click("dialog button[type=submit]");
        browser.awaitText(".facts", "Priority-5");
        assertThat(sweep(id).path("priority").asInt()).isEqualTo(-5);
        assertThat(sweep(id).path("state").asText()).isEqualTo("RUNNING");

        server.send("POST", "/api/v1/sweeps/" + id + ":cancel", "{}");
        browser.awaitText(".head .state", "stopped");
    }

    @Test
    void aSweepIsDeletedWithItsResultsAfterAQuestion() throws Exception {
        String id = submitted("gone", "1", "COMPLETED");
        Path results = server.service().get(id).directory();
        ask("Delete");
        assertThat(browser.text("dialog"))
                .contains("Delete " + id + "?")
                .contains("its results")
                .contains("cannot be undone");
        goBack();
        assertThat(sweep(id).path("state").asText()).isEqualTo("COMPLETED");
        assertThat(results).isNotEmptyDirectory();

        ask("Delete");
        browser.click("dialog button.danger");
        browser.await("return location.pathname === '/'");
        browser.awaitText("h1", "Sweeps");
        assertThat(server.get("/api/v1/sweeps/" + id).status()).isEqualTo(404);
        Latency.await(() -> Files.notExists(results));
        browser.await("return document.querySelector('main a[href=\"/sweeps/" + id + "\"]') === null");
    }

    @Test
    void onlyWhatHasFailedIsTriedAgain() throws Exception {
        String id = submitted("again", "1, " + MadeUpTrials.FAILS, "COMPLETED");
        assertThat(TRAINED).containsExactlyInAnyOrder(1L, 1L, MadeUpTrials.FAILS, MadeUpTrials.FAILS);
        TRAINED.clear();
        browser.click(".top button", "Retry failed");
        Latency.await(() -> TRAINED.size() >= 2);
        server.await(id, "COMPLETED");
        assertThat(TRAINED).containsExactly(MadeUpTrials.FAILS, MadeUpTrials.FAILS);
        assertThat(sweep(id).path("counts").path("COMPLETED").asInt()).isEqualTo(2);
        assertThat(sweep(id).path("counts").path("FAILED").asInt()).isEqualTo(2);
        browser.awaitText(".head .state", "completed");
        browser.click(".top button", "Retry failed"); // which can be asked for again
        Latency.await(() -> TRAINED.size() == 4);
        server.await(id, "COMPLETED");
    }
}
