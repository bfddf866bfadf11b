package dev.kappasweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.GoldenDigests;
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
                        .grids()
                        .get(0)
                        .size())
                .isEqualTo(6);
    }

    /** Character by character, and bit by bit: it is the same on every machine. */
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
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), false, () -> 80, false);

        int code = Main.run(arguments.toArray(String[]::new), console, new TrialRunner());

        assertThat(code).as(err.toString()).isZero();
        String shown = onlyGroup(Pattern.compile("<!-- quickstart -->\n```\n(.*?)```", Pattern.DOTALL), readme);
        assertThat(out.toString().strip()).isEqualTo(shown.strip());
        assertThat(GoldenDigests.lines("quickstart", directory.resolve("results")))
                .containsExactlyInAnyOrderElementsOf(GoldenDigests.pinned(line -> line.startsWith("quickstart ")));
    }

    private static String onlyGroup(Pattern pattern, String text) {
        List<MatchResult> results = pattern.matcher(text).results().toList();
        assertThat(results).as(pattern.pattern()).hasSize(1);
        return results.get(0).group(1);
    }

    @Test
    void pageOfTheCommandLineNamesEveryOptionOfRun() throws IOException {
        String page = Files.readString(Path.of("docs/cli.md"));
        PrintWriter writer = new PrintWriter(new StringWriter());
        CommandLine commands =
                Verbs.commandLine(new Console(writer, writer, false, () -> 80, false), (spec, data, observer) -> {
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
