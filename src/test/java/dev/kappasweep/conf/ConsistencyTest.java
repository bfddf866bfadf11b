package dev.kappasweep.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialSpec;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that are each allowed and do not go together, and values at the edge of what is allowed. */
class ConsistencyTest {
    private static final String CLASSIFIER = """
            name: small
            dataset: digits
            network: {hidden: [8]}
            training: {epochs: 2}
            """;
    private static final String AUTOENCODER = """
            name: small
            experiment: denoising
            dataset: digits
            network: {hidden: [8]}
            training: {epochs: 2}
            """;
    private static final String PROBLEM = """
            name: small
            experiment: least-squares
            dataset: gaussian
            training: {epochs: 2}
            """;

    private static SweepSpec read(String file, String... options) {
        return SweepFileReader.parse(file, "my.yaml", List.of(options)).spec();
    }

    private static void refused(String file, String options, String message) {
        assertThatThrownBy(() -> read(file, options.split(" ", -1)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageEndingWith(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            protocol=paper                        | protocol: 'paper' is not allowed, expected released-code
            training.optimizer=gradientDescent    | training.optimizer: 'gradientDescent' is not allowed, expected adam or sgd
            training.momentum=0.9                 | training.momentum: has no effect without training.optimizer sgd
            training.momentum=1                   | training.momentum: '1' is not allowed, expected a number of at least 0 and below 1
            training.nesterov=true                | training.nesterov: has no effect without training.momentum above 0
            dataset=gaussian                      | dataset: 'gaussian' is not allowed, expected mnist, fashion-mnist, kmnist, emnist-balanced, emnist-byclass, emnist-bymerge, emnist-digits, emnist-letters, emnist-mnist, digits, cifar10 or {directory: PATH}
            network.activation=relu,relu          | network.activation: '2 values' is not allowed, expected one value, or one for each of the 1 hidden layers
            regularizer.layers=W1,W3              | regularizer.layers: 'W3' is not allowed, expected W1, W2
            regularizer.layers=E1                 | regularizer.layers: 'E1' is not allowed, expected W1, W2
            axes.lambda=[[1,2]]                   | axes.lambda: '[1.0, 2.0]' is not allowed, expected one number, or a list of 1 for the groups of W1
            axes.lambda=3,[]                      | axes.lambda: '[]' is not allowed, expected a finite number of at least 0, or a list of one for each group of layers
            training.epochs=[2]                   | training.epochs: '[2]' is not allowed, expected a whole number from 1 to 2147483647
            training.epochs=0                     | training.epochs: '0' is not allowed, expected a whole number from 1 to 2147483647
            training.learningRate=0               | training.learningRate: '0' is not allowed, expected a finite number above 0
            regularizer.tolerance=0               | regularizer.tolerance: '0' is not allowed, expected a number above 0 and below 1
            regularizer.tolerance=1               | regularizer.tolerance: '1' is not allowed, expected a number above 0 and below 1
            axes.network.hidden=8,[8]             | axes.network.hidden: '8' is not allowed, expected a list in [], each value a whole number from 1 to 2147483647
            axes.network.hidden=[8],[8]           | axes.network.hidden: '[8]' is not allowed, expected values that all differ, and it is there twice
            axes.network.hidden=[[[8]]]           | axes.network.hidden: '[8]' is not allowed, expected a whole number from 1 to 2147483647
            axes.network.hidden=[8,a]             | axes.network.hidden: 'a' is not allowed, expected a whole number from 1 to 2147483647
            axes.regularizer.layers=[[]]          | axes.regularizer.layers: '[]' is not allowed, expected a list in [], each value a layer's name such as W1, or E1 and D1 of an autoencoder, at least one
            axes.network.hidden=[]                | axes.network.hidden: '[]' is not allowed, expected a list of lists, [[...], [...]], each value a whole number from 1 to 2147483647, at least one
            run.canary=maybe                      | run.canary: 'maybe' is not allowed, expected true or false
            """)
    void ofAClassifier(String options, String message) {
        assertThatThrownBy(() -> read(CLASSIFIER, options))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageEndingWith(message);
    }

    /** Nesterov's gradient needs a momentum that itself has an effect. */
    @Test
    void aKeyThatHasAnEffectInSomeTrialsIsAllowed() {
        refused(
                CLASSIFIER,
                "training.momentum=0.9 training.nesterov=true",
                "training.nesterov: has no effect without training.momentum above 0");
        SweepSpec sweep = read(
                CLASSIFIER,
                "axes.training.optimizer=adam,sgd",
                "axes.training.momentum=0,0.9",
                "axes.training.nesterov=false,true");
        assertThat(trials(sweep))
                .as("adam; sgd; sgd with momentum, and Nesterov's")
                .extracting(trial -> trial.training().optimizer().text() + " " + Parameter.MOMENTUM.textIn(trial) + " "
                        + Parameter.NESTEROV.textIn(trial))
                .containsExactly("adam 0 false", "sgd 0 false", "sgd 0.9 false", "sgd 0.9 true");
    }

    @Test
    void theOrderInWhichPenalisedLayersAreNamedMakesNoTrials() {
        SweepSpec sweep = read(CLASSIFIER, "axes.regularizer.layers=[W1,W2],[W2,W1],[W2]", "axes.lambda=1");
        assertThat(trials(sweep))
                .extracting(trial -> trial.regularizer().layers())
                .containsExactly(List.of("W1", "W2"), List.of("W2"));
        assertThat(trials(read(CLASSIFIER, "regularizer.layers=W2,W1")))
                .isEqualTo(trials(read(CLASSIFIER, "regularizer.layers=W1,W2")));
        SweepSpec autoencoder = read(AUTOENCODER, "network.hidden=8,4,8", "regularizer.layers=D1,E2,D2,E1");
        assertThat(trials(autoencoder).get(0).regularizer().layers()).containsExactly("E1", "E2", "D2", "D1");
    }

    @Test
    void penalisedLayersAreThoseOfEachNetworkByDefault() {
        SweepSpec sweep = read(AUTOENCODER, "axes.network.hidden=[8],[8,4,8],[6]", "axes.lambda=1");
        assertThat(trials(sweep))
                .extracting(trial ->
                        trial.network().hidden() + " " + trial.regularizer().layers())
                .containsExactly("[8] [E1, D1]", "[6] [E1, D1]", "[8, 4, 8] [E1, E2, D2, D1]");
        assertThat(sweep.layerNames()).containsExactly("E1", "E2", "D2", "D1");
        refused(
                AUTOENCODER,
                "axes.network.hidden=[8],[8,4,8] regularizer.layers=E1,E2",
                "regularizer.layers: 'E2' is not allowed, expected E1, D1");
        assertThat(read(AUTOENCODER, "axes.network.hidden=[8],[6]").grids()).hasSize(1);
    }

    private static List<TrialSpec> trials(SweepSpec sweep) {
        return sweep.trials(new DatasetId("digits", "0".repeat(64)));
    }

    @Test
    void ofTheOtherExperiments() {
        refused(
                AUTOENCODER,
                "network.hidden=8,8",
                "network.hidden: '[8, 8]' is not allowed, expected an odd number of hidden layers for denoising");
        refused(AUTOENCODER, "regularizer.layers=W1", "regularizer.layers: 'W1' is not allowed, expected E1, D1");
        refused(PROBLEM, "dataset=digits", "dataset: 'digits' is not allowed, expected gaussian");
        refused(
                PROBLEM,
                "training.optimizer=adam",
                "training.optimizer: 'adam' is not allowed, expected gradientDescent");
        refused(
                PROBLEM,
                "regularizer.kind=l1",
                "regularizer.kind: 'l1' is not allowed, expected none or conditionNumber or tikhonov");
        refused(
                PROBLEM,
                "problem.inputs=9 problem.samples=8",
                "problem.samples: '8' is not allowed, expected a whole number of at least problem.inputs, 9");
        assertThat(read(AUTOENCODER, "protocol=paper").settings().protocol().text())
                .isEqualTo("paper");
        assertThat(read(PROBLEM, "problem.inputs=9", "problem.samples=9")
                        .settings()
                        .problem()
                        .samples())
                .isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource({"8, 'W1, W2'", "'8,8,8', 'W1, W2, W3, W4'", "'8,8,8,8', W1 to W5"})
    void layersOfADeepNetworkAreNamedByTheirEnds(String hidden, String layers) {
        assertThatThrownBy(() -> read(CLASSIFIER, "network.hidden=" + hidden, "regularizer.layers=W9"))
                .hasMessageEndingWith("'W9' is not allowed, expected " + layers);
    }

    /** Two lists for one layer are not told where the layer itself is wrong. */
    @Test
    void aWrongLayerIsToldBeforeItsStrengths() {
        assertThatThrownBy(() -> read(CLASSIFIER, "regularizer.layers=W9", "axes.lambda=[[1,2]]"))
                .hasMessageNotContaining("lambda");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{directory: ''}", "{folder: x}", "{directory: x, folder: y}", "[digits]", "{directory: [x]}"})
    void dataAreASetOrADirectory(String dataset) {
        assertThatThrownBy(() -> read(CLASSIFIER, "dataset=" + dataset))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("dataset: ")
                .hasMessageContaining("or {directory: PATH}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            grids: 3                                          | grids: '3' is not allowed, expected a list
            tables: [{name: x, published: 3}]                 | expected keys with values
            tables: [{name: x, published: {source: s, place: here}}]                  | unknown key 'place'
            tables: [{name: x, published: {source: s, rows: 3}}]                      | expected a list of mappings
            tables: [{name: x, published: {source: s, setting: {place: 1}}}]          | unknown key 'place'
            tables: [{name: x, published: {source: s, tolerance: {place: 1}}}]        | unknown key 'place'
            """)
    void listsAndTheirKeysAreChecked(String line, String message) {
        assertThatThrownBy(() -> read(CLASSIFIER + line + "\n"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(message);
    }

    @Test
    void anOptionHasAKeyAndNoTags() {
        assertThatThrownBy(() -> read(CLASSIFIER, "=3")).hasMessageContaining("expected KEY=VALUE");
        assertThatThrownBy(() -> read(CLASSIFIER, "training.epochs=!own 3")).hasMessageContaining("expected no tags");
    }

    @Test
    void aMillionTrialsAreTheMost() {
        String seeds = IntStream.range(0, 1000).mapToObj(Integer::toString).collect(Collectors.joining(","));
        String lambdas = IntStream.range(0, 1000).mapToObj(Integer::toString).collect(Collectors.joining(","));
        assertThat(read(CLASSIFIER, "axes.seed=" + seeds, "axes.lambda=" + lambdas)
                        .grids()
                        .get(0)
                        .size())
                .isEqualTo(1_000_000);
        assertThatThrownBy(() -> read(CLASSIFIER, "axes.seed=" + seeds, "axes.lambda=" + lambdas + ",1000"))
                .hasMessageContaining("axes: 1001000 trials are not allowed, expected at most 1000000");
    }

    /** 30 problems are listed, and of the others their number. */
    @Test
    void manyProblemsAreCounted() {
        for (int wrong : new int[] {30, 31, 35}) {
            String[] options = new String[wrong];
            Arrays.setAll(options, i -> "x" + i + "=1");
            assertThatThrownBy(() -> read(CLASSIFIER, options)).satisfies(thrown -> {
                List<String> lines = String.valueOf(thrown.getMessage()).lines().toList();
                assertThat(lines).hasSize(Math.min(wrong, 31));
                assertThat(lines.get(lines.size() - 1).equals("and " + (wrong - 30) + " more"))
                        .isEqualTo(wrong > 30);
            });
        }
    }

    @Test
    void edgesOfWhatIsAllowedAreRead() {
        SweepSpec sweep = read(CLASSIFIER, "training.epochs=1", "regularizer.tolerance=0.999", "training.batch=1");
        TrialSpec trial = sweep.trials(new DatasetId("digits", "0".repeat(64))).get(0);
        assertThat(trial.training().epochs()).isEqualTo(1);
        assertThat(trial.training().batch()).isEqualTo(1);
        assertThat(trial.regularizer().tolerance()).isEqualTo(0.999);
    }
}
