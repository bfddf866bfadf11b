package dev.kappasweep.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kappasweep.sweep.Axes;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.Experiment;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.KeepWeights;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.RunSpec;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SolverKind;
import dev.kappasweep.sweep.SolverSpec;
import dev.kappasweep.sweep.Strength;
import dev.kappasweep.sweep.SweepSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SweepFileReaderTest {
    private static final String SMALLEST = """
            name: small
            dataset: digits
            network: {hidden: [8]}
            training: {epochs: 2}
            """;

    @Test
    void smallestFileHasTheDefaults() {
        SweepSpec sweep = read(SMALLEST);

        assertThat(sweep.settings().regularizer().kind()).isEqualTo(RegularizerKind.CONDITION_NUMBER);
        assertThat(sweep.settings().regularizer().layers()).containsExactly("W1");
        assertThat(sweep.settings().training().batch()).isEqualTo(32);
        assertThat(sweep.values(Parameter.LAMBDA)).isEqualTo(Strength.each(0.0));
        assertThat(sweep.values(Parameter.TRAIN_SNR)).containsExactly(Snr.INFINITE);
        assertThat(sweep.values(Parameter.SEED)).containsExactly(1L);
        assertThat(sweep.evaluation().snr()).containsExactly(Snr.INFINITE);
        assertThat(sweep.table()).isEqualTo("summary");
    }

    @Test
    void howTrialsAreRunIsNoPartOfTheSweep(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("sweep.yaml"), SMALLEST);
        assertThat(SweepFileReader.read(file, List.of()).run()).isEqualTo(RunSpec.DEFAULT);
        List<String> overrides = List.of(
                "run.timeout=20min",
                "run.maxFailures=3",
                "run.canary=true",
                "run.checkpointEvery=never",
                "run.checkpointDirectory=hdfs://host/checkpoints",
                "run.keepWeights=every 5 epochs",
                "run.crew=false",
                "run.lanes=3");
        assertThat(SweepFileReader.read(file, overrides).run())
                .isEqualTo(new RunSpec(
                        1200,
                        3,
                        true,
                        Double.POSITIVE_INFINITY,
                        "hdfs://host/checkpoints",
                        false,
                        new KeepWeights(5),
                        false,
                        3));
        assertThat(SweepFileReader.read(file, List.of("run.keepGoing=false"))
                        .run()
                        .maxFailures())
                .isEqualTo(1);
        assertThat(SweepFileReader.read(file, overrides).spec())
                .isEqualTo(SweepFileReader.read(file, List.of()).spec());
    }

    @Test
    void statesToKeepHaveThreeForms() {
        assertThatThrownBy(() -> SweepFileReader.parse(SMALLEST, "sweep.yaml", List.of("run.keepWeights=finale")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("run.keepWeights: 'finale' is not allowed, expected none, final, or a form such"
                        + " as every 10 epochs, did you mean 'final'?");
    }

    @Test
    void lanesAreANumberOrLeftToTheProgram() {
        assertThat(SweepFileReader.parse(SMALLEST, "sweep.yaml", List.of("run.lanes=auto"))
                        .run())
                .isEqualTo(RunSpec.DEFAULT);
        assertThatThrownBy(() -> SweepFileReader.parse(SMALLEST, "sweep.yaml", List.of("run.lanes=0")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("run.lanes: '0' is not allowed, expected a whole number of at least 1, or auto");
    }

    @ParameterizedTest
    @ValueSource(strings = {"20", "0s", "-1s", "1.5h", "20 min", "soon", "99999999s"})
    void timesNeedAWholeNumberAndAUnit(String text) {
        assertThatThrownBy(() -> SweepFileReader.parse(SMALLEST, "sweep.yaml", List.of("run.timeout=" + text)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("expected a whole number with its unit s, min, h or d, such as 90s, or never");
    }

    @ParameterizedTest
    @CsvSource({"90s, 90", "1s, 1", "2min, 120", "1h, 3600", "3d, 259200", "never, Infinity"})
    void timesAreSeconds(String text, double seconds) {
        RunSpec run = SweepFileReader.parse(SMALLEST, "sweep.yaml", List.of("run.timeout=" + text))
                .run();
        assertThat(run.timeoutSeconds()).isEqualTo(seconds);
    }

    @Test
    void absentAxisHasTheValueOfItsBaseKey() {
        SweepSpec sweep = read("""
                name: bases
                dataset: digits
                network: {hidden: [8]}
                regularizer: {kind: tikhonov, solver: power(3)}
                training: {epochs: 2, batch: 16, learningRate: 1e-2}
                """);

        assertThat(sweep.values(Parameter.REGULARIZER)).containsExactly(RegularizerKind.TIKHONOV);
        assertThat(sweep.values(Parameter.SOLVER)).containsExactly(new SolverSpec(SolverKind.POWER, 3));
        assertThat(sweep.values(Parameter.BATCH)).containsExactly(16);
        assertThat(sweep.values(Parameter.LEARNING_RATE)).containsExactly(0.01);
    }

    @Test
    void everyKeyIsRead() {
        SweepSpec sweep = read("""
                name: all
                experiment: classification
                protocol: released-code
                dataset: {directory: some/where}
                network: {hidden: [8, 4], activation: relu}
                regularizer: {kind: none, layers: [W1, W3], solver: exact, tolerance: 1e-6}
                training: {epochs: 2, batch: 16, optimizer: adam, learningRate: 1.5E-2, trainImages: 100}
                axes:
                  regularizer: [tikhonov, none]
                  solver: [lanczos(12), exact]
                  lambda: [0, 1e-3, .5, +2.]
                  trainSnr: [.inf, 2]
                  learningRate: [1e-4]
                  batch: [32, 64]
                  seed: [-1, 9223372036854775807]
                evaluation: {snr: [inf, 0.5], draws: 3}
                table: table1
                """);

        assertThat(sweep.dataset()).isEqualTo(DatasetSpec.directory("some/where"));
        assertThat(sweep.settings().network().hidden()).containsExactly(8, 4);
        assertThat(sweep.values(Parameter.LAMBDA)).isEqualTo(Strength.each(0.0, 0.001, 0.5, 2.0));
        assertThat(sweep.values(Parameter.SEED)).containsExactly(-1L, Long.MAX_VALUE);
        assertThat(sweep.values(Parameter.TRAIN_SNR)).containsExactly(Snr.INFINITE, new Snr(2));
        assertThat(sweep.evaluation().snr()).containsExactly(Snr.INFINITE, new Snr(0.5));
        assertThat(sweep.grids().get(0).size()).isEqualTo(2 * 2 * 4 * 2 * 2 * 2);
    }

    @Test
    void everyErrorIsReportedAtOnceInTheOrderOfTheFile() {
        String file = """
                name: -bad name-
                dataset: mnits
                network: {hidden: [8, 0], activation: sigmoidal}
                regularizer:
                  kind: conditonNumber
                  solvr: lanczos
                training: {epochs: 1.5, batch: "32"}
                axes:
                  lambda: [0, -1, 0.1, 1e-1]
                  seed: []
                evaluation: {snr: [0, .inf]}
                colour: red
                """;

        assertThat(errors(file, "axes.lambda=-2")).isEqualTo("""
                        my.yaml:1: name: '-bad name-' is not allowed, expected 1 to 64 letters, digits, '.', '_' or '-', starting with a letter or digit
                        my.yaml:2: dataset: 'mnits' is not allowed, expected mnist, fashion-mnist, kmnist, emnist-balanced, emnist-byclass, emnist-bymerge, emnist-digits, emnist-letters, emnist-mnist, digits, cifar10 or {directory: PATH}; gaussian for least-squares, did you mean 'mnist'?
                        my.yaml:3: network.hidden: '0' is not allowed, expected a whole number from 1 to 2147483647
                        my.yaml:3: network.activation: 'sigmoidal' is not allowed, expected one of sigmoid, relu, tanh, gelu, identity, did you mean 'sigmoid'?
                        my.yaml:5: regularizer.kind: 'conditonNumber' is not allowed, expected one of KINDS, did you mean 'conditionNumber'?
                        my.yaml:6: regularizer.solvr: unknown key, did you mean 'solver'? known here: kind, layers, solver, tolerance
                        my.yaml:7: training.epochs: '1.5' is not allowed, expected a whole number from 1 to 2147483647
                        my.yaml:7: training.batch: '32' is not allowed, expected a whole number from 1 to 2147483647, without quotes
                        my.yaml:10: axes.seed: '[]' is not allowed, expected a list in [], each value a whole number between -2^63 and 2^63 - 1, at least one
                        my.yaml:11: evaluation.snr: '0' is not allowed, expected a number above 0, or inf
                        my.yaml:12: colour: unknown key; known here: name, experiment, protocol, dataset, network, problem, regularizer, training, axes, grids, search, evaluation, table, tables, run
                        --set axes.lambda=-2: axes.lambda: '-2' is not allowed, expected a finite number of at least 0""".replace(
                "KINDS",
                Stream.of(RegularizerKind.values()).map(RegularizerKind::text).collect(Collectors.joining(", "))));
    }

    @Test
    void valueThatIsThereTwiceIsRefused() {
        assertThat(errors(SMALLEST + "axes: {lambda: [0.1, 1e-1]}"))
                .isEqualTo(
                        "my.yaml:5: axes.lambda: '1e-1' is not allowed, expected values that all differ, and it is there twice");
    }

    @Test
    void missingKeysAreNamed() {
        assertThat(errors("name: x"))
                .contains("my.yaml: dataset: is missing")
                .contains("my.yaml: network.hidden: is missing")
                .contains("my.yaml: training.epochs: is missing");
    }

    @Test
    void keyThatIsThereTwiceIsRefused() {
        assertThat(errors(SMALLEST + "name: again")).isEqualTo("my.yaml:5: name: is there twice, first in line 1");
    }

    @Test
    void keyAtTheWrongPlaceIsSentToTheRightOne() {
        assertThat(errors(SMALLEST + "lambda: [1]"))
                .isEqualTo("my.yaml:5: lambda: unknown key, did you mean axes.lambda?");
    }

    @Test
    void sectionWithoutKeysIsRefusedOnce() {
        assertThat(errors("name: x\ndataset: digits\nnetwork: 5\ntraining: {epochs: 1}"))
                .isEqualTo(
                        "my.yaml:3: network: '5' is not allowed, expected keys with values: hidden, activation, dropout,"
                                + " initialisation");
    }

    @Test
    void layerBeyondTheNetworkIsRefused() {
        assertThat(errors(SMALLEST + "regularizer: {layers: [W1, W3]}"))
                .isEqualTo("my.yaml:5: regularizer.layers: 'W3' is not allowed, expected W1, W2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x10", "NaN", "1d", "1_000", "~", "true", "1e999", ".inf", "0.1.2", "'1'"})
    void textThatIsNoDecimalNumberIsNoLambda(String value) {
        assertThat(errors(SMALLEST + "axes: {lambda: [0, " + value + ", 7]}")).startsWith("my.yaml:5: axes.lambda: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2147483648", "99999999999999999999", "-1", "1e3", "0"})
    void wholeNumberOutOfRangeIsRefused(String value) {
        assertThat(errors(SMALLEST + "evaluation: {draws: " + value + "}"))
                .isEqualTo("my.yaml:5: evaluation.draws: '" + value
                        + "' is not allowed, expected a whole number from 1 to 2147483647");
    }

    @ParameterizedTest
    @CsvSource({
        "lambda, 1e-400, 0.0",
        "lambda, 5e-324, 4.9E-324",
        "lambda, 1e400, Infinity",
        "lambda, -0.0, 0.0",
        "lambda, 9007199254740993, 9.007199254740992E15",
        "lambda, 0.12345678901234567890, 0.12345678901234568",
        "trainSnr, 1e400, Infinity",
        "trainSnr, 1e-400, 0.0",
        "learningRate, 1e-400, 0.0"
    })
    void numberThatIsNotTheOneThatIsUsedIsRefused(String axis, String written, String used) {
        String expected = "axes." + axis + ": '" + written
                + "' is not allowed, expected a number that a double can hold as it is written: " + used
                + " would be used in its place";
        assertThat(errors(SMALLEST + "axes: {" + axis + ": [" + written + "]}")).isEqualTo("my.yaml:5: " + expected);
        assertThat(errors(SMALLEST, "axes." + axis + "=" + written))
                .isEqualTo("--set axes." + axis + "=" + written + ": " + expected);
    }

    @Test
    void seedsAreUsedToTheLastDigit() {
        assertThat(read(SMALLEST + "axes: {seed: [9007199254740993, -9223372036854775808]}")
                        .values(Parameter.SEED))
                .containsExactly(9007199254740993L, Long.MIN_VALUE);
        assertThat(errors(SMALLEST + "axes: {seed: [-0]}")).contains("axes.seed: '-0' is not allowed");
    }

    @Test
    void penalisedLayersOfADenoiserAreByDefaultThoseThatItHas() {
        String denoiser = "name: x\ndataset: digits\nexperiment: denoising\ntraining: {epochs: 1}\nnetwork: {hidden: ";
        assertThat(read(denoiser + "[4]}").settings().regularizer().layers()).containsExactly("E1", "D1");
        assertThat(read(denoiser + "[8, 4, 8]}").settings().regularizer().layers())
                .containsExactly("E1", "E2", "D2", "D1");
    }

    private static final String LEAST_SQUARES = "name: x\nexperiment: least-squares\ntraining: {epochs: 1}\n";

    @Test
    void defaultThatDoesNotFitIsNotCalledAnOption() {
        assertThat(errors(LEAST_SQUARES + "problem: {inputs: 200}\n"))
                .isEqualTo("default of problem.samples: problem.samples: '100' is not allowed, expected a whole"
                        + " number of at least problem.inputs, 200");
    }

    @Test
    void problemThatNoArrayCanHoldIsRefused() {
        assertThat(errors(LEAST_SQUARES + "problem: {outputs: 50000, inputs: 50000, samples: 50000}\n"))
                .isEqualTo("my.yaml: problem: 50000 outputs, 50000 inputs and 50000 samples is not allowed, expected"
                        + " matrices of at most 268435456 numbers each, and here is one of 2500000000");
    }

    @Test
    void streamIsReadOnceForBothParts() {
        String text = SMALLEST + "run: {maxFailures: 3}\n";
        SweepFile contents = SweepFileReader.read(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "standard input", List.of());
        assertThat(contents.spec()).isEqualTo(read(SMALLEST));
        assertThat(contents.run().maxFailures()).isEqualTo(3);
    }

    @Test
    void gridThatIsTooLargeIsRefused() {
        String thousand = String.join(
                ",", IntStream.range(0, 1001).mapToObj(Integer::toString).toList());
        assertThat(errors(SMALLEST + "axes: {lambda: [" + thousand + "], seed: [" + thousand + "]}"))
                .isEqualTo("my.yaml: axes: 1002001 trials are not allowed, expected at most 1000000");
    }

    @Test
    void wrongSyntaxIsOneLineWithItsPosition() {
        assertThat(errors("name: x\nnetwork: {hidden: [8\ntraining: 1\n"))
                .startsWith("my.yaml:3:9: not valid YAML: ")
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name: a\n---\nname: b\n", "name: \u0007", "\t- x", "[", "&a [*a, *b]"})
    void textThatIsNoSingleDocumentIsRefusedInOneLine(String text) {
        assertThat(errors(text)).startsWith("my.yaml").doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# only a comment\n", "---\n"})
    void emptyFileIsRefused(String text) {
        assertThat(errors(text)).startsWith("my.yaml").contains("expected keys with values: name, experiment");
    }

    @Test
    void tagsOfALanguageAreRefused() {
        assertThat(errors(SMALLEST + "table: !!java.net.URL summary"))
                .isEqualTo("my.yaml:5:8: not valid YAML: Global tag is not allowed: tag:yaml.org,2002:java.net.URL");
    }

    @Test
    void ownTagsAreRefused() {
        assertThat(errors(SMALLEST + "table: !mine summary"))
                .isEqualTo("my.yaml:5: tag: '!mine' is not allowed, expected no tags");
    }

    @Test
    void nestedAliasesDoNotGrow() {
        String bomb = """
                a: &a [x, x, x, x, x, x, x, x, x]
                b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
                c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
                """;
        assertThat(errors(bomb))
                .isEqualTo(
                        "my.yaml: not valid YAML: Number of aliases for non-scalar nodes exceeds the specified max=16");
    }

    @Test
    void deepNestingIsRefused() {
        assertThat(errors("[".repeat(5000)))
                .startsWith("my.yaml")
                .contains("not valid YAML")
                .doesNotContain("\n");
    }

    @Test
    void optionReplacesAKeyAndTheLastOneHolds() {
        SweepSpec sweep = read(
                SMALLEST, "axes.lambda=1", "axes.lambda=0,0.1", "dataset={directory: d}", "evaluation.snr=[inf, 1]");

        assertThat(sweep.values(Parameter.LAMBDA)).isEqualTo(Strength.each(0.0, 0.1));
        assertThat(sweep.dataset()).isEqualTo(DatasetSpec.directory("d"));
        assertThat(sweep.evaluation().snr()).containsExactly(Snr.INFINITE, new Snr(1));
    }

    @Test
    void optionHidesAWrongValueOfTheFile() {
        assertThat(read(SMALLEST + "axes: {lambda: [-1]}", "axes.lambda=1").values(Parameter.LAMBDA))
                .isEqualTo(Strength.each(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "axes.lambda|expected KEY=VALUE, as in --set axes.lambda=0,0.1",
                "axes.lamda=1|unknown key 'axes.lamda', did you mean 'axes.lambda'?",
                "network=1|unknown key 'network'; set one of its keys: hidden, activation, dropout",
                "axes.lambda=|no value, expected a list in [], each value a finite number of at least 0, or a list of one for each group of layers",
                "table=a: b: c|not valid YAML: mapping values are not allowed here",
                "axes.lambda=1]|not valid YAML:"
            })
    void wrongOptionIsNamed(String option, String message) {
        assertThat(errors(SMALLEST, option))
                .startsWith("--set " + option + ": ")
                .contains(message);
    }

    @Test
    void optionWithoutEffectIsRefused() {
        assertThat(errors(SMALLEST + "axes: {batch: [16]}", "training.batch=64"))
                .isEqualTo("--set training.batch=64: has no effect, because axes.batch is given as well;"
                        + " set axes.batch instead");
    }

    private static final String GRIDS = SMALLEST + """
            axes: {seed: [1, 2]}
            grids:
              - {regularizer: none, dropout: [0, 0.5]}
              - {regularizer: tikhonov, lambda: [0.1, 1]}
              - {regularizer: [l1], lambda: 0.01}
            """;

    @Test
    void gridsAreProductsOfTheirOwn() {
        SweepSpec sweep = read(GRIDS);

        assertThat(sweep.grids()).extracting(Axes::size).containsExactly(4L, 4L, 2L);
        assertThat(sweep.values(Parameter.REGULARIZER))
                .containsExactly(RegularizerKind.NONE, RegularizerKind.TIKHONOV, RegularizerKind.L1);
        assertThat(sweep.values(Parameter.LAMBDA)).isEqualTo(Strength.each(0, 0.1, 1, 0.01));
        assertThat(sweep.values(Parameter.DROPOUT)).containsExactly(0.0, 0.5);
        assertThat(read(GRIDS, "axes.seed=3").grids())
                .extracting(grid -> grid.values().get(Parameter.SEED))
                .containsOnly(List.of(3L))
                .hasSize(3);
        assertThat(read(GRIDS, "grids=[]").grids()).hasSize(1);
        assertThat(read(GRIDS, "grids={lambda: 1}").values(Parameter.LAMBDA)).isEqualTo(Strength.each(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{lamda: 1}|grids: 'lamda' is not allowed, expected axes, each once: regularizer, solver, lambda",
                "{lamda: 1}|did you mean 'lambda'?",
                "{lambda: 1, lambda: 2}|grids: 'lambda' is not allowed, expected axes, each once",
                "{lambda: -1}|grids.lambda: '-1' is not allowed, expected a finite number of at least 0",
                "{lambda: []}|grids.lambda: '[]' is not allowed",
                "{lambda: [[1, 2]]}|grids.lambda: '[1.0, 2.0]' is not allowed, expected one number, or a list of 1",
                "{dropout: 1}|grids.dropout: '1' is not allowed, expected a number of at least 0 and below 1",
                "1|grids: '1' is not allowed, expected a list of mappings",
            })
    void wrongGridIsNamed(String grids, String message) {
        assertThat(errors(SMALLEST, "grids=" + grids)).contains(message);
    }

    @Test
    void gridHasOnlyKindsThatTheExperimentHas() {
        String leastSquares = "name: a\nexperiment: least-squares\ntraining: {epochs: 1}\n";
        assertThat(errors(leastSquares, "grids={regularizer: l1}"))
                .contains("grids.regularizer: 'l1' is not allowed, expected none or");
        assertThat(errors(leastSquares, "grids={batch: 1}"))
                .contains("grids.batch: has no effect in experiment least-squares");
    }

    @Test
    void optionThatOnlySomeGridsWouldUseIsRefused() {
        assertThat(errors(GRIDS, "axes.lambda=1"))
                .contains("--set axes.lambda=1: is not used by each of grids, because one gives lambda;"
                        + " set grids instead");
        assertThat(errors(GRIDS, "network.dropout=0.2")).contains("because one gives dropout");
    }

    @Test
    void gridsAreMeasuredTogether() {
        String seeds = IntStream.range(0, 1000).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        String lambdas = "{lambda: ["
                + IntStream.range(0, 600).mapToObj(Integer::toString).collect(Collectors.joining(", ")) + "]}";
        assertThat(errors(SMALLEST, "axes.seed=" + seeds, "grids=" + lambdas + ", " + lambdas))
                .contains("axes: 1200000 trials are not allowed, expected at most 1000000");
    }

    @Test
    void relativePathOfADataSetStartsAtTheFile(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("conf/sweep.yaml");
        Files.createDirectories(directory.resolve("conf"));
        Files.writeString(file, SMALLEST.replace("dataset: digits", "dataset: {directory: ../my/images}"));

        assertThat(SweepFileReader.read(file, List.of()).spec().dataset())
                .isEqualTo(DatasetSpec.directory(directory.resolve("my/images").toString()));
        assertThat(SweepFileReader.read(file, List.of("dataset={directory: here}"))
                        .spec()
                        .dataset())
                .isEqualTo(DatasetSpec.directory("here"));
        assertThat(SweepFileReader.parse(Files.readString(file), "sweep", List.of())
                        .spec()
                        .dataset())
                .isEqualTo(DatasetSpec.directory("../my/images"));
    }

    @Test
    void absolutePathsOfDataSetsStay(@TempDir Path directory) throws IOException {
        for (String path : List.of("/some/where", "file:///some/where")) {
            Path file = Files.writeString(
                    directory.resolve("sweep.yaml"),
                    SMALLEST.replace("dataset: digits", "dataset: {directory: '" + path + "'}"));
            assertThat(SweepFileReader.read(file, List.of()).spec().dataset()).isEqualTo(DatasetSpec.directory(path));
        }
    }

    @Test
    void fileThatCannotBeReadIsOneLine(@TempDir Path directory) throws IOException {
        Path binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        Path large = Files.writeString(directory.resolve("large"), "#".repeat(YamlText.MAX_SIZE + 1));

        assertThat(errors(directory.resolve("none")))
                .isEqualTo(directory.resolve("none") + ": no such file, expected a sweep file");
        assertThat(errors(binary)).isEqualTo(binary + ": not UTF-8 text, expected a sweep file");
        assertThat(errors(large)).isEqualTo(large + ": more than 1 MiB, expected a sweep file");
        assertThat(errors(directory)).startsWith(directory + ": cannot be read");
    }

    @Test
    void everySweepFileOfTheProjectIsValid() throws IOException {
        try (var files = Files.list(Path.of("conf"))) {
            List<Path> all =
                    files.filter(file -> file.toString().endsWith(".yaml")).toList();
            assertThat(all).hasSizeGreaterThan(2);
            assertThat(all).allSatisfy(file -> {
                SweepSpec sweep = SweepFileReader.read(file, List.of()).spec();
                assertThat(file.getFileName()).hasToString(sweep.name() + ".yaml");
            });
        }
    }

    @Test
    void documentationNamesEveryKeyWithItsDefault() throws IOException {
        String page = Files.readString(Path.of("docs/configuration.md"), StandardCharsets.UTF_8);
        List<Key<?>> rows =
                SweepKeys.ALL.stream().filter(key -> !isAxisByKey(key)).toList();
        assertThat(rows).allSatisfy(key -> {
            String last = defaultText(key)
                    .map(text -> "`" + text + "`")
                    .or(() -> key.base().map(base -> "the one of `" + base.path() + "`"))
                    .orElse("required");
            assertThat(page)
                    .containsPattern(
                            "(?m)^\\| `" + Pattern.quote(key.path()) + "` \\| .* \\| " + Pattern.quote(last) + " \\|$");
        });
        assertThat(page).contains("| `axes.KEY` |");
        assertThat(page.lines().filter(line -> line.startsWith("| `"))).hasSize(rows.size() + 1);
    }

    /** These have one row together. */
    private static boolean isAxisByKey(Key<?> key) {
        return key.base().isPresent() && key.name().equals(key.base().get().path());
    }

    private static Optional<String> defaultText(Key<?> key) {
        return key.base().isPresent()
                ? Optional.empty()
                : ExperimentKeys.defaultText(Experiment.CLASSIFICATION, 1, key);
    }

    private static SweepSpec read(String text, String... overrides) {
        return SweepFileReader.parse(text, "my.yaml", List.of(overrides)).spec();
    }

    private static String errors(String text, String... overrides) {
        return String.valueOf(catchThrowableOfType(InvalidInputException.class, () -> read(text, overrides))
                .getMessage());
    }

    private static String errors(Path file) {
        return String.valueOf(
                catchThrowableOfType(InvalidInputException.class, () -> SweepFileReader.read(file, List.of()))
                        .getMessage());
    }
}
