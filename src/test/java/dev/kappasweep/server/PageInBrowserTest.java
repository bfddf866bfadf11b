package dev.kappasweep.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.Latency;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser against a real server that trains real trials, where there is a browser on the PATH. */
class PageInBrowserTest {
    private static final String WRONG = """
            name: first
            dataset: digits
            network: {hidden: [8]}
            training: {epoch: 3}
            axes: {lambda: [0, 0.1], seed: [1, 2]}
            """;

    /** So many epochs that nobody waits for their end. */
    private static final String LONG = """
            name: long
            dataset: digits
            network: {hidden: [8]}
            training: {epochs: 5000, batch: 64}
            axes: {lambda: [0, 0.1], seed: [1, 2]}
            evaluation: {snr: [inf, 1], draws: 1}
            """;

    /** That the curves of the loss reach. */
    private static final String LAST_EPOCH =
            "return Number(/up to epoch ([0-9]+)/.exec(document.querySelector('.chart svg')?.getAttribute('aria-label'))?.[1] ?? 0)";

    @TempDir
    private Path root = Path.of("");

    private int port;
    private ServerFixture server;
    private Browser browser;

    @BeforeEach
    void start() throws IOException {
        browser = Browser.start();
        port = freePort();
        server = ServerFixture.training(root, port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @AfterEach
    void end() {
        browser.close();
        server.close();
    }

    @Test
    void aSweepIsHandedInWatchedSteeredAndOutlivesTheServer() throws Exception {
        browser.open(server.uri("/?token=" + ServerFixture.TOKEN));
        browser.awaitText("main", "No sweep was handed in yet");
        assertThat(browser.address()).doesNotContain("token");

        handIn();
        steer();
        restart();
        cancel();
        delete();
        assertThat(browser.errors()).isEmpty();
    }

    private void handIn() throws Exception {
        browser.click("nav a[href='/new']");
        browser.awaitText(".judgement", "12 trials");
        browser.write("textarea", WRONG);
        browser.awaitText(".judgement", "1 problem");
        assertThat(browser.text(".judgement"))
                .contains("line 4")
                .doesNotContain("sweep:")
                .contains("epoch")
                .contains("epochs");
        assertThat(browser.text(".gutter .wrong")).isEqualTo("4");
        assertThat(browser.isEnabled("button[type=submit]")).isFalse();

        assertThat(browser.errors()).allMatch(error -> error.contains("/api/v1/validate") && error.contains("422"));

        browser.write("textarea", LONG);
        browser.awaitText(".judgement", "4 trials");
        browser.click("button[type=submit]");
        browser.awaitText("h1", "long-1");
        browser.awaitText(".head .state", "running");
    }

    private void steer() throws Exception {
        Latency.await(() -> browser.number(LAST_EPOCH) > 1);
        long before = browser.number(LAST_EPOCH);
        Latency.await(() -> browser.number(LAST_EPOCH) > before);

        browser.await(
                "return [...document.querySelectorAll('.chart')].some(one => /\u03ba\\(W1\\)/.test(one.textContent) && one.querySelector('path.line'))");
        browser.awaitText("main", "is measured when a trial has ended");

        browser.click(".top button", "Priority");
        browser.write("dialog input", "7");
        browser.click("dialog button[type=submit]");
        browser.awaitText(".facts", "Priority7");

        browser.click(".top button", "Pause");
        browser.awaitText(".head .state", "paused");
        browser.awaitText("#live", "long-1 is paused");
        browser.click(".top button", "Resume");
        browser.awaitText(".head .state", "running");
    }

    /** The page stays open and does nothing. */
    private void restart() throws Exception {
        server.close();
        browser.awaitText(".banner", "The server does not answer");
        server = ServerFixture.training(root, port);
        browser.await("return document.querySelector('.banner') === null");
        browser.awaitText(".head .state", "running");
        assertThat(browser.errors()).allMatch(error -> error.contains("net::ERR_"));
    }

    private void cancel() throws Exception {
        browser.click(".top button", "Cancel");
        browser.awaitText("dialog", "Its trials in training are stopped");
        browser.write("dialog input", "<b>enough</b>");
        browser.click("dialog button.danger");
        browser.awaitText(".head .state", "stopped");
        browser.awaitText(".top", "<b>enough</b>");
        assertThat(browser.number("return document.querySelectorAll('.top p b').length"))
                .as("bold words: that of the progress")
                .isEqualTo(1);
    }

    private void delete() throws Exception {
        browser.click(".top button", "Delete");
        browser.awaitText("dialog", "This cannot be undone");
        browser.click("dialog button.danger");
        browser.awaitText("main", "No sweep was handed in yet");
        assertThat(server.service().list()).isEmpty();
    }
}
