package dev.kappasweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.Prerequisite;
import dev.kappasweep.Run;
import dev.kappasweep.api.SweepResults;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.trial.TrialRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Runs the blocks of Python in docs/, which read results, on a sweep of two small trials that keeps its weights. */
@TestInstance(Lifecycle.PER_CLASS)
class DocumentedPythonTest {
    private static final Pattern BLOCK = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL);
    private static final String COMMITTED = "def committed";
    private static final String MEANS = "clean.groupby";
    private static final String MEANINGS = "read_metadata";
    private static final String PER_TRIAL = "per_trial.parquet";
    private static final String WEIGHTS = "weights = np.load";

    private Path directory = Path.of("");
    private Path results = Path.of("");
    private List<TrialRow> trials = List.of();

    @BeforeAll
    void runSweep(@TempDir Path temporary) {
        directory = temporary;
        results = temporary.resolve("results");
        call(
                "run",
                "conf/quickstart.yaml",
                "--out",
                results.toString(),
                "--set",
                "network.hidden=8",
                "--set",
                "training.epochs=50",
                "--set",
                "training.trainImages=320",
                "--set",
                "axes.lambda=0,0.1",
                "--set",
                "axes.seed=1",
                "--set",
                "run.keepWeights=final");
        trials = SweepResults.read(results).trials();
        assertThat(trials).hasSize(2);
    }

    private static void call(String... arguments) {
        StringWriter said = new StringWriter();
        Console console = new Console(new PrintWriter(said, true), new PrintWriter(said, true), false, () -> 80, false);
        assertThat(Main.run(arguments, console, new TrialRunner()))
                .as(said::toString)
                .isZero();
    }

    @Test
    void everyBlockIsRunByATestHere() throws IOException {
        assertThat(blocks())
                .allSatisfy(block -> assertThat(Stream.of(COMMITTED, MEANS, MEANINGS, PER_TRIAL, WEIGHTS)
                                .filter(block::contains))
                        .as(block)
                        .hasSize(1));
    }

    @Test
    void committedFilesAreReadAndNoOthers() throws IOException {
        Path python = Prerequisite.pandas();
        Path one = firstFile("trials");
        Path other = one.resolveSibling("0-not-committed.parquet");
        Files.copy(one, other);
        try {
            assertThat(output(python, block(COMMITTED) + "print(sorted(trials.trial_id))"))
                    .isEqualTo(trials.stream()
                            .map(trial -> "'" + trial.id() + "'")
                            .sorted()
                            .toList()
                            .toString());
        } finally {
            Files.delete(other);
        }
    }

    @Test
    void meansAreThoseOfTheResults() throws IOException {
        String printed = output(Prerequisite.pandas(), block(MEANS));
        assertThat(printed.lines().map(line -> line.strip().split(" +", -1)[0]))
                .endsWith("0.0", "0.1")
                .contains("penalty_weight");
        for (TrialRow trial : trials) {
            assertThat(printed).contains(shortened(value(trial, "accuracy(inf)")));
        }
    }

    @Test
    void meaningsOfColumnsAreThoseOfThePage() throws IOException {
        String code = block(MEANINGS)
                .replace("FILE.parquet", firstFile("trials").getFileName().toString());
        assertThat(output(Prerequisite.pandas(), code))
                .contains("'seed': {'comment': 'of every random number of the trial'");
    }

    @Test
    void rowsOfTrialsHaveTheColumnsOfThePage() throws IOException {
        Path python = Prerequisite.pandas();
        call("export", results.toString(), "--to", "parquet", "--per-trial", "--out", directory.toString());
        String code =
                block(PER_TRIAL).replace(PER_TRIAL, directory.resolve(PER_TRIAL).toString());
        String printed = output(python, code);
        for (TrialRow trial : trials) {
            assertThat(printed)
                    .contains(shortened(value(trial, "kappa(W1)")))
                    .contains(shortened(value(trial, "accuracy(0.5)")));
        }
    }

    @Test
    void weightsHaveTheDigestOfTheirTrial() throws IOException {
        TrialRow trial = trials.get(1);
        String code = block(WEIGHTS).replace("TRIAL_ID", trial.id().toString());
        assertThat(output(Prerequisite.numpy(), code))
                .isEqualTo(trial.training().weightsSha256());
    }

    private static List<String> blocks() throws IOException {
        try (Stream<Path> pages = Files.walk(Path.of("docs"))) {
            return pages.filter(page -> page.toString().endsWith(".md"))
                    .sorted()
                    .flatMap(page -> BLOCK.matcher(text(page)).results())
                    .map(match -> match.group(1))
                    .toList();
        }
    }

    private static String text(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String block(String part) throws IOException {
        return blocks().stream()
                .filter(block -> block.contains(part))
                .findFirst()
                .orElseThrow();
    }

    private String output(Path python, String code) {
        String here = code.replace("\"DIR", "\"" + results);
        Run run = Run.of(List.of(python.toString(), "-W", "error", "-c", here));
        assertThat(run.code()).as(run.output()).isZero();
        return run.output().strip();
    }

    private Path firstFile(String table) throws IOException {
        try (Stream<Path> files = Files.list(results.resolve(table))) {
            return files.filter(file -> file.toString().endsWith(".parquet"))
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    private double value(TrialRow trial, String metric) {
        return SweepResults.read(results).perTrial().stream()
                .filter(row -> row.trial().id().equals(trial.id()))
                .findFirst()
                .orElseThrow()
                .value(metric);
    }

    /** The first digits, of which pandas prints more. */
    private static String shortened(double value) {
        return String.valueOf(value)
                .substring(0, Math.min(5, String.valueOf(value).length()));
    }
}
