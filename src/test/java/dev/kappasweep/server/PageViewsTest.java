package dev.kappasweep.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.Latency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every view of the page in a real browser, with made-up results; pictures of all of them are left in {@code target/page}. */
class PageViewsTest {
    private static final Path PICTURES = Path.of("target", "page");
    private static final List<Device> DEVICES = List.of(new Device(1280, false), new Device(390, true));

    @TempDir
    private static Path root = Path.of("");

    private static ServerFixture server;
    private static Browser browser;

    /** What a view shows when it is drawn, by its address. */
    private static final Map<String, String> VIEWS = new LinkedHashMap<>();

    @BeforeAll
    static void start() throws Exception {
        browser = Browser.start();
        server = ServerFixture.start(root);
        String done = server.submit(ServerFixture.file("done", "1, 2, 3"));
        String failing = server.submit(ServerFixture.file("failing", "4, 5, " + MadeUpTrials.FAILS));
        server.await(done, "COMPLETED");
        server.await(failing, "COMPLETED");
        String search = server.search("search");
        server.await(server.submit(ServerFixture.file("lost", "" + MadeUpTrials.FAILS)), "COMPLETED");
        String lambdas = IntStream.range(0, 22).mapToObj(i -> "0." + (10 + i)).collect(Collectors.joining(", "));
        server.await(
                server.submit(ServerFixture.file("many", "1")
                        .replace("0, 0.1]", lambdas + "]")
                        .replace("inf, 1]", "inf, 1, 2]")),
                "COMPLETED");
        String running = server.submit(ServerFixture.file("running", "6, " + MadeUpTrials.ENDLESS));
        server.await(running, "RUNNING");
        String trial = server.get("/api/v1/sweeps/" + done + "/trials")
                .json()
                .path("trials")
                .get(0)
                .path("id")
                .asText();
        VIEWS.put("/", ".card .title");
        VIEWS.put("/sweeps/" + search + "?tab=search", ".chart path.coordinate");
        VIEWS.put("/sweeps/" + running, ".chart path.line");
        VIEWS.put("/sweeps/" + done + "?tab=results", "table.heat td");
        VIEWS.put("/sweeps/" + done + "?tab=comparisons", "table caption");
        VIEWS.put("/sweeps/" + done + "?tab=trials&sort=-kappa(W1)", "tbody tr");
        VIEWS.put("/sweeps/" + failing + "?tab=failures", "tbody tr");
        VIEWS.put("/sweeps/" + done + "?tab=timeline", ".chart .bar");
        VIEWS.put("/sweeps/" + done + "?tab=file", ".file code");
        VIEWS.put("/sweeps/" + done + "?tab=log", ".log, .part, main > .empty");
        VIEWS.put("/sweeps/" + done + "/trials/" + trial, ".chart path.line");
        VIEWS.put("/compare?ids=" + done + "," + failing, ".chart .point");
        VIEWS.put("/new?from=" + done, ".judgement .facts");
        VIEWS.put("/new?extend=" + done, ".judgement .facts");
        browser.open(server.uri("/?token=" + ServerFixture.TOKEN));
        Files.createDirectories(PICTURES);
    }

    @AfterAll
    static void end() {
        browser.close();
        server.close();
    }

    /** How wide a screen is, and which colours its owner wants. */
    private record Device(int width, boolean isDark) {}

    private static void open(String address) throws Exception {
        browser.open(server.uri(address));
        browser.await("return document.querySelector('" + VIEWS.get(address) + "') !== null");
    }

    @Test
    void everyViewFitsADesktopInLightAndAPhoneInDark() throws Exception {
        for (String address : VIEWS.keySet()) {
            for (Device device : DEVICES) {
                browser.be(device.width(), device.isDark());
                open(address);
                requireFitting(address, device);
                picture(address, device);
            }
        }
        assertThat(browser.errors()).isEmpty();
    }

    private static void requireFitting(String address, Device device) throws Exception {
        browser.await(
                "return [...document.querySelectorAll('.drawing')].every(one => one.scrollWidth <= one.clientWidth)");
        assertThat(browser.number("return document.documentElement.scrollWidth"))
                .as("width of " + address)
                .isLessThanOrEqualTo(device.width());
        assertThat(browser.number("return Number(/[0-9]+/.exec(getComputedStyle(document.body).backgroundColor)[0])"))
                .as("red of the paper")
                .matches(red -> device.isDark() ? red < 64 : red > 224);
    }

    private static void picture(String address, Device device) throws IOException {
        String name = address.equals("/") ? "overview" : address.substring(1).replaceAll("[^a-z0-9]+", "-");
        String shortened = name.substring(0, Math.min(40, name.length()));
        browser.picture(PICTURES.resolve(shortened + "-" + device.width() + ".png"));
    }

    @Test
    void anAddressLeadsToWhatWasSeen() throws Exception {
        String trials = VIEWS.keySet().stream()
                .filter(address -> address.contains("tab=trials"))
                .findFirst()
                .orElseThrow();
        browser.be(1280, false);
        open(trials);
        String column = "return document.querySelector('th[aria-sort=descending]')?.textContent === 'kappa(W1)'";
        browser.await(column);
        browser.click(".choices button", "completed");
        browser.await("return location.search.includes('state=COMPLETED')");
        browser.click("tbody th a");
        browser.awaitText("h1", "seed 3");
        browser.await("return location.pathname.endsWith('/' + document.querySelector('.facts code').textContent)");
        browser.click(".crumb a", "Trials");
        browser.awaitText("caption", "6 trials");
    }

    @Test
    void chartsSayWhatTheyShow() throws Exception {
        browser.be(1280, false);
        browser.open(server.uri("/sweeps/done-1"));
        browser.await("return document.querySelectorAll('.chart path.line').length >= 6");
        String ticks =
                "[...document.querySelectorAll('.chart .axis')].filter(one => one.querySelector('.axis-title')?.textContent"
                        + " === 'epoch').flatMap(one => [...one.querySelectorAll('text:not(.axis-title)')])";
        assertThat(browser.number("return " + ticks + ".length")).isPositive();
        assertThat(browser.number("return " + ticks + ".filter(one => !/^[0-9]+$/.test(one.textContent)).length"))
                .isZero();

        open("/sweeps/done-1?tab=results");
        browser.await("return document.querySelector('path.interval').getBBox().x > 60");
        String colours = "[...document.querySelectorAll('%s')].map(one => one.getAttribute('%s')).join()";
        assertThat(browser.answer("return " + String.format(colours, "path.coordinate", "stroke")))
                .isEqualTo(browser.answer("return " + String.format(colours, "circle.point", "fill")))
                .isEqualTo(browser.answer("return " + String.format(colours, ".legend line", "stroke")));

        browser.open(server.uri("/sweeps/many-5?tab=results"));
        browser.click(".legend button", "and 2 more");
        browser.await("return document.querySelectorAll('.legend button').length === 22");

        browser.click(".tabs a", "Curves");
        browser.awaitText("main", "SNR inf is not on this axis");

        browser.open(server.uri("/sweeps/lost-4"));
        browser.awaitText("main", "No trial has come to the end of an epoch");
        assertThat(browser.text(".head .state")).isEqualTo("completed, 2 failed");
    }

    @Test
    void theTabThatIsReadIsSeen() throws Exception {
        browser.be(390, true);
        open("/sweeps/done-1?tab=log");
        browser.await("return document.querySelector('.tabs [aria-current]').getBoundingClientRect().right < 390");
        assertThat(browser.answer("return getComputedStyle(document.querySelector('.tabs')).backgroundImage"))
                .contains("gradient");
    }

    @Test
    void whatHasNothingNewIsNotExtended() throws Exception {
        browser.be(1280, false);
        open("/new?extend=done-1");
        browser.awaitText(".judgement h2", "0 more of 6 trials");
        assertThat(browser.isEnabled("button[type=submit]")).isFalse();
    }

    @Test
    void configurationsAreOrderedAndChosenByTheServer() throws Exception {
        browser.be(1280, false);
        open("/sweeps/done-1?tab=results");
        String first = "table.heat tbody th";
        browser.awaitText(first, "lambda 0");
        browser.click(".filters option", "best \u03ba(W1) first");
        browser.await("return location.search.includes('sort=kappa')");
        browser.click(".filters option", "best accuracy without noise (%) first");
        browser.await("return location.search.includes('sort=-accuracy')");
        browser.write(".filters input", "lambda=0.1");
        browser.await("return document.querySelectorAll('table.heat tbody tr').length === 1");
        browser.awaitText(first, "lambda 0.1");
        browser.open(server.uri("/sweeps/done-1?tab=results&filter=kapa%3E1"));
        browser.awaitText(".failure", "column: 'kapa' is not allowed");
        assertThat(browser.errors()).hasSize(1); // the request that was refused
    }

    @Test
    void whatIsNotThereIsNotWaitedFor() throws Exception {
        String banners = "document.querySelectorAll('.banner').length";
        String events = "performance.getEntriesByType('resource').filter(one => one.name.endsWith('/events')).length";
        browser.be(1280, false);
        for (String address : List.of("/sweeps/nosuch", "/sweeps/nosuch/trials/0123")) {
            browser.open(server.uri(address));
            browser.awaitText(".failure", "there is no sweep nosuch");
            assertThat(soon(events + " + " + banners)).as(address).isZero();
        }
        assertThat(browser.errors()).isNotEmpty().allMatch(error -> error.contains("404"));

        String id = server.submit(ServerFixture.file("gone", "1"));
        browser.open(server.uri("/sweeps/" + id));
        browser.awaitText("main", "0 of 2 done"); // behind the endless trials
        server.send("POST", "/api/v1/sweeps/" + id + ":cancel", "{}");
        Latency.await(
                () -> server.send("DELETE", "/api/v1/sweeps/" + id, "").status() == 204); // when nothing of it runs
        browser.awaitText("main", "This sweep was deleted");
        assertThat(soon(banners)).isZero();
        assertThat(browser.errors()).allMatch(error -> error.contains("404"));
    }

    /** What it is when a banner, or another try, would have come. */
    private static long soon(String number) {
        return browser.later("const told = arguments[0]; setTimeout(() => told(" + number + "), 2_500)");
    }

    @Test
    void valuesAreRoundedAsTheCommandLineRoundsThem() throws Exception {
        for (double value : new double[] {91.925, 92.975, -0.125, -1e-9, 0.005, 1e21, 1e-7, Double.MIN_VALUE}) {
            requireText("fixed(" + value + ", 2)", String.format(Locale.ROOT, "%.2f", value));
        }
        requireText("fixed(NaN, 2)", "");
        requireText("fixed(Infinity, 2)", "inf");
        requireText("number(1.0005)", "1.001");
        requireText("number(99995)", "100000");
        requireText("number(-2.345e-9)", "-2.35e-9");
        requireText("number(9.995e-7)", "1.00e-6");
        requireText("number(5e-324)", "5.00e-324");
    }

    private static void requireText(String call, String text) {
        assertThat(browser.answer("return import('/format.js').then(({fixed, number}) => " + call + ")"))
                .as(call)
                .isEqualTo(text);
    }

    @Test
    void whatHasFailedIsTriedAgain() throws Exception {
        browser.be(1280, false);
        browser.open(server.uri("/"));
        browser.awaitText("table.list", "completed, 2 failed");
        browser.awaitText("table.list .best", "accuracy without noise");
        browser.awaitText("table.list", "4 of 6 done, 2 failed");
        open("/sweeps/failing-2?tab=failures");
        assertThat(browser.text(".head .state")).isEqualTo("completed, 2 failed");
        assertThat(browser.text(".lead")).isEqualTo("66 %, 4 of 6 done, 2 failed.");
        browser.click(".top button", "Retry failed");
        browser.awaitText(".head .state", "running"); // behind the endless trials
        browser.awaitText("#live", "failing-2 is running");
    }

    @Test
    void whatSomebodyElseWroteIsText() throws Exception {
        browser.be(1280, false);
        open("/sweeps/failing-2?tab=failures");
        assertThat(browser.text("td.long")).contains("<script>alert(1)</script>");
        assertThat(browser.number("return document.querySelectorAll('main script').length"))
                .isZero();
    }

    @Test
    void whoHasNoTokenIsAskedForOne() throws Exception {
        browser.forget();
        browser.open(server.uri("/sweeps/done-1"));
        browser.awaitText("h1", "Who is there?");
        browser.write("input[type=password]", "wrong");
        browser.click("button[type=submit]");
        browser.awaitText(".failure", "not known");
        browser.write("input[type=password]", ServerFixture.TOKEN);
        browser.click("button[type=submit]");
        browser.awaitText("h1", "done-1");
        browser.errors(); // the refusals themselves
    }
}
