package dev.kappasweep.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.server.ServerFixture.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what, and from where. */
class AccessTest {
    private static final String SWEEPS = "/api/v1/sweeps";
    private static final Map<String, String> TOKENS =
            Map.of("eve", "token-of-eve-viewer", "ada", "token-of-ada-submitter", "bob", "token-of-bob-submitter");

    @TempDir
    private static Path root = Path.of("");

    private static ServerFixture server;
    private static String ofAda = "";

    @BeforeAll
    static void start() throws Exception {
        Path users = root.resolve("users");
        Files.writeString(
                users,
                "# who may do what\n"
                        + Users.line("eve", Role.VIEWER, token("eve"))
                        + Users.line("ada", Role.SUBMITTER, token("ada"))
                        + Users.line("bob", Role.SUBMITTER, token("bob"))
                        + Users.line("root", Role.OPERATOR, ServerFixture.TOKEN));
        server = new ServerFixture(root, Users.read(users), new MadeUpTrials());
        ofAda = as("ada", "POST", SWEEPS, ServerFixture.file("ada", "1, 99"))
                .json()
                .path("id")
                .asText();
        server.await(ofAda, "COMPLETED");
    }

    @AfterAll
    static void end() {
        server.close();
    }

    private static String token(String user) {
        return TOKENS.getOrDefault(user, "");
    }

    private static HttpRequest.Builder request(String method, String path, String body) {
        return HttpRequest.newBuilder(server.uri(path)).method(method, HttpRequest.BodyPublishers.ofString(body));
    }

    private static Answer as(String user, String method, String path, String body) {
        return server.send(request(method, path, body)
                .header("Authorization", "Bearer " + token(user))
                .build());
    }

    private static String example(Route route) {
        return route.template().replace("{id}", ofAda).replaceAll("\\{[a-z]+}", "x1");
    }

    /** What the server answers to bytes as they are. */
    private static String raw(String request) {
        URI uri = server.uri("/");
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String rawGet(String path, String host) {
        return raw("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + ServerFixture.TOKEN
                + "\r\nConnection: close\r\n\r\n");
    }

    @Test
    void whoSaysNotWhoHeIsIsToldNothing() {
        server.server().routes().stream()
                .filter(route -> route.least().isPresent())
                .limit(40)
                .forEach(route -> {
                    Answer answer = server.send(
                            request(route.method(), example(route), "").build());
                    assertThat(answer.status()).as(route.template()).isIn(401, 429);
                    assertThat(answer.text()).as(route.template()).doesNotContain("ada");
                });
    }

    @Test
    void aViewerChangesNothing() {
        server.server().routes().stream()
                .filter(route ->
                        route.least().filter(role -> role != Role.VIEWER).isPresent())
                .forEach(route -> assertThat(
                                as("eve", route.method(), example(route), "{}").status())
                        .as("%s %s", route.method(), route.template())
                        .isEqualTo(403));
        assertThat(as("eve", "GET", SWEEPS + "/" + ofAda, "").status()).isEqualTo(200);
    }

    @Test
    void aSubmitterSteersOnlyWhatIsHisOwn() {
        String path = SWEEPS + "/" + ofAda;
        assertThat(as("bob", "PATCH", path, "{\"priority\": 5}").status()).isEqualTo(403);
        assertThat(as("bob", "POST", path + ":cancel", "").status()).isEqualTo(403);
        assertThat(as("bob", "DELETE", path, "").status()).isEqualTo(403);
        assertThat(as("ada", "PATCH", path, "{\"priority\": 5}").status()).isEqualTo(200);
        assertThat(server.send("PATCH", path, "{\"priority\": 0}").status()).isEqualTo(200);
        assertThat(as("ada", "GET", path, "").json().has("directory")).isFalse();
        assertThat(as("ada", "GET", "/api/v1/audit", "").status()).isEqualTo(403);
    }

    private static String cookie(Answer answer) {
        String header = answer.header("set-cookie");
        return header.substring(0, header.indexOf(';'));
    }

    @Test
    void theLinkGivesABrowserACookieThatNobodyElseCanUse() {
        Answer answer =
                server.send(request("GET", "/?token=" + token("ada"), "").build());
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("location")).isEqualTo("/");
        assertThat(answer.header("set-cookie"))
                .contains("; HttpOnly")
                .contains("; SameSite=Strict")
                .doesNotContain(token("ada"));
        String cookie = cookie(answer);
        assertThat(cookie)
                .as("servers of one host share their cookies")
                .startsWith("kappasweep-" + server.uri("/").getPort() + "=");
        assertThat(server.send(request("GET", "/api/v1/session", "")
                                .header("Cookie", cookie)
                                .build())
                        .json()
                        .path("user")
                        .asText())
                .isEqualTo("ada");
        assertThat(server.send(request("GET", "/?token=wrong", "").build()).headers())
                .doesNotContainKey("set-cookie");
    }

    @Test
    void aFormOfAnotherSiteDoesNothingWithTheCookie() {
        String cookie = cookie(server.send(request("POST", "/api/v1/session", "{\"token\": \"" + token("ada") + "\"}")
                .build()));
        String path = SWEEPS + "/" + ofAda + ":cancel";
        String own = server.uri("/").toString().replaceAll("/$", "");
        assertThat(server.send(request("POST", path, "")
                                .header("Cookie", cookie)
                                .build())
                        .status())
                .isEqualTo(403);
        for (String origin : new String[] {"http://evil.example", "null", own.replace("http:", "https:"), own + "0"}) {
            assertThat(server.send(request("POST", path, "")
                                    .header("Cookie", cookie)
                                    .header("Origin", origin)
                                    .build())
                            .status())
                    .as(origin)
                    .isEqualTo(403);
        }
        assertThat(server.send(request("POST", path, "")
                                .header("Cookie", cookie)
                                .header("Sec-Fetch-Site", "cross-site")
                                .build())
                        .status())
                .isEqualTo(403);
        assertThat(server.send(request("POST", path, "")
                                .header("Cookie", cookie)
                                .header("Origin", own)
                                .build())
                        .status())
                .isEqualTo(200);
        assertThat(server.send(request("POST", path, "")
                                .header("Authorization", "Bearer " + token("ada"))
                                .header("Origin", "http://evil.example")
                                .build())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void nothingChangesByGet() {
        for (String verb : new String[] {":pause", ":resume", ":cancel", ":retry", ":extend"}) {
            assertThat(server.get(SWEEPS + "/" + ofAda + verb).status())
                    .as(verb)
                    .isEqualTo(405);
        }
    }

    @Test
    void aNameThatLeadsHereByItsOwnDnsIsRefused() {
        int port = server.uri("/").getPort();
        assertThat(rawGet("/api/v1/session", "evil.example:" + port)).startsWith("HTTP/1.1 421");
        assertThat(rawGet("/", "evil.example")).startsWith("HTTP/1.1 421");
        assertThat(rawGet("/api/v1/session", "sweeps.example")).startsWith("HTTP/1.1 200");
        assertThat(rawGet("/api/v1/session", "localhost:" + port)).startsWith("HTTP/1.1 200");
        assertThat(rawGet("/api/v1/session", "[::1]:" + port)).startsWith("HTTP/1.1 200");
        assertThat(rawGet("/api/v1/session", "127.0.0.1.evil.example")).startsWith("HTTP/1.1 421");
    }

    @Test
    void everyAnswerSaysWhatABrowserMayDo() {
        for (String path : new String[] {"/healthz", "/api/v1/none", SWEEPS, "/none.js"}) {
            Answer answer = server.get(path);
            assertThat(answer.header("content-security-policy")).as(path).contains("default-src 'self'");
            assertThat(answer.header("x-content-type-options")).as(path).isEqualTo("nosniff");
            assertThat(answer.header("referrer-policy")).as(path).isEqualTo("no-referrer");
            assertThat(answer.headers()).as(path).doesNotContainKeys("server", "access-control-allow-origin");
        }
    }

    @Test
    void whatIsTooLongIsRefused() {
        String tooLong = "#".repeat(2 << 20);
        assertThat(server.send("POST", SWEEPS, tooLong).status()).isEqualTo(413);
        assertThat(server.send(HttpRequest.newBuilder(server.uri(SWEEPS))
                                .POST(HttpRequest.BodyPublishers.ofInputStream(
                                        () -> new ByteArrayInputStream(tooLong.getBytes(StandardCharsets.UTF_8))))
                                .header("Authorization", "Bearer " + ServerFixture.TOKEN)
                                .build())
                        .status())
                .isEqualTo(413);
        assertThat(rawGet("/healthz", "localhost\r\nX: " + "x".repeat(40_000))).startsWith("HTTP/1.1 431");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../../../../etc/passwd",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/..%2f..%2fetc/passwd",
                "/webjars/../../../dev/kappasweep/server/openapi.yaml",
                "/webjars/..%2f..%2fdev/kappasweep/server/openapi.yaml",
                "/%5c..%5cetc%5cpasswd",
                "/api/v1/sweeps/..%2f..%2fqueue/file",
                "/api/v1/sweeps/%2e%2e/file",
                "/api/v1/datasets/%2e%2e/users",
                "/api/v1/datasets/..%2f..%2fetc/passwd",
                "/api/v1/datasets/tiny/..%2f..%2fusers",
                "/api/v1/datasets/tiny/%00",
            })
    void noPathLeadsOutOfTheServer(String path) {
        String answer = rawGet(path, "localhost");
        assertThat(answer).matches("(?s)HTTP/1.1 (400|404) .*");
        assertThat(answer).doesNotContain("root:", "openapi:", "submitter");
    }

    @Test
    void noFileOfResultsLeadsOut() {
        String path = SWEEPS + "/" + ofAda + "/files/";
        assertThat(rawGet(path + "%2e%2e/sweep.json", "localhost")).matches("(?s)HTTP/1.1 (400|404) .*");
        assertThat(rawGet(path + "trials/..%2fsweep.json", "localhost")).matches("(?s)HTTP/1.1 (400|404) .*");
    }

    @Test
    void scriptsInReasonsAndAddressesStayText() {
        String script = "<script>alert(1)</script>";
        Answer trials = server.get(SWEEPS + "/" + ofAda + "/trials?state=FAILED");
        assertThat(trials.text()).contains(script);
        assertThat(trials.header("content-type")).isEqualTo("application/json");
        assertThat(server.get(SWEEPS + "/" + ofAda + "/report").text())
                .doesNotContain(script)
                .contains("&lt;script&gt;alert(1)");
        Answer wrong = server.get("/api/v1/%3Cscript%3Ealert(1)%3C/script%3E");
        assertThat(wrong.header("content-type")).isEqualTo("application/problem+json");
        Answer name = server.send("POST", SWEEPS, "name: \"" + script + "\"\n");
        assertThat(name.status()).isEqualTo(422);
        assertThat(name.header("content-type")).isEqualTo("application/problem+json");
        assertThat(server.get(SWEEPS + "/" + ofAda + "/tables/summary?format=html")
                        .header("content-type"))
                .startsWith("text/plain");
    }

    @Test
    void whoAskedForAChangeIsWrittenDown() throws IOException {
        as("eve", "DELETE", SWEEPS + "/" + ofAda, "");
        as("bob", "POST", SWEEPS + "/none-1:pause", "");
        String audit = server.get("/api/v1/audit").text();
        assertThat(audit)
                .contains("\"user\":\"eve\"")
                .contains("\"method\":\"DELETE\"")
                .contains("\"status\":403")
                .contains("\"path\":\"" + SWEEPS + "/none-1:pause\",\"status\":404")
                .doesNotContain(token("eve"), ServerFixture.TOKEN);
        String before = Files.readString(root.resolve("audit.log"));
        as("bob", "POST", SWEEPS + "/none-2:pause", "");
        assertThat(Files.readString(root.resolve("audit.log")))
                .startsWith(before)
                .hasLineCount((int) before.lines().count() + 1);
    }
}
