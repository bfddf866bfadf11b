package dev.kappasweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kappasweep.conf.SweepFileReader;
import dev.kappasweep.trial.TrialRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReadmeTest {
    private static final Pattern INTERVAL = Pattern.compile("(\\d+\\.\\d\\d) ± (\\d+\\.\\d\\d)");

    /**
     * In percent. From CPU to CPU the means in README differ by up to 0.1, for rounding grows in training; half their intervals,
     * what another three seeds would change, are 0.3 to 2.
     */
    private static final double TOLERANCE_OF_ACCURACY = 0.3;

    /** If each of three values moves by d, half the interval of their mean moves by at most t sqrt(3/2 / 3) d, t = 4.30. */
    private static final double HALF_BY_VALUES = 3.04;

    private static final Pattern SWEEP_FILE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @Test
    void sweepFileOfTheReadmeIsValid() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        List<String> files = SWEEP_FILE
                .matcher(readme)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        assertThat(files).hasSize(1);
        assertThat(SweepFileReader.parse(files.get(0), "README.md", List.of("axes.lambda=0,10"))
                        .spec()
                        .axes()
                        .size())
                .isEqualTo(6);
    }

    @Test
    void tableOfTheQuickstartIsThatOfTheFirstCommand(@TempDir Path directory) throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String command =
                onlyGroup(Pattern.compile("^    jobs/kappasweep (run \\S+) +# builds", Pattern.MULTILINE), readme);
        List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
        arguments.addAll(
                List.of("--quiet", "--out", directory.resolve("results").toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), false, 80);

        int code = Main.run(arguments.toArray(String[]::new), console, new TrialRunner());

        assertThat(code).as(err.toString()).isZero();
        String shown = onlyGroup(Pattern.compile("<!-- quickstart -->\n```\n(.*?)```", Pattern.DOTALL), readme);
        assertThat(withoutNumbers(out.toString())).isEqualTo(withoutNumbers(shown));
        List<Interval> printed = intervals(out.toString());
        List<Interval> expected = intervals(shown);
        assertThat(expected).hasSize(16);
        for (int i = 0; i < expected.size(); i++) {
            double tolerance = i % 4 == 0 ? toleranceOfKappa(expected.get(i).mean()) : TOLERANCE_OF_ACCURACY;
            String cell = "row " + (i / 4 + 1) + ", column " + (i % 4 + 2);
            assertThat(printed.get(i).mean()).as(cell).isCloseTo(expected.get(i).mean(), within(tolerance));
            assertThat(printed.get(i).half())
                    .as("half the interval in " + cell)
                    .isCloseTo(expected.get(i).half(), within(HALF_BY_VALUES * tolerance));
        }
    }

    private static double toleranceOfKappa(double kappa) {
        return Math.max(0.1, 0.01 * kappa);
    }

    private static String onlyGroup(Pattern pattern, String text) {
        List<MatchResult> results = pattern.matcher(text).results().toList();
        assertThat(results).as(pattern.pattern()).hasSize(1);
        return results.get(0).group(1);
    }

    /** All of the text but the numbers of its intervals, whose length moves the table's lines. */
    private static String withoutNumbers(String text) {
        return INTERVAL.matcher(text)
                .replaceAll("# ± #")
                .replaceAll(" +", " ")
                .replaceAll("-{3,}", "---")
                .strip();
    }

    private static List<Interval> intervals(String text) {
        return INTERVAL.matcher(text)
                .results()
                .map((MatchResult match) ->
                        new Interval(Double.parseDouble(match.group(1)), Double.parseDouble(match.group(2))))
                .toList();
    }

    private record Interval(double mean, double half) {}

    @Test
    void pageOfTheCommandLineNamesEveryOptionOfRun() throws IOException {
        String page = Files.readString(Path.of("docs/cli.md"));
        PrintWriter writer = new PrintWriter(new StringWriter());
        CommandLine commands = Verbs.commandLine(new Console(writer, writer, false, 80), (spec, data, observer) -> {
            throw new AssertionError();
        });
        CommandLine run = Objects.requireNonNull(commands.getSubcommands().get("run"));
        assertThat(run.getCommandSpec().options())
                .filteredOn(option -> !List.of("--help", "--version", "--debug").contains(option.longestName()))
                .allSatisfy(option -> assertThat(page).contains("| `" + option.longestName()));
        assertThat(commands.getSubcommands().keySet())
                .allSatisfy(verb -> assertThat(page).contains("| `" + verb + " "));
    }
}
