package dev.kappasweep.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kappasweep.Latency;
import dev.kappasweep.server.ServerFixture.Answer;
import dev.kappasweep.service.Submission;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of sweeps as a client sees it. */
class SweepsOverHttpTest {
    private static final String SWEEPS = "/api/v1/sweeps";

    @TempDir
    private static Path root = Path.of("");

    private static ServerFixture server;

    /** Has ended, with all that there can be of it. */
    private static String done = "";

    @BeforeAll
    static void start() throws Exception {
        server = ServerFixture.start(root);
        done = server.submit(ServerFixture.file("done", "1, 2"));
        server.await(done, "COMPLETED");
    }

    @AfterAll
    static void end() {
        server.close();
    }

    private static Answer of(String id, String what) {
        return server.get(SWEEPS + "/" + id + what);
    }

    @Test
    void anEndedSweepSaysWhatItCameTo() {
        JsonNode sweep = of(done, "").json();
        assertThat(sweep.path("counts").path("COMPLETED").asInt()).isEqualTo(4);
        assertThat(sweep.path("counts").path("total").asInt()).isEqualTo(4);
        assertThat(sweep.path("progress").asDouble()).isEqualTo(1);
        assertThat(sweep.path("best").path("metric").asText()).isEqualTo("accuracy % (SNR inf)");
        assertThat(sweep.path("best").path("seeds").asInt()).isEqualTo(2);
        assertThat(sweep.path("file").asText()).isEqualTo(ServerFixture.file("done", "1, 2"));
        assertThat(sweep.path("axes").get(0).path("name").asText()).isEqualTo("lambda");
    }

    @Test
    void aSearchSaysWhatItHasTried() throws Exception {
        String id = server.search("looking");
        JsonNode search = of(id, "/search").json();
        assertThat(search.path("objectives").get(0).asText()).isEqualTo("maximise accuracy(1)");
        assertThat(search.path("constraints").get(0).asText()).isEqualTo("kappa(W1) <= 3");
        assertThat(search.path("quantities").toString()).isEqualTo("[\"accuracy(1)\",\"kappa(W1)\"]");
        assertThat(search.path("epochs").toString()).isEqualTo("[1,2]");
        assertThat(search.path("candidates").get(2).toString())
                .contains("\"learningRate\":\"0.003\"", "\"network.activation\":\"tanh\"");
        JsonNode evaluated = search.path("evaluated");
        assertThat(evaluated).hasSize(4);
        assertThat(evaluated.get(1).path("trainings").asDouble()).isEqualTo(1);
        assertThat(evaluated.get(2).path("means").get(0).isNull()).isTrue();
        assertThat(evaluated.get(2).path("isFeasible").asBoolean()).isFalse();
        assertThat(evaluated.get(3).path("rung").asInt()).isEqualTo(1);
        assertThat(search.path("records").toString()).isEqualTo("[{\"candidate\":1,\"trainings\":2.0,\"value\":85.0}]");
        assertThat(search.path("best").toString()).isEqualTo("[1,0,2]");
        assertThat(of(id, "").json().path("isSearch").asBoolean()).isTrue();
        assertThat(of(done, "/search").status()).isEqualTo(409);
    }

    /** Before a route is looked for, too. */
    @Test
    void whatIsNotUnderstoodIsAProblemAsAllOthers() {
        for (String path : List.of("/sweeps/a%2Fb", "/sweeps/..%2fx", "/sweeps//trials", "/sweeps/a%00b")) {
            Answer answer = server.get("/api/v1" + path);
            assertThat(answer.status()).as(path).isEqualTo(400);
            assertThat(answer.header("content-type")).as(path).isEqualTo("application/problem+json");
            assertThat(answer.json().path("detail").asText()).as(path).startsWith("the request is not understood: ");
            assertThat(answer.header("content-security-policy")).as(path).isNotEmpty();
        }
        Answer put = server.send("PUT", "/api/v1/sweeps/by-key/a%2Fb", "name: a");
        assertThat(put.json().path("status").asInt()).isEqualTo(400);
        Answer delete = server.send("DELETE", "/api/v1/sweeps", "");
        assertThat(delete.status()).isEqualTo(405);
        assertThat(delete.header("allow")).isEqualTo("GET, POST");
        assertThat(server.get(SWEEPS + "/" + done + "/trials?state=FOO").text())
                .contains("state: 'FOO' is not allowed, expected some of [PENDING, RUNNING, PAUSED, COMPLETED,");
    }

    @Test
    void aWrongFileIsToldLineByLine() {
        Answer answer = server.send("POST", SWEEPS, "name: x\ndataset: digit\nnetwork: {hiden: [3]}\n");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        JsonNode problems = answer.json().path("problems");
        JsonNode dataset = problems.get(0);
        assertThat(dataset.path("line").asInt()).isEqualTo(2);
        assertThat(dataset.path("key").asText()).isEqualTo("dataset");
        assertThat(dataset.path("value").asText()).isEqualTo("digit");
        assertThat(dataset.path("meant").asText()).isEqualTo("digits");
        assertThat(dataset.path("allowed").asText()).contains("mnist, digits").doesNotContain("did you mean");
        assertThat(problems.get(1).path("line").asInt()).isEqualTo(3);
        assertThat(problems.get(1).path("meant").asText()).isEqualTo("hidden");
        JsonNode noYaml =
                server.send("POST", SWEEPS, "name: x\naxes: {seed: [1\n").json();
        assertThat(noYaml.path("problems").get(0).path("line").asInt()).isEqualTo(3);
    }

    @Test
    void jsonIsASweepFileToo() {
        Answer answer = server.send(
                "POST",
                "/api/v1/validate",
                "{\"name\": \"j\", \"dataset\": \"digits\", \"network\": {\"hidden\": [3]}, \"training\": {\"epochs\": 1},"
                        + " \"axes\": {\"lambda\": [0, 1], \"seed\": [1]}}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("points").asInt()).isEqualTo(2);
    }

    @Test
    void aKeyMakesSendingAgainSafe() {
        String path = SWEEPS + "/by-key/night:1";
        Answer first = server.send("PUT", path, ServerFixture.file("keyed", "1"));
        Answer again = server.send("PUT", path, ServerFixture.file("keyed", "1"));
        assertThat(List.of(first.status(), again.status())).containsExactly(201, 200);
        assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
        assertThat(server.get(path).json().path("id")).isEqualTo(first.json().path("id"));
        assertThat(server.send("PUT", path, ServerFixture.file("keyed", "2")).status())
                .isEqualTo(409);
    }

    @Test
    void aSweepIsSteeredToItsEnd() throws Exception {
        String id = server.submit(ServerFixture.file("steered", "1, 100"));
        String path = SWEEPS + "/" + id;
        Latency.await(() -> of(id, "/curves").text().contains("\"n\":[2,1]"));
        assertThat(of(id, "/curves?metric=kappa&layer=W1").text())
                .as("of the initial state and an epoch of the trial in training")
                .contains("\"n\":[2,2,1]");
        assertThat(server.send("POST", path + ":pause", "{\"reason\": \"lunch\"}")
                        .status())
                .isEqualTo(200);
        server.await(id, "PAUSED");
        assertThat(of(id, "").json().path("reason").asText()).isEqualTo("lunch");
        assertThat(server.send("PATCH", path, "{\"priority\": 7}")
                        .json()
                        .path("priority")
                        .asInt())
                .isEqualTo(7);
        for (String wrong : List.of("\"7\"", "7.5", "[]")) {
            assertThat(server.send("PATCH", path, "{\"priority\": " + wrong + "}")
                            .text())
                    .contains("expected a whole number")
                    .contains("is not allowed");
        }
        assertThat(server.send("POST", path + ":resume", "{\"reason\": \"lunch is over\"}")
                        .json()
                        .path("reason")
                        .asText())
                .isEqualTo("lunch is over");
        server.await(id, "RUNNING");
        assertThat(server.send("DELETE", path, "").status()).isEqualTo(409);
        assertThat(server.send("POST", path + ":cancel", "").status()).isEqualTo(200);
        server.await(id, "STOPPED");
        Latency.await(() -> server.send("DELETE", path, "").status() == 204);
        assertThat(of(id, "").status()).isEqualTo(404);
    }

    @Test
    void aWiderFileTrainsWhatIsMissing() throws Exception {
        String id = server.submit(ServerFixture.file("wide", "1"));
        server.await(id, "COMPLETED");
        String path = SWEEPS + "/" + id;
        assertThat(server.send("POST", path + ":extend", ServerFixture.file("wide", "2"))
                        .status())
                .isEqualTo(422);
        assertThat(server.send("POST", path + ":extend", ServerFixture.file("wide", "1, 2"))
                        .status())
                .isEqualTo(200);
        Latency.await(() -> of(id, "").json().path("counts").path("COMPLETED").asInt() == 4);
        assertThat(of(id, "/trials").json().path("total").asInt()).isEqualTo(4);
        server.await(id, "COMPLETED");
        assertThat(server.send("POST", path + ":retry", "").status()).isEqualTo(409);
    }

    @Test
    void pagesOfAListHaveAllOfItOnce() {
        List<String> ids = new ArrayList<>();
        String token = "";
        do {
            JsonNode page =
                    server.get(SWEEPS + "?page_size=1&page_token=" + token).json();
            page.path("sweeps").forEach(sweep -> ids.add(sweep.path("id").asText()));
            token = page.path("next_page_token").asText("");
        } while (!token.isEmpty());
        assertThat(ids).doesNotHaveDuplicates().contains(done);
        assertThat(server.get(SWEEPS + "?state=COMPLETED&name=DON")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(server.get(SWEEPS + "?state=NONE").status()).isEqualTo(400);
    }

    @Test
    void trialsAreFilteredAndSorted() {
        JsonNode all = of(done, "/trials?sort=-accuracy(inf)").json();
        assertThat(all.path("columns").toString()).contains("kappa(W1)", "accuracy(1)", "trainLoss");
        List<Double> values = new ArrayList<>();
        all.path("trials")
                .forEach(trial ->
                        values.add(trial.path("values").path("accuracy(inf)").asDouble()));
        assertThat(values).hasSize(4).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        JsonNode some = of(done, "/trials?filter=lambda=0.10,seed%3C2").json();
        assertThat(some.path("total").asInt()).isEqualTo(1);
        assertThat(some.path("trials").get(0).path("parameters").path("seed").asText())
                .isEqualTo("1");
        assertThat(of(done, "/trials?state=FAILED").json().path("total").asInt())
                .isZero();
        assertThat(of(done, "/trials?sort=nonsense").status()).isEqualTo(400);
    }

    @Test
    void aTrialHasItsEpochsLayersAndCurves() {
        String trial =
                of(done, "/trials").json().path("trials").get(0).path("id").asText();
        assertThat(of(done, "/trials/" + trial).json().path("evaluations")).hasSize(2);
        JsonNode epochs = of(done, "/trials/" + trial + "/epochs").json();
        assertThat(epochs.path("epochs")).hasSize(2);
        assertThat(epochs.path("layers").size()).isEqualTo(6);
        JsonNode curve = of(done, "/trials/" + trial + "/curves?metric=kappa&layer=W1")
                .json()
                .path("curves")
                .get(0);
        assertThat(curve.path("epoch").toString()).isEqualTo("[0,1,2]");
        assertThat(of(done, "/trials/0123456789abcdef").status()).isEqualTo(404);
        assertThat(of(done, "/trials/nonsense").status()).isEqualTo(404);
    }

    @Test
    void curvesAreMeansOverSeedsWithTheirIntervals() {
        JsonNode curves = of(done, "/curves?metric=loss").json().path("curves");
        assertThat(curves).hasSize(2);
        JsonNode first = curves.get(0);
        assertThat(first.path("n").toString()).isEqualTo("[2,2]");
        double mean = first.path("mean").get(1).asDouble();
        double expected =
                of(done, "/trials?filter=lambda=0").json().path("trials").findValuesAsText("trainLoss").stream()
                                .mapToDouble(Double::parseDouble)
                                .sum()
                        / 2;
        assertThat(mean).isEqualTo(expected);
        assertThat(first.path("low").get(1).asDouble()).isLessThan(mean);
        assertThat(first.path("high").get(1).asDouble()).isGreaterThan(mean);
        assertThat(of(done, "/curves?metric=kappa&layer=W9").status()).isEqualTo(400);
        assertThat(of(done, "/curves?limit=1").json().path("left_out").asInt()).isEqualTo(1);
    }

    @Test
    void configurationsAreComparedByTheirQuantities() {
        JsonNode json = of(done, "/configurations").json();
        assertThat(json.path("total").asInt()).isEqualTo(2);
        assertThat(lambdas("filter=lambda%3E0")).containsExactly("0.1");
        assertThat(lambdas("sort=-lambda&page_size=1")).containsExactly("0.1");
        assertThat(lambdas("filter=accuracy(1)%3C1")).isEmpty();
        assertThat(lambdas("sort=kappa(W1)")).containsExactly("0", "0.1");
        assertThat(of(done, "/configurations?filter=seed=1").status()).isEqualTo(400);
        JsonNode accuracy = json.path("configurations").get(0).path("values").path("accuracy(1)");
        assertThat(accuracy.path("n").asInt()).isEqualTo(2);
        assertThat(accuracy.path("low").asDouble())
                .isLessThan(accuracy.path("mean").asDouble());
    }

    private List<String> lambdas(String query) {
        return of(done, "/configurations?" + query)
                .json()
                .path("configurations")
                .findValuesAsText("lambda");
    }

    @Test
    void tablesFiguresReportAndFilesAreThere() {
        assertThat(of(done, "/tables").json().path("tables").toString()).contains("summary");
        for (String format : List.of("md", "csv", "latex", "json", "html")) {
            Answer table = of(done, "/tables/summary?format=" + format);
            assertThat(table.status()).as(format).isEqualTo(200);
            assertThat(table.text()).as(format).isNotEmpty();
        }
        assertThat(of(done, "/tables/none").status()).isEqualTo(404);
        assertThat(of(done, "/tables/summary?format=pdf").status()).isEqualTo(400);
        String figure = of(done, "/figures").json().path("figures").get(0).asText();
        assertThat(of(done, "/figures/" + figure + ".svg").text()).contains("<svg");
        assertThat(of(done, "/figures/" + figure + ".png").bytes()).startsWith(0x89, 'P', 'N', 'G');
        assertThat(of(done, "/figures/none.svg").status()).isEqualTo(404);
        Answer report = of(done, "/report");
        assertThat(report.text()).contains("<html");
        assertThat(report.header("content-security-policy")).contains("sandbox");
        String file =
                of(done, "/files").json().path("files").get(0).path("name").asText();
        assertThat(of(done, "/files/" + file).text()).startsWith("PAR1");
        assertThat(of(done, "/files/trials/none.parquet").status()).isEqualTo(404);
    }

    @Test
    void whatHasNoResultsYetSaysSo() {
        String id = server.service()
                .submit(new Submission(ServerFixture.file("waiting", "1"), Optional.empty(), "ada", -1_000))
                .sweep()
                .id();
        server.send("POST", SWEEPS + "/" + id + ":pause", "");
        assertThat(of(id, "/trials").status()).isEqualTo(200);
        assertThat(of(id, "/log").status()).isEqualTo(200);
        assertThat(of(id, "/tables/summary").status()).isIn(200, 409);
    }

    @Test
    void theServerTellsOfItself() {
        assertThat(server.get("/healthz").json().path("status").asText()).isEqualTo("ok");
        assertThat(server.get("/metrics").text())
                .contains("kappasweep_slots 1\n")
                .contains("kappasweep_sweeps{state=\"COMPLETED\"}")
                .matches("(?s)(# (HELP|TYPE) [^\n]+\n|[a-z_]+(\\{[a-z]+=\"[A-Za-z]+\"})? [0-9]+\n)+");
        assertThat(server.get("/api/v1/cluster").json().path("slots").asInt()).isEqualTo(1);
        assertThat(server.get("/api/v1/session").json().path("role").asText()).isEqualTo("operator");
        assertThat(server.get("/openapi.yaml").text()).startsWith("openapi:");
        assertThat(server.get("/api/v1/schema").json().has("properties")).isTrue();
        assertThat(server.get("/api/v1/queue").status()).isEqualTo(200);
        assertThat(server.get("/api/v1/none").status()).isEqualTo(404);
        assertThat(server.send("DELETE", "/healthz", "").status()).isEqualTo(405);
    }

    @Test
    void configurationsAreHeldAgainstABaseline() {
        JsonNode table = of(done, "/comparisons/compare?metric=kappa(W1)").json();
        assertThat(table.path("title").asText()).contains("from lambda 0");
        assertThat(table.path("columns").toString()).contains("difference");
        assertThat(table.path("rows")).hasSize(1);
        assertThat(table.path("rows").get(0).get(0).asText()).isEqualTo("0.1");
        assertThat(of(done, "/comparisons/compare?metric=kappa(W1)&baseline=lambda=0.1")
                        .json()
                        .path("rows")
                        .get(0)
                        .get(0)
                        .asText())
                .isEqualTo("0");
        assertThat(of(done, "/comparisons/compare?baseline=lambda=7").status()).isEqualTo(422);
        assertThat(of(done, "/comparisons/pareto?format=csv").text()).contains("lambda");
        assertThat(of(done, "/comparisons/matched?within=1").json().path("rows").isArray())
                .isTrue();
        assertThat(of(done, "/comparisons/matched?within=-1").status()).isEqualTo(400);
        assertThat(of(done, "/comparisons/none").status()).isEqualTo(404);
    }

    @Test
    void thePlanOfAWiderFileIsWhatItWouldAdd() {
        JsonNode plan = server.send("POST", "/api/v1/plan?extends=" + done, ServerFixture.file("done", "1, 2, 3"))
                .json();
        assertThat(plan.path("total").asInt()).isEqualTo(6);
        assertThat(plan.path("toRun").asInt()).isEqualTo(2);
    }

    @Test
    void aPlanTakesNothing() {
        JsonNode plan = server.send("POST", "/api/v1/plan?trials=1", ServerFixture.file("planned", "1, 2, 3"))
                .json();
        assertThat(plan.path("total").asInt()).isEqualTo(6);
        assertThat(plan.path("trials")).hasSize(1);
        assertThat(plan.path("secondsLeft").asDouble()).isPositive();
        assertThat(Files.exists(root.resolve(".nowhere"))).isFalse();
    }
}
