package dev.kappasweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.data.Dataset;
import dev.kappasweep.results.SampleSweep;
import dev.kappasweep.sweep.Ending;
import dev.kappasweep.sweep.EvaluationMeasurement;
import dev.kappasweep.sweep.Measurements;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs sweeps on a local Spark whose trials only pretend to train: kappa is 2 + lambda, and lambda 7 fails, 8 diverges. */
class RunVerbTest {
    @TempDir
    private Path directory = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void sweepRunsPrintsItsTableAndIsContinued() throws IOException {
        assertThat(run("--set", "axes.lambda=0,1")).isEqualTo(0);
        assertThat(out.toString()).startsWith("### quickstart\n").contains("| 0      | 2.00 ± 0.00 (n=2)");
        assertThat(Files.readAllLines(directory.resolve("results/sweep.log")))
                .hasSize(6)
                .last()
                .asString()
                .endsWith(" ended: 4 completed");
        assertThat(err.toString().lines().toList())
                .last()
                .asString()
                .matches("kappasweep: 4 completed in [0-9.]+ s; next: kappasweep report "
                        + Pattern.quote(directory.resolve("results").toString()));

        assertThat(directory.resolve("results/sweep.yaml"))
                .hasContent(Files.readString(Path.of("conf/quickstart.yaml"))
                        + "# --set axes.seed=1,2\n# --set axes.lambda=0,1\n");

        out.getBuffer().setLength(0);
        assertThat(run("--set", "axes.lambda=0,1,3", "--json")).isEqualTo(0);
        assertThat(directory.resolve("results/sweep.yaml")).content().endsWith("# --set axes.lambda=0,1,3\n");
        assertThat(Json.parse(out.toString()).get("alreadyDone").asInt()).isEqualTo(4);
        assertThat(Json.parse(out.toString()).get("completed").asInt()).isEqualTo(2);
        assertThat(Files.readAllLines(directory.resolve("results/sweep.log"))).hasSize(10);
    }

    @Test
    void sweepThatIsDoneIsPrintedWithoutTraining() {
        assertThat(run("--set", "axes.lambda=0,1", "--quiet")).isEqualTo(0);
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);

        assertThat(runOn("spark://127.0.0.1:1", "--set", "axes.lambda=1")).isEqualTo(0);
        assertThat(out.toString()).contains("| 1      | 3.00").doesNotContain("| 0 ");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void failedTrialsAreNamedAndExitWith1AndRunAgain() {
        assertThat(run("--set", "axes.lambda=0,7", "--quiet")).isEqualTo(1);
        assertThat(err.toString().lines())
                .hasSize(2)
                .allMatch(line -> line.matches("kappasweep: trial [0-9a-f]{16} failed: .*lambda 7 cannot be.*"));
        assertThat(out.toString()).contains("failed 2/2");

        err.getBuffer().setLength(0);
        assertThat(run("--set", "axes.lambda=0,7", "--quiet")).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(2);
    }

    @Test
    void divergedTrialsStayVisibleAndExitWith0() {
        assertThat(run("--set", "axes.lambda=0,8", "--quiet")).isEqualTo(0);
        assertThat(out.toString()).contains("diverged 2/2");
        assertThat(err.toString().lines())
                .containsExactly("kappasweep: 2 trials diverged, see " + directory.resolve("results/sweep.log"));
    }

    @Test
    void whoWasNotThereIsToldHowTheRunEnded() throws IOException {
        Path told = directory.resolve("told.txt");
        String command =
                "{ echo \"$KAPPASWEEP_OUTCOME $KAPPASWEEP_SWEEP $KAPPASWEEP_DIRECTORY\"; cat; } > '" + told + "'";

        assertThat(run("--set", "axes.lambda=0", "--quiet", "--on-end", command))
                .isEqualTo(0);
        assertThat(told).content().startsWith("COMPLETED quickstart " + directory.resolve("results") + "\n");
        assertThat(Json.parse(Files.readString(told).lines().skip(1).collect(Collectors.joining()))
                        .get("completed")
                        .asInt())
                .isEqualTo(2);

        assertThat(run("--set", "axes.lambda=0,7", "--quiet", "--on-end", command))
                .isEqualTo(1);
        assertThat(told).content().startsWith("FAILED quickstart");
        assertThat(run("--set", "axes.lambda=0,7", "--set", "run.maxFailures=1", "--quiet", "--on-end", command))
                .isEqualTo(1);
        assertThat(told).content().startsWith("STOPPED quickstart");
        assertThat(Files.readString(directory.resolve("results/sweep.log")))
                .as("what started it, without what may be nobody's business")
                .contains(
                        "; by kappasweep run ",
                        " --set axes.lambda=0,7 ",
                        " in " + Path.of("").toAbsolutePath())
                .doesNotContain("on-end", "KAPPASWEEP_OUTCOME");
        assertThat(run("--set", "dataset=mnist", "--data-dir", directory.toString(), "--quiet", "--on-end", command))
                .isEqualTo(2);
        assertThat(told).content().startsWith("FAILED quickstart").contains("mnist");
    }

    @Test
    void aCommandThatFailsChangesNothingOfTheRun() {
        assertThat(run("--set", "axes.lambda=0", "--quiet", "--on-end", "exit 3"))
                .isEqualTo(0);
        assertThat(err.toString().lines()).containsExactly("kappasweep: --on-end: the command ended with exit code 3");
    }

    @Test
    void wrongMasterExitsWith2AndNothingIsWritten() throws IOException {
        assertThat(runOn("spark://127.0.0.1:1")).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1).first().asString().contains("spark://127.0.0.1:1");
        assertThat(runOn("nonsense")).isEqualTo(2);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void tablesPrintsWhatRunPrinted() {
        assertThat(run("--set", "axes.lambda=0", "--quiet")).isEqualTo(0);
        String printed = out.toString();
        out.getBuffer().setLength(0);

        assertThat(execute("tables", directory.resolve("results").toString())).isEqualTo(0);
        assertThat(out.toString()).isEqualTo(printed);
        out.getBuffer().setLength(0);
        assertThat(execute("tables", directory.resolve("results").toString(), "--format", "csv"))
                .isEqualTo(0);
        assertThat(out.toString()).startsWith("sweep,regularizer,");
    }

    @Test
    void exportWritesTablesAndSaysWhere() {
        assertThat(run("--set", "axes.lambda=0", "--quiet")).isEqualTo(0);
        String results = directory.resolve("results").toString();
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);

        assertThat(execute("export", results, "--to", "csv")).isEqualTo(0);
        assertThat(out.toString()).isEqualTo(results + "/export/csv\n");
        assertThat(directory.resolve("results/export/csv/trials.csv")).content().hasLineCount(3);
        assertThat(execute("export", results, "--to", "mlflow", "--out", directory + "/mlruns"))
                .isEqualTo(0);
        assertThat(execute("export", results, "--to", "mlflow", "--out", directory + "/mlruns"))
                .isEqualTo(0);
        assertThat(err.toString().lines())
                .containsExactly(
                        "2 of 2 trials written, the others were there", "0 of 2 trials written, the others were there");

        err.getBuffer().setLength(0);
        assertThat(execute("export", results, "--to", "csv", "--uri", "http://localhost"))
                .isEqualTo(2);
        assertThat(execute("export", results, "--to", "xml")).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(2);
    }

    @Test
    void severalFilesRunOneAfterTheOtherWhateverBecomesOfOne() throws IOException {
        String text = Files.readString(Path.of("conf/quickstart.yaml"));
        Path good = Files.writeString(directory.resolve("good.yaml"), text.replace("name: quickstart", "name: good"));
        Path bad = Files.writeString(
                directory.resolve("bad.yaml"), text.replace("dataset: digits", "dataset: {directory: nowhere}"));

        assertThat(execute("run", bad.toString(), good.toString(), "--out", "both"))
                .isEqualTo(2);
        assertThat(execute("run", good.toString(), good.toString())).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(2).allMatch(line -> line.contains("would both write to"));
        err.getBuffer().setLength(0);

        Path results = Path.of("runs/good-of-a-test");
        Path other = Files.writeString(
                directory.resolve("other.yaml"), text.replace("name: quickstart", "name: good-of-a-test"));
        try {
            assertThat(execute(
                            "run",
                            bad.toString(),
                            other.toString(),
                            "--master",
                            "local[2]",
                            "--quiet",
                            "--set",
                            "axes.seed=1"))
                    .isEqualTo(2);
            assertThat(err.toString().lines())
                    .anyMatch(line -> line.equals("kappasweep: sweep 2 of 2, good-of-a-test"))
                    .anyMatch(line -> line.contains("nowhere"));
            assertThat(out.toString()).startsWith("### good-of-a-test");
            assertThat(results.resolve("sweep.json")).exists();
        } finally {
            execute("clean", "--results", results.toString());
        }
        assertThat(results).doesNotExist();
    }

    private int run(String... arguments) {
        return runOn("local[2]", arguments);
    }

    private int runOn(String master, String... arguments) {
        Path results = directory.resolve("results");
        List<String> always = List.of(
                "run",
                "conf/quickstart.yaml",
                "--set",
                "axes.seed=1,2",
                "--out",
                results.toString(),
                "--master",
                master);
        return execute(Stream.concat(always.stream(), Stream.of(arguments)).toArray(String[]::new));
    }

    private int execute(String... arguments) {
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), false, () -> 80, false);
        return Main.run(arguments, console, RunVerbTest::pretend);
    }

    private static TrialResult pretend(TrialSpec spec, Dataset data, TrialObserver ignored) {
        if (spec.lambda() == 7) {
            throw new IllegalArgumentException("lambda 7 cannot be");
        }
        boolean isDiverged = spec.lambda() == 8;
        return SampleSweep.result(
                spec,
                isDiverged ? new Ending(TrialStatus.DIVERGED, "loss is NaN at step 3") : Ending.COMPLETED,
                new Measurements(
                        List.of(SampleSweep.layer(3, "W1", 2 + spec.lambda())),
                        List.of(),
                        List.of(),
                        spec.evaluation().snr().stream()
                                .map(snr -> new EvaluationMeasurement(
                                        snr, "accuracy", 0.9, data.test().count(), 1))
                                .toList(),
                        List.of()));
    }
}
