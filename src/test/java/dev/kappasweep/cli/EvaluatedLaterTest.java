package dev.kappasweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kappasweep.trial.TrialRunner;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A test SNR that comes to mind when all trials are done, by the verbs that a user has for it. */
class EvaluatedLaterTest {
    private static final String NOTE = "2 finished trials lack values of evaluation.snr";

    @TempDir
    private Path directory = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private Path results() {
        return directory.resolve("results");
    }

    private String call(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        Console console = new Console(new PrintWriter(out, true), new PrintWriter(err, true), false, () -> 80, false);
        assertThat(Main.run(arguments, console, new TrialRunner()))
                .as(() -> out + "\n" + err)
                .isZero();
        return out.toString();
    }

    private String call(String verb, String snr, List<String> more) {
        List<String> always = List.of(
                verb,
                "conf/quickstart.yaml",
                "--out",
                results().toString(),
                "--set",
                "network.hidden=8",
                "--set",
                "training.epochs=2",
                "--set",
                "training.trainImages=320",
                "--set",
                "axes.lambda=0.1",
                "--set",
                "axes.seed=1,2",
                "--set",
                "evaluation.snr=" + snr);
        return call(Stream.concat(always.stream(), more.stream()).toArray(String[]::new));
    }

    private String run(String snr, String keep) {
        return call("run", snr, List.of("--master", "local[2]", "--quiet", "--set", "run.keepWeights=" + keep));
    }

    @Test
    void plannedEvaluatedAndPrintedInTheSameDirectory() {
        run("inf,1", "final");
        String before = call("status", results().toString());

        String plan = call("plan", "inf,1,3", List.of());
        assertThat(plan)
                .contains("2 trials, 2 done in " + results() + ", 0 to run")
                .contains("note: " + NOTE + ": 2 are evaluated with their kept weights, 0 are trained again");
        assertThat(call("status", results().toString())).isEqualTo(before).doesNotContain("lack values");

        String table = run("inf,1,3", "none");
        assertThat(table)
                .contains("accuracy % (SNR 3)")
                .doesNotContain("undefined")
                .doesNotContain("not run");
        assertThat(call("plan", "inf,1,3", List.of())).doesNotContain("lack values");
        JsonNode status = Json.parse(call("status", results().toString(), "--json"));
        assertThat(status.get("counts").get("COMPLETED").asInt()).isEqualTo(2);
        assertThat(status.get("counts").get("pending").asInt()).isZero();
        assertThat(status.get("offAxes").asInt()).isZero();
        assertThat(status.get("toEvaluate").asInt()).isZero();
        assertThat(call("verify", results().toString(), "--sample", "2").lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("same "));
        assertThat(run("3", "none")).contains("accuracy % (SNR 3)").doesNotContain("SNR 1)");
    }

    /** The id that {@code plan} names is the one that other verbs know. */
    @Test
    void trialsKeepTheirIdsAndAreExportedAnew() {
        run("inf,1", "final");
        String id = call("plan", "inf,1", List.of())
                .lines()
                .filter(line -> line.contains("  done "))
                .findFirst()
                .orElseThrow()
                .substring(0, 16);
        String store = directory.resolve("mlruns").toString();
        call("export", results().toString(), "--to", "mlflow", "--out", store);
        run("inf,1,3", "none");
        assertThat(call("plan", "inf,1,3", List.of())).contains(id + "  done ");
        assertThat(call("describe", results().toString(), id)).contains("COMPLETED");
        call("export", results().toString(), "--to", "mlflow", "--out", store);
        assertThat(err.toString()).contains("2 of 2 trials written");
        call("export", results().toString(), "--to", "mlflow", "--out", store);
        assertThat(err.toString()).contains("0 of 2 trials written");
    }
}
