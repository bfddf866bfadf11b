package dev.kappasweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be built says which item is wrong, its value and what was expected. */
class MessagesTest {
    private static final String WHOLE = "expected a whole number of at least 1";
    private static final String NAMES = "expected 1 to 64 letters, digits, '.', '_' or '-', starting with a letter";
    private static final SolverSpec EXACT = SolverSpec.of(SolverKind.EXACT);
    private static final SpectrumSummary SPECTRUM = new SpectrumSummary(2, 2, 1, 1.25, 0.5, 2);
    private static final DatasetId DATA = new DatasetId("mnist", "ab".repeat(32));

    private static Arguments wrong(Runnable made, String message) {
        return Arguments.of(message, made);
    }

    private static TrainingSpec training(int epochs, int batch, double learningRate, int images) {
        return new TrainingSpec(epochs, batch, Optimizer.ADAM, learningRate, images);
    }

    private static TrialSpec trial(
            Experiment experiment, Protocol protocol, List<Integer> hidden, RegularizerSpec penalty, String lambda) {
        return new TrialSpec(
                experiment,
                DATA,
                Settings.standard(experiment)
                        .with(Parameter.PROTOCOL, protocol)
                        .with(new NetworkSpec(hidden, Activation.SIGMOID))
                        .with(penalty)
                        .with(training(1, 1, 1, 0))
                        .with(
                                Parameter.OPTIMIZER,
                                experiment.rules().optimizers().get(0))
                        .with(Parameter.LAMBDA, Strength.parse(lambda)),
                new EvaluationSpec(List.of(Snr.INFINITE), 1));
    }

    private static RegularizerSpec penalty(RegularizerKind kind, String... layers) {
        return new RegularizerSpec(kind, List.of(layers), EXACT, 0.5);
    }

    private static final RegularizerSpec W1 = penalty(RegularizerKind.TIKHONOV, "W1");
    private static final RegularizerSpec E1 = penalty(RegularizerKind.TIKHONOV, "E1", "D1");

    static final List<Arguments> WRONG = List.of(
            wrong(() -> new Shape(0, 1), "rows: 0 is not allowed, " + WHOLE),
            wrong(() -> new Shape(1, 0), "cols: 0 is not allowed, " + WHOLE),
            wrong(() -> training(0, 1, 1, 0), "training.epochs: 0 is not allowed, " + WHOLE),
            wrong(() -> training(1, 0, 1, 0), "training.batch: 0 is not allowed, " + WHOLE),
            wrong(
                    () -> training(1, 1, 0, 0),
                    "training.learningRate: 0.0 is not allowed, expected a finite number above 0"),
            wrong(
                    () -> training(1, 1, Double.POSITIVE_INFINITY, 0),
                    "training.learningRate: Infinity is not allowed, expected a finite number above 0"),
            wrong(
                    () -> training(1, 1, 1, -1),
                    "training.trainImages: -1 is not allowed, expected a whole number of at least 0"),
            wrong(() -> Strength.of(Double.NaN), "lambda: NaN is not allowed, expected a finite number of at least 0"),
            wrong(() -> Strength.of(-1), "lambda: -1.0 is not allowed, expected a finite number of at least 0"),
            wrong(
                    () -> new DatasetId(" ", "ab".repeat(32)),
                    "dataset: ' ' is not allowed, expected a text that is not empty"),
            wrong(
                    () -> new DatasetId("mnist", "ab"),
                    "dataset digest: 'ab' is not allowed, expected 64 hexadecimal digits"),
            wrong(
                    () -> new DatasetSpec("svhn", false),
                    "dataset: 'svhn' is not allowed, expected mnist, fashion-mnist, kmnist, emnist-balanced, emnist-byclass, emnist-bymerge, emnist-digits, emnist-letters, emnist-mnist, digits, cifar10, gaussian or {directory: PATH}"),
            wrong(() -> new TrialId("xyz"), "trial id: 'xyz' is not allowed, expected 16 hexadecimal digits"),
            wrong(
                    () -> new EvaluationMeasurement(Snr.INFINITE, "a b", 1, 1, 1),
                    "evaluations.metric: 'a b' is not allowed, " + NAMES),
            wrong(
                    () -> new LayerMeasurement(-1, "W1", new Shape(2, 2), SPECTRUM, DeadUnits.NO_RELU),
                    "epoch: -1 is not allowed, expected a whole number of at least 0"),
            wrong(
                    () -> new LayerMeasurement(0, "X1", new Shape(2, 2), SPECTRUM, DeadUnits.NO_RELU),
                    "layers.layer: 'X1' is not allowed, expected W1, W2, ..., or E1, E2, ..., D2, D1"),
            wrong(
                    () -> new LayerMeasurement(0, "W1", new Shape(2, 3), SPECTRUM, new DeadUnits(3)),
                    "dead_units: 3 is not allowed, expected at most the 2 units of W1"),
            wrong(
                    () -> new Provenance(0, Instant.EPOCH, 1, Environment.UNKNOWN),
                    "attempt: 0 is not allowed, " + WHOLE),
            wrong(
                    () -> new TrainingSummary(-1, 0, ""),
                    "steps: -1 is not allowed, expected a whole number of at least 0"),
            wrong(
                    () -> Named.parse(Protocol.class, "protocol", "mine"),
                    "protocol: 'mine' is not allowed, expected one of released-code, paper"),
            wrong(
                    () -> trial(Experiment.CLASSIFICATION, Protocol.PAPER, List.of(4), W1, "1"),
                    "protocol: 'paper' is not allowed, expected for classification released-code"),
            wrong(
                    () -> trial(
                            Experiment.LEAST_SQUARES,
                            Protocol.PAPER,
                            List.of(),
                            penalty(RegularizerKind.L1, "W1"),
                            "1"),
                    "regularizer.kind: 'l1' is not allowed, expected for least-squares none or conditionNumber or"
                            + " tikhonov"),
            wrong(
                    () -> trial(Experiment.DENOISING, Protocol.PAPER, List.of(4, 4), E1, "1"),
                    "network.hidden: [4, 4] is not allowed, expected an odd number of hidden layers for denoising"),
            wrong(
                    () -> trial(Experiment.LEAST_SQUARES, Protocol.PAPER, List.of(4), W1, "1"),
                    "network.hidden: [4] is not allowed, expected no hidden layers for least-squares"),
            wrong(
                    () -> trial(Experiment.DENOISING, Protocol.PAPER, List.of(4), W1, "1"),
                    "regularizer.layers: 'W1' is not allowed, expected E1, D1"),
            wrong(
                    () -> trial(Experiment.DENOISING, Protocol.PAPER, List.of(4), E1, "1/2"),
                    "lambda: 1/2 is not allowed, expected one number, or a list of 1 for the groups of E1, D1"));

    @ParameterizedTest(name = "{0}")
    @FieldSource("WRONG")
    void wrongValueIsNamedWithItsItemAndWhatWasExpected(String message, Runnable made) {
        assertThatThrownBy(made::run).isInstanceOf(InvalidInputException.class).hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5})
    void anAutoencoderHasAnOddNumberOfHiddenLayers(int hidden) {
        List<Integer> units = Collections.nCopies(hidden, 4);
        TrialSpec trial = trial(Experiment.DENOISING, Protocol.PAPER, units, E1, "1");
        assertThat(trial.layerNames()).hasSize(hidden + 1).startsWith("E1").endsWith("D1");
    }

    @Test
    void anyNumberOfHiddenLayersCanClassifyAndEachGroupHasItsStrength() {
        RegularizerSpec both = penalty(RegularizerKind.TIKHONOV, "W2", "W1");
        TrialSpec trial = trial(Experiment.CLASSIFICATION, Protocol.RELEASED_CODE, List.of(4, 4), both, "1/2");
        assertThat(trial.layerNames()).extracting(trial::lambda).containsExactly(1.0, 2.0, 0.0);
    }

    @Test
    void theSetsOfImagesAreListed() {
        assertThat(DatasetSpec.allowedImages())
                .isEqualTo(
                        "mnist, fashion-mnist, kmnist, emnist-balanced, emnist-byclass, emnist-bymerge, emnist-digits, emnist-letters, emnist-mnist, digits, cifar10 or {directory: PATH}");
    }

    @Test
    void longTextIsCutAndLineBreaksBecomeSpaces() {
        assertThat(OneLine.of(" a\n  b\tc ")).isEqualTo("a b c");
        assertThat(OneLine.of("a\nbc", 4)).isEqualTo("a bc");
        assertThat(OneLine.of("a\nbcd", 4)).isEqualTo("a bc...");
    }
}
