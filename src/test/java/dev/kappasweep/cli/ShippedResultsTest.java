package dev.kappasweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.conf.SweepFileReader;
import dev.kappasweep.results.StoredResults;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.trial.TrialRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The full results that are shipped, and what the pages of docs/results say of them. */
class ShippedResultsTest {
    private static final Path RUNS = Path.of("docs/results/runs");

    /** A table on a page, with the arguments that print it: those of results in {@code runs}, where a reader has copied them to. */
    private static final Pattern SHOWN =
            Pattern.compile("<!-- (tables|compare) ([^>]*?) -->\n\n(.*?)\n<!-- /\\1 -->", Pattern.DOTALL);

    /** Nothing else of a directory of results is handed on: neither logs nor checkpoints. */
    private static final Set<String> PARTS = Set.of(
            "sweep.json", "_commits", "trials", "layers", "spectra", "epochs", "evaluations", "samples", ".lock");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    static List<Path> directories() throws IOException {
        try (Stream<Path> all = Files.list(RUNS)) {
            return all.sorted().toList();
        }
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), false, () -> 80, false);
        return Main.run(arguments, console, new TrialRunner());
    }

    @ParameterizedTest
    @MethodSource("directories")
    void everyTrialOfTheSweepFileIsThereAsTodaysProgramTrainsIt(Path directory) {
        StoredResults results = StoredResults.read(directory);
        SweepSpec sweep = SweepFileReader.read(Path.of("conf", directory.getFileName() + ".yaml"), List.of())
                .spec();
        assertThat(results.trials())
                .allMatch(TrialRow::isFinal)
                .allMatch(row -> row.objectiveVersion() == TrialSpec.OBJECTIVE_VERSION);
        assertThat(results.trials().stream().map(TrialRow::id).collect(Collectors.toSet()))
                .containsAll(sweep.trials(results.dataset()).stream()
                        .map(TrialSpec::id)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("directories")
    void nothingButTablesIsHandedOn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString())).isSubsetOf(PARTS);
        }
    }

    /** Of Tables 1 to 3; elsewhere the paper has no numbers. */
    @ParameterizedTest
    @MethodSource("directories")
    void publishedValuesAreMet(Path directory) {
        boolean hasNumbers = directory.getFileName().toString().matches("table[123].*");
        assertThat(run("tables", directory.toString(), "--check"))
                .as(() -> out + "\n" + err)
                .isEqualTo(hasNumbers ? ExitCode.OK : ExitCode.WRONG_INPUT);
        assertThat(err.toString().contains("no cell has a published value")).isEqualTo(!hasNumbers);
    }

    @Test
    void tablesOfThePagesAreThoseOfTheResults() throws IOException {
        List<String> seen = new ArrayList<>();
        try (Stream<Path> pages = Files.list(Path.of("docs/results"))) {
            for (Path page :
                    pages.filter(file -> file.toString().endsWith(".md")).toList()) {
                for (MatchResult shown :
                        SHOWN.matcher(Files.readString(page)).results().toList()) {
                    seen.add(shown.group(2));
                    assertThat(run(arguments(shown)))
                            .as(() -> page + ": " + err)
                            .isZero();
                    assertThat(out.toString().strip())
                            .as(page + ": " + shown.group(1) + " " + shown.group(2))
                            .isEqualTo(shown.group(3).strip());
                }
            }
        }
        for (Path directory : directories()) {
            assertThat(seen)
                    .anyMatch(arguments -> (arguments + " ").startsWith("runs/" + directory.getFileName() + " "));
        }
    }

    private static String[] arguments(MatchResult shown) {
        String words = shown.group(1) + " " + shown.group(2).replaceFirst("^runs/", RUNS + "/");
        return words.split(" ");
    }

    /** Bit by bit, on whatever machine it was trained. */
    @Test
    void trialOfThemIsTrainedAgainToTheSameBits() {
        String directory = RUNS.resolve("fig2").toString();
        assertThat(run("verify", directory, "--sample", "2"))
                .as(() -> out + "\n" + err)
                .isZero();
        assertThat(out.toString().lines()).hasSize(2).allMatch(line -> line.startsWith("same "));
    }
}
