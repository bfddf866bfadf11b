package dev.kappasweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class HelpTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void listOfVerbsHasEachOnceWithAWholeSentence() {
        assertThat(run(100, "--help")).isZero();
        String help = out.toString().replaceAll("\\s+", " ");
        allVerbs(root(100)).filter(verb -> verb.getParent().getParent() == null).forEach(verb -> {
            String sentence = String.format(verb.getCommandSpec().usageMessage().description()[0]);
            assertThat(sentence).as(verb.getCommandName()).matches("[A-Z].*\\.");
            assertThat(help.split(Pattern.quote(" " + verb.getCommandName() + " " + sentence), -1))
                    .as(verb.getCommandName())
                    .hasSize(2);
        });
    }

    @Test
    void descriptionsEndAsSentencesDo() {
        assertThat(allVerbs(root(80)))
                .allSatisfy(verb -> verb.getCommandSpec().args().forEach(argument -> {
                    assertThat(argument.description())
                            .as(verb.getCommandName() + " " + argument.paramLabel())
                            .hasSize(1);
                    assertThat(String.format(argument.description()[0])).endsWith(".");
                }));
    }

    @ParameterizedTest
    @ValueSource(ints = {55, 72, 80, 100})
    void helpIsAsWideAsTheTerminalAndBreaksNoWord(int columns) {
        for (CommandLine verb : allVerbs(root(columns)).toList()) {
            String help = verb.getUsageMessage(CommandLine.Help.Ansi.OFF);
            String name = verb.getCommandName();
            // What is an example is to be copied as it is.
            assertThat(withoutFooter(help).lines()).as(name).allMatch(line -> line.length() <= columns);
            String words = joinedAtDots(withoutFooter(help));
            Stream.of(verb.getCommandSpec().usageMessage().description())
                    .forEach(text -> assertThat(words).as(name).contains(joinedAtDots(String.format(text))));
        }
    }

    /** Picocli breaks lines after a dot within a word. */
    private static String joinedAtDots(String text) {
        return text.replaceAll("\\s+", " ").replaceAll("(?<=[./]) ", "");
    }

    private static String withoutFooter(String help) {
        return help.replaceAll("(?s)\n\n?(Examples|Exit codes):.*", "");
    }

    @Test
    void helpOfAWiderTerminalUsesIt() {
        run(100, "run", "--help");
        int wide = out.toString().lines().mapToInt(String::length).max().orElseThrow();
        assertThat(wide).isBetween(90, 100);
    }

    @ParameterizedTest
    @CsvSource({"'', kappasweep", "data, kappasweep data", "bench, kappasweep bench"})
    void commandWithoutAVerbShowsItsHelp(String arguments, String usage) {
        assertThat(arguments.isEmpty() ? run(80) : run(80, arguments)).isZero();
        assertThat(out.toString()).startsWith("Usage: " + usage + " [").contains("--help");
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "data fetch"})
    void helpOfAVerbIsWhatItsOptionShows(String verb) {
        assertThat(run(80, ("help " + verb).split(" ", -1))).isZero();
        String shown = out.toString();
        out.getBuffer().setLength(0);
        assertThat(run(80, (verb + " --help").split(" ", -1))).isZero();
        assertThat(shown).isEqualTo(out.toString()).contains("Usage: kappasweep " + verb);
    }

    @Test
    void everyExampleIsACommandThatIsUnderstood() {
        List<String> examples = allVerbs(root(80))
                .flatMap(verb -> Stream.of(verb.getCommandSpec().usageMessage().footer()))
                .filter(line -> line.startsWith("  kappasweep "))
                .map(line -> line.strip().replaceFirst(" +#.*| +>.*| +\\|.*", ""))
                .toList();
        assertThat(examples).hasSizeGreaterThan(10).allSatisfy(example -> {
            String[] words = example.replace("'", "").split(" +", -1);
            assertThat(root(80).parseArgs(Stream.of(words).skip(1).toArray(String[]::new))
                            .subcommand())
                    .isNotNull();
        });
    }

    @Test
    void bashCompletesVerbsOptionsAndShells(@TempDir Path directory) throws Exception {
        assertThat(run(80, "completion", "bash")).isZero();
        Path script = Files.writeString(directory.resolve("completion.bash"), out.toString());
        Map<String, String> expected = Map.of(
                "kappasweep pl", "plan",
                "kappasweep data ve", "verify",
                "kappasweep run --allow", "--allow-mixed",
                "kappasweep completion fi", "fish");
        for (Map.Entry<String, String> one : expected.entrySet()) {
            assertThat(inBash("""
                    compopt() { :; }; source "$1"; COMP_WORDS=($2); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE=$2; COMP_POINT=${#2}
                    _complete_kappasweep; printf '%s\\n' "${COMPREPLY[@]}"
                    """, script.toString(), one.getKey()).strip())
                    .as(one.getKey())
                    .isEqualTo(one.getValue());
        }
    }

    @Test
    void fishKnowsEveryVerbAndOption() {
        assertThat(run(80, "completion", "fish")).isZero();
        String script = out.toString();
        assertThat(script)
                .contains("complete -c kappasweep -n '__fish_use_subcommand' -f -a 'plan' -d 'Check a sweep file")
                .contains(
                        "-n '__fish_seen_subcommand_from data; and __fish_seen_subcommand_from show' -l per-side -r -d")
                .contains("-n '__fish_seen_subcommand_from run' -l allow-mixed -d")
                // An apostrophe within quotes.
                .contains("sweep\\'s");
        assertThat(script.lines())
                .allMatch(line ->
                        line.replace("\\'", "").chars().filter(c -> c == '\'').count() % 2 == 0);
    }

    @Test
    void everyVerbHasAManualPage() {
        List<String> verbs = allVerbs(root(80))
                .map(verb -> verb.getCommandSpec().qualifiedName().replaceFirst("^kappasweep ?", ""))
                .toList();
        for (String verb : verbs) {
            out.getBuffer().setLength(0);
            assertThat(run(80, ("man " + verb).strip().split(" ", -1))).isZero();
            assertThat(out.toString())
                    .startsWith(".TH KAPPASWEEP")
                    .contains(".SH SYNOPSIS\nkappasweep", "\\fB\\-\\-help\\fR", "Exit codes:")
                    .doesNotContain("%%", "${");
        }
    }

    @Test
    void allManualPagesAreWrittenToFiles(@TempDir Path directory) throws IOException {
        assertThat(run(80, "man", "--to", directory.resolve("man1").toString())).isZero();
        assertThat(out).asString().isEmpty();
        List<String> names = allVerbs(root(80))
                .map(verb -> verb.getCommandSpec().qualifiedName("-") + ".1")
                .toList();
        assertThat(names).contains("kappasweep-data-fetch.1");
        try (Stream<Path> files = Files.list(directory.resolve("man1"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("kappasweep.1")
                    .containsAll(names);
        }
        run(80, "man", "run");
        assertThat(directory.resolve("man1/kappasweep-run.1")).hasContent(out.toString());
    }

    @Test
    void manualPagesThatCannotBeWrittenAreOneLine(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThat(run(80, "man", "--to", file.toString())).isEqualTo(3);
        assertThat(err.toString())
                .startsWith("kappasweep: manual pages cannot be written to " + file)
                .doesNotContain("internal error")
                .hasLineCount(1);
    }

    @Test
    void manualPageOfAVerbThatIsNoneIsRefused() {
        assertThat(run(80, "man", "rnu")).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("kappasweep: Unknown verb: 'rnu', did you mean 'run'?\n");
    }

    /** All verbs and what is below them, and the program itself. */
    private static Stream<CommandLine> allVerbs(CommandLine command) {
        Stream<CommandLine> below = command.getSubcommands().values().stream().flatMap(HelpTest::allVerbs);
        return Stream.concat(command.getParent() == null ? Stream.empty() : Stream.of(command), below);
    }

    private static String inBash(String script, String... arguments) throws IOException, InterruptedException {
        List<String> command = Stream.concat(Stream.of("bash", "-c", script, "bash"), Stream.of(arguments))
                .toList();
        Process bash = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(said).isZero();
        return said;
    }

    private int run(int columns, String... arguments) {
        return root(columns).execute(arguments);
    }

    private CommandLine root(int columns) {
        return Verbs.commandLine(
                new Console(new PrintWriter(out), new PrintWriter(err), false, () -> columns, false),
                (spec, data, observer) -> {
                    throw new AssertionError();
                });
    }
}
