package dev.kappasweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.conf.SweepFileReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
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
                        .axes()
                        .size())
                .isEqualTo(6);
    }

    @Test
    void readmeShowsTheTableOfTheQuickstart() throws IOException {
        assertThat(Files.readString(Path.of("README.md")))
                .containsPattern("<!-- quickstart -->\n```\n### quickstart\n\n\\| lambda +\\| kappa\\(W1\\)");
    }

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
