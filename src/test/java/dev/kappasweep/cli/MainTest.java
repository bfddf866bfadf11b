package dev.kappasweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.data.Cifar10Files;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class MainTest {
    @TempDir
    private Path directory = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "plan --help",
                "run --help",
                "status --help",
                "describe --help",
                "verify --help",
                "doctor --help",
                "tables --help",
                "data --help",
                "data list --help",
                "data fetch --help",
                "data verify --help",
                "data show --help",
                "gradcheck --help",
                "bench --help",
                "bench step --help",
                "bench fidelity --help"
            })
    void helpOfEveryVerbNamesTheExitCodes(String arguments) {
        assertThat(run(arguments.split(" ", -1))).isEqualTo(0);
        assertThat(out.toString())
                .startsWith(
                        "Usage: kappasweep " + arguments.replace("--help", "").strip())
                .contains("--help", "Exit codes:", "  2    wrong input", "  130  interrupted");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void descriptionsAreFormatsWithoutArguments() {
        assertThat(descriptions(Verbs.commandLine(console(), MainTest::unused)))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(String.format(line)).isNotEmpty());
    }

    /** Of some errors of files Java says no more than the name. */
    @Test
    void whatCannotBeWrittenSaysWhy() {
        IOException noSuch = new NoSuchFileException("/proc/zz");
        IOException full = new FileSystemException("/full", null, "No space left on device");
        for (IOException cause : List.of(noSuch, full)) {
            assertThat(Verbs.failed(new UncheckedIOException("results cannot be kept", cause), false, console()))
                    .isEqualTo(ExitCode.INTERNAL_ERROR);
        }
        assertThat(err.toString().lines())
                .containsExactly(
                        "kappasweep: results cannot be kept: NoSuchFileException: /proc/zz; what is written stays valid,"
                                + " and the same command goes on",
                        "kappasweep: results cannot be kept: /full: No space left on device; what is written stays valid,"
                                + " and the same command goes on");
    }

    @Test
    void versionIsThatOfTheBuild() {
        assertThat(run("--version")).isEqualTo(0);
        assertThat(out.toString()).matches("kappasweep [0-9]+\\.[0-9]+\\.[0-9]+\\S* \\([0-9a-z-]+\\)\\R");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plam|kappasweep: Unknown verb: 'plam', did you mean 'plan'? See kappasweep --help",
                "data fecth mnist|kappasweep: Unknown verb: 'fecth', did you mean 'fetch'? See kappasweep data --help",
                "plan mine.yaml --sett axes.seed=1|kappasweep: Unknown option: '--sett', did you mean '--set'? See kappasweep plan --help",
                "status a b|kappasweep: Unexpected argument: 'b'; see kappasweep status --help",
                "plan|kappasweep: Missing required parameter: 'FILE'; see kappasweep plan --help",
                "run x.yaml --colour|kappasweep: Unknown option: '--colour'; see kappasweep run --help",
                "plan none.yaml|kappasweep: none.yaml: no such file, expected a sweep file",
                "run none.yaml|kappasweep: none.yaml: no such file, expected a sweep file",
                "tables x --format pdf|kappasweep: --format: 'pdf' is not allowed, expected one of md, csv, latex, json, html",
                "tables x --table t|kappasweep: results: x holds no sweep.json, expected a directory that 'run --out' has written",
                "data fetch digits|kappasweep: data set: 'digits' is not allowed, expected mnist, fashion-mnist, kmnist or emnist",
                "bench step --lanes 0|kappasweep: --lanes: 0 is not allowed, expected a whole number of at least 1",
                "bench step --lambda NaN|kappasweep: --lambda: NaN is not allowed, expected a finite number of at least 0",
                "bench fidelity --steps 0|kappasweep: --steps: 0 is not allowed, expected a whole number of at least 1"
            })
    void wrongArgumentsAreOneLineAndExitWith2(String arguments, String message) {
        assertThat(run(arguments.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString().lines()).containsExactly(message);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void numberThatIsNoneExitsWith2() {
        assertThat(run("bench", "step", "--steps", "many")).isEqualTo(2);
        assertThat(err.toString().lines())
                .hasSize(1)
                .first()
                .asString()
                .contains("--steps")
                .contains("many");
    }

    @Test
    void everyErrorOfASweepFileIsALineAndNothingIsWritten() throws IOException {
        Path file = Files.writeString(
                directory.resolve("bad.yaml"),
                "name: bad\ndataset: digits\nnetwork: {hidden: [8]}\ntraining: {epochs: 0}\naxes: {lambda: [-1]}\n");
        Path results = directory.resolve("results");

        int code = run("run", file.toString(), "--out", results.toString(), "--set", "evaluation.snr=0");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        "kappasweep: " + file
                                + ":4: training.epochs: '0' is not allowed, expected a whole number from 1"
                                + " to 2147483647",
                        "kappasweep: " + file + ":5: axes.lambda: '-1' is not allowed, expected a finite number of at"
                                + " least 0",
                        "kappasweep: --set evaluation.snr=0: evaluation.snr: '0' is not allowed, expected a number above"
                                + " 0, or inf");
        assertThat(results).doesNotExist();
    }

    @Test
    void dataThatIsNotThereExitsWith2() throws IOException {
        Path results = directory.resolve("results");

        assertThat(run("run", "conf/table1.yaml", "--data-dir", directory.toString(), "--out", results.toString()))
                .isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1).first().asString().contains("kappasweep data fetch mnist");
        assertThat(results).doesNotExist();
    }

    @Test
    void directoryWithoutResultsExitsWith2() {
        assertThat(run("tables", directory.toString())).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1).first().asString().contains(directory.toString());
    }

    @Test
    void internalErrorIsOneLineWithAHint() {
        int code = Verbs.commandLine(console(), MainTest::unused)
                .addSubcommand("broken", new Broken())
                .execute("broken");
        assertThat(code).isEqualTo(3);
        assertThat(err.toString().lines())
                .containsExactly("kappasweep: internal error: IllegalStateException: a bug (add --debug for the stack"
                        + " trace)");
    }

    @Test
    void debugShowsTheStackTrace() {
        assertThat(run("--debug", "plan", "none.yaml")).isEqualTo(2);
        assertThat(err.toString()).contains("\tat dev.kappasweep.conf.SweepFileReader");
    }

    @Test
    void planListsTheTrialsAndWritesNothing() throws IOException {
        Path results = directory.resolve("results");

        assertThat(run("plan", "conf/quickstart.yaml", "--set", "axes.seed=7", "--out", results.toString()))
                .isEqualTo(0);
        assertThat(out.toString().lines())
                .anyMatch(line -> line.equals("sweep quickstart: 4 trials, 0 done in " + results + ", 4 to run"))
                .anyMatch(line -> line.matches("[0-9a-f]{16}  to do  lambda 0.01 seed 7"));
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void minusIsStandardInput() throws IOException {
        InputStream before = System.in;
        try (InputStream file = Files.newInputStream(Path.of("conf/quickstart.yaml"))) {
            System.setIn(file);
            assertThat(run("plan", "-", "--out", directory.resolve("r").toString()))
                    .isEqualTo(0);
            assertThat(out.toString()).startsWith("sweep quickstart: ");
            System.setIn(InputStream.nullInputStream());
            assertThat(run("plan", "-")).isEqualTo(2);
            assertThat(err.toString()).startsWith("kappasweep: standard input: is empty, expected keys with values");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void planAsJsonHasEveryTrial() {
        assertThat(run(
                        "plan",
                        "conf/quickstart.yaml",
                        "--json",
                        "--set",
                        "axes.lambda=0,1,2,3",
                        "--set",
                        "axes.seed=1,2",
                        "--out",
                        directory.resolve("r").toString()))
                .isEqualTo(0);
        assertThat(Json.parse(out.toString()).get("trials")).hasSize(8);
        assertThat(Json.parse(out.toString()).get("toRun").asInt()).isEqualTo(8);
    }

    @Test
    void builtInDigitsAreListedAndPassTheirCheck() {
        assertThat(run("data", "list")).isEqualTo(0);
        assertThat(out.toString()).contains("digits ").contains("built in");
        assertThat(run("data", "verify", "digits")).isEqualTo(0);
        assertThat(out.toString()).contains("ok    ").contains("\nok    the arithmetic of this machine (self-test)\n");
    }

    @Test
    void arithmeticThatIsWrongIsNamedBesideTheData() {
        assertThat(DataVerifyVerb.selfTestLine(List.of("autoencoder", "least squares")))
                .isEqualTo(
                        "WRONG the arithmetic of this machine: autoencoder, least squares; trials are refused here, see"
                                + " kappasweep doctor\n");
    }

    @Test
    void pictureOfADataSetIsAPng() throws IOException {
        Path picture = directory.resolve("digits.png");
        assertThat(run("data", "show", "digits", "--per-side", "2", "--out", picture.toString()))
                .isEqualTo(0);
        assertThat(Files.readAllBytes(picture)).startsWith(0x89, 'P', 'N', 'G');
        assertThat(out.toString()).isEqualTo(picture + "\n");
    }

    @Test
    void colourImagesAreListedShownAndVerified() {
        Path images = Cifar10Files.write(directory.resolve("cifar10"), 2);
        Path picture = directory.resolve("cifar10.png");
        assertThat(run("data", "list", "--data-dir", directory.toString())).isEqualTo(0);
        assertThat(out.toString()).contains("50000 training, 10000 test images of 3 x 32 x 32", images.toString());
        assertThat(run("data", "show", images.toString(), "--out", picture.toString()))
                .isEqualTo(0);
        assertThat(picture).isNotEmptyFile();
        assertThat(run("data", "verify", images.toString())).isEqualTo(0);
        assertThat(out.toString()).contains("test_batch.bin (no digest to compare with)");
    }

    /** Picocli takes a percent sign for the beginning of a format, and only warns. */
    private static List<String> descriptions(CommandLine command) {
        Stream<String> own = Stream.concat(
                Stream.of(command.getCommandSpec().usageMessage().description()),
                command.getCommandSpec().args().stream().flatMap(argument -> Stream.of(argument.description())));
        Stream<String> ofVerbs =
                command.getSubcommands().values().stream().flatMap(verb -> descriptions(verb).stream());
        return Stream.concat(own, ofVerbs).toList();
    }

    private int run(String... arguments) {
        return Main.run(arguments, console(), MainTest::unused);
    }

    private Console console() {
        return new Console(new PrintWriter(out), new PrintWriter(err), false, () -> 80, false);
    }

    private static TrialResult unused(TrialSpec spec, Dataset data, TrialObserver observer) {
        throw new AssertionError("no trial is to run: " + spec.id() + data.id() + observer);
    }

    @Command(name = "broken")
    private static final class Broken implements Runnable {
        @Override
        public void run() {
            throw new IllegalStateException("a bug");
        }
    }
}
