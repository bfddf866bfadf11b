package dev.kappasweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.figure.FigureFixture;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.results.SampleSweep;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.trial.TrialRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalysisVerbsTest {
    private static final SweepSpec SWEEP = SampleSweep.withSeeds(1L, 2L);

    @TempDir
    private Path directory = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeResults() {
        List<TrialSpec> trials = SWEEP.trials(SampleSweep.DATA);
        try (ResultStore store = ResultStore.open(results(), SWEEP, SampleSweep.DATA)) {
            store.commit(SampleSweep.completed(trials.get(0)), "4.1.0");
            store.commit(SampleSweep.completed(trials.get(1)), "4.1.0");
            store.commit(
                    SampleSweep.unfinished(trials.get(2), TrialStatus.DIVERGED, "loss was NaN at step 7"), "4.1.0");
            store.commit(SampleSweep.completed(trials.get(3)), "4.1.0");
        }
    }

    private Path results() {
        return directory.resolve("results");
    }

    @Test
    void checkNamesCellsAndExitsWith1() {
        assertThat(execute("tables", "--check")).isEqualTo(1);
        assertThat(out.toString().lines()).anyMatch(line -> line.startsWith("lambda 0, kappa(W1): 9.50"));
        assertThat(err.toString())
                .contains(" published values are within their tolerance")
                .contains("kappasweep: Not the setting of published: dataset digits (published: mnist), ");
    }

    @Test
    void tablesTakeMetricsRowsAndConditionsFromTheCommandLine() {
        assertThat(execute(
                        "tables",
                        "--table",
                        "summary",
                        "--rows",
                        "regularizer",
                        "--metric",
                        "sigmaMax(W1)",
                        "--metric",
                        "accuracy(0.5)",
                        "--where",
                        "lambda=0,seed>1"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).isEqualTo("""
                ### sample

                | regularizer     | sigma max(W1) | accuracy % (SNR 0.5) |
                | --------------- | ------------- | -------------------- |
                | conditionNumber | 1.90 (n=1)    | 50.00 (n=1)          |

                - Kappa after epoch 2; accuracy on the test images, mean over 5 noise draws at a finite SNR.
                - n=1: a single seed gives no interval.
                - Only trials with lambda=0,seed>1.
                """);
    }

    @Test
    void trialsAreListedOneByOne() {
        assertThat(execute("tables", "--per-trial", "--metric", "kappa(W1)", "--where", "status!=COMPLETED"))
                .isZero();
        assertThat(out.toString())
                .contains("| seed | status   | epochs done | kappa(W1) |\n")
                .contains("| 0.1    | 1    | DIVERGED | 0           | ")
                .contains("- Only trials with status!=COMPLETED.\n");
        assertThat(execute("tables", "--per-trial", "--check", "--rows", "lambda"))
                .isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo(
                        "kappasweep: --per-trial: is not allowed with --check, --rows, expected --metric, --where and"
                                + " --format\n");
    }

    @Test
    void exportHasATableOfTrialsAmongTheOthersOrAlone() throws IOException {
        Path place = directory.resolve("exported");
        assertThat(execute("export", "--to", "csv", "--out", place.toString())).isZero();
        try (Stream<Path> files = Files.list(place)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("per_trial.csv", "trials.csv", "layers.csv");
        }
        out.getBuffer().setLength(0);
        assertThat(execute("tables", "--per-trial", "--format", "csv")).isZero();
        assertThat(Files.readAllLines(place.resolve("per_trial.csv")).get(0))
                .isEqualTo(out.toString().lines().findFirst().orElseThrow());

        Path alone = directory.resolve("alone");
        assertThat(execute("export", "--to", "parquet", "--per-trial", "--where", "seed=1", "--out", alone.toString()))
                .isZero();
        assertThat(alone.resolve("per_trial.parquet")).isNotEmptyFile();
        assertThat(alone.resolve("trials.parquet")).doesNotExist();
        assertThat(execute("export", "--to", "mlflow", "--per-trial")).isEqualTo(2);
    }

    @Test
    void whatIsNotChosenIsNoneOfAComparison() {
        assertThat(execute("compare", "--metric", "kappa(W1)", "--where", "seed=1"))
                .isZero();
        assertThat(out.toString()).contains("| diverged 1/1 | no pair ").contains("- Only trials with seed=1.\n");
        assertThat(execute("compare", "--where", "lambda=0")).isEqualTo(2);
        assertThat(err.toString()).contains("--baseline: the sweep has nothing but lambda 0");
    }

    @Test
    void conditionThatHoldsForNoTrialOrIsOfNoParameterIsRefused() {
        assertThat(execute("tables", "--where", "lambda>3")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo(
                        "kappasweep: --where: 'lambda>3' holds for no trial of the sweep, which has lambda 0, 0.1\n");
        err.getBuffer().setLength(0);
        assertThat(execute("tables", "--where", "status=COMPLETED")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("kappasweep: --where: 'status' is no parameter, expected one of ")
                .endsWith("seed; status and metrics are of single trials, as in tables --per-trial\n");
    }

    @Test
    void tableThatDoesNotExistExitsWith2() {
        assertThat(execute("tables", "--table", "table9")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo(
                        "kappasweep: table: 'table9' is not allowed, expected one of summary, table1, table2, table3, "
                                + "table4\n");
    }

    @Test
    void everyAnalysisHasEveryFormat() {
        for (String verb : List.of("compare", "pareto", "matched")) {
            for (String format : List.of("md", "csv", "latex", "json", "html")) {
                out.getBuffer().setLength(0);
                assertThat(execute(verb, "--format", format)).isEqualTo(0);
                assertThat(out.toString()).isNotBlank();
            }
        }
        assertThat(execute("compare", "--baseline", "lambda=3")).isEqualTo(2);
    }

    @Test
    void importanceSaysWhatItIsOf() {
        assertThat(execute("importance")).isEqualTo(0);
        assertThat(out.toString()).contains("statements about this grid").contains("| kappa(W1) ");
    }

    @Test
    void figuresAreWrittenInBothFormats() throws IOException {
        FigureFixture.skipWithoutFonts();
        assertThat(execute("figures", "--out", directory.resolve("drawn").toString()))
                .isEqualTo(0);
        try (Stream<Path> files = Files.list(directory.resolve("drawn"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("against-lambda.svg", "against-lambda.png", "timeline.svg", "timeline.png");
        }
    }

    @Test
    void reportIsOneFile() throws IOException {
        FigureFixture.skipWithoutFonts();
        assertThat(execute("report")).isEqualTo(0);
        assertThat(out.toString()).isEqualTo(results().resolve("report.html") + "\n");
        assertThat(Files.readString(results().resolve("report.html")))
                .contains("loss was NaN at step 7")
                .endsWith("</html>\n");
    }

    private int execute(String verb, String... options) {
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), false, () -> 80, false);
        String[] arguments = Stream.concat(Stream.of(verb, results().toString()), Stream.of(options))
                .toArray(String[]::new);
        return Verbs.commandLine(console, new TrialRunner()).execute(arguments);
    }
}
