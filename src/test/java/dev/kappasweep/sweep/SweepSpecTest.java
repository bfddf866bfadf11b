package dev.kappasweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SweepSpecTest {
    private static final DatasetId DATA = new DatasetId("mnist", "ab".repeat(32));

    private static SweepSpec sweep(String name, List<Double> lambda, List<Long> seed) {
        return sweep(
                name,
                List.of(RegularizerKind.CONDITION_NUMBER),
                lambda.stream().map(Strength::of).toList(),
                seed);
    }

    private static SweepSpec sweep(String name, List<RegularizerKind> kinds, List<Strength> lambda, List<Long> seed) {
        return SweepSpec.ofGrids(
                name,
                Experiment.CLASSIFICATION,
                DatasetSpec.MNIST,
                Settings.standard(Experiment.CLASSIFICATION)
                        .with(new NetworkSpec(List.of(2048), Activation.SIGMOID))
                        .with(new RegularizerSpec(
                                RegularizerKind.CONDITION_NUMBER,
                                List.of("W1"),
                                SolverSpec.of(SolverKind.LOBPCG),
                                0.02))
                        .with(new TrainingSpec(50, 32, Optimizer.ADAM, 1e-4, 0)),
                List.of(Axes.NONE
                        .with(Parameter.REGULARIZER, kinds)
                        .with(Parameter.SOLVER, List.of(SolverSpec.of(SolverKind.LOBPCG)))
                        .with(Parameter.LAMBDA, lambda)
                        .with(Parameter.TRAIN_SNR, List.of(Snr.INFINITE))
                        .with(Parameter.DROPOUT, List.of(0.0))
                        .with(Parameter.LEARNING_RATE, List.of(1e-4))
                        .with(Parameter.BATCH, List.of(32))
                        .with(Parameter.SEED, seed)),
                new EvaluationSpec(List.of(Snr.INFINITE, new Snr(1), new Snr(0.5)), 5),
                "table1",
                List.of());
    }

    @Test
    void gridIsTheProductOfTheAxesWithTheSeedFastest() {
        List<TrialSpec> trials =
                sweep("a", List.of(0.0, 0.1), List.of(1L, 2L, 3L)).trials(DATA);
        assertThat(trials).extracting(TrialSpec::lambda).containsExactly(0.0, 0.0, 0.0, 0.1, 0.1, 0.1);
        assertThat(trials).extracting(TrialSpec::seed).containsExactly(1L, 2L, 3L, 1L, 2L, 3L);
        assertThat(trials).extracting(TrialSpec::id).doesNotHaveDuplicates();
    }

    /** A change of this id makes every result on disk foreign: raise OBJECTIVE_VERSION rather than let it happen by chance. */
    @Test
    void idOfATrialIsPinned() {
        TrialSpec trial = sweep("a", List.of(1.0), List.of(1L)).trials(DATA).get(0);
        assertThat(trial.id()).hasToString("77afbfbe4c654fe7");
        assertThat(trial.with(Parameter.WEIGHT_DECAY, 0.1).id()).isNotEqualTo(trial.id());
    }

    @Test
    void idDoesNotDependOnTheLanguageOfTheMachine() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            idOfATrialIsPinned();
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void idDependsOnWhatIsTrainedAndNotOnNamesOrOrder() {
        TrialSpec trial =
                sweep("a", List.of(0.0, 1.0), List.of(1L)).trials(DATA).get(1);
        assertThat(sweep("b", List.of(1.0), List.of(2L, 1L)).trials(DATA).get(1).id())
                .isEqualTo(trial.id());
        DatasetId renamed = new DatasetId("copy of mnist", DATA.sha256());
        assertThat(sweep("a", List.of(1.0), List.of(1L)).trials(renamed).get(0).id())
                .isEqualTo(trial.id());
        DatasetId other = new DatasetId("mnist", "cd".repeat(32));
        assertThat(sweep("a", List.of(1.0), List.of(1L)).trials(other).get(0).id())
                .isNotEqualTo(trial.id());
    }

    @Test
    void networkWithoutPenaltyIsTrainedOnceWhereTheRegularizerIsAnAxis() {
        List<RegularizerKind> kinds =
                List.of(RegularizerKind.NONE, RegularizerKind.CONDITION_NUMBER, RegularizerKind.TIKHONOV);
        List<TrialSpec> trials =
                sweep("a", kinds, Strength.each(0, 0.5), List.of(1L)).trials(DATA);
        assertThat(trials)
                .extracting(trial -> trial.regularizer().kind().text() + " " + trial.strength())
                .containsExactly("none 0", "conditionNumber 0.5", "tikhonov 0.5");
    }

    @Test
    void kindStaysWhereItIsNoAxisThoughNothingIsPenalised() {
        assertThat(sweep("a", List.of(0.0, 0.5), List.of(1L)).trials(DATA))
                .extracting(trial -> trial.regularizer().kind().text() + " " + trial.strength())
                .containsExactly("conditionNumber 0", "conditionNumber 0.5");
    }

    @Test
    void everyAxisMultipliesTheGrid() {
        Axes axes = Axes.NONE
                .with(Parameter.REGULARIZER, List.of(RegularizerKind.CONDITION_NUMBER, RegularizerKind.SPECTRAL_NORM))
                .with(Parameter.SOLVER, List.of(SolverSpec.of(SolverKind.EXACT), SolverSpec.of(SolverKind.LOBPCG)))
                .with(Parameter.LAMBDA, Strength.each(1, 2))
                .with(Parameter.TRAIN_SNR, List.of(Snr.INFINITE, new Snr(1)))
                .with(Parameter.DROPOUT, List.of(0.0, 0.5))
                .with(Parameter.LEARNING_RATE, List.of(1e-4, 1e-3))
                .with(Parameter.BATCH, List.of(8, 16))
                .with(Parameter.SEED, List.of(1L, 2L, 3L));
        SweepSpec sweep = together(List.of(axes));
        assertThat(axes.size()).isEqualTo(384);
        assertThat(sweep.trials(DATA)).hasSize(384);
    }

    @Test
    void aPenaltyWithoutASolverIsTrainedOnceWhateverSolversThereAre() {
        Axes axes = Axes.NONE
                .with(Parameter.REGULARIZER, RegularizerKind.TIKHONOV, RegularizerKind.SPECTRAL_NORM)
                .with(Parameter.SOLVER, SolverSpec.of(SolverKind.EXACT), SolverSpec.of(SolverKind.LOBPCG))
                .with(Parameter.TOLERANCE, 0.1, 0.01)
                .with(Parameter.LAMBDA, Strength.each(0, 1));
        List<TrialSpec> trials = together(List.of(axes)).trials(DATA);
        assertThat(axes.size()).isEqualTo(16);
        assertThat(trials)
                .extracting(trial -> trial.regularizer().kind().text() + " " + trial.strength() + " "
                        + trial.regularizer().solver() + " "
                        + trial.regularizer().tolerance())
                .containsExactly(
                        "none 0 exact 0.1",
                        "tikhonov 1 exact 0.1",
                        "spectralNorm 1 exact 0.1",
                        "spectralNorm 1 lobpcg 0.1",
                        "spectralNorm 1 exact 0.01",
                        "spectralNorm 1 lobpcg 0.01");
    }

    @Test
    void anyParameterMultipliesTheGrid() {
        Axes axes = Axes.NONE
                .with(Parameter.HIDDEN, List.of(256), List.of(64, 32))
                .with(Parameter.ACTIVATION, List.of(Activation.RELU), List.of(Activation.SIGMOID))
                .with(Parameter.LAYERS, List.of("W1"), List.of("W1", "W2"))
                .with(Parameter.EPOCHS, 10, 50)
                .with(Parameter.SEED, 1L, 2L);
        List<TrialSpec> trials = together(List.of(axes)).trials(DATA);
        assertThat(trials).hasSize(32).extracting(TrialSpec::id).doesNotHaveDuplicates();
        assertThat(trials.get(31).network()).isEqualTo(new NetworkSpec(List.of(64, 32), Activation.SIGMOID));
        assertThat(trials.get(31).regularizer().layers()).containsExactly("W1", "W2");
        assertThat(trials.get(31).training().epochs()).isEqualTo(50);
        assertThat(trials).extracting(TrialSpec::seed).startsWith(1L, 2L, 1L);
    }

    @Test
    void gridsMakeTheSweepTogetherWithEveryTrialOnce() {
        SweepSpec none = sweep("a", List.of(RegularizerKind.NONE), Strength.each(0), List.of(1L));
        SweepSpec weak = sweep("a", List.of(RegularizerKind.TIKHONOV), Strength.each(0, 0.5), List.of(1L, 2L));
        SweepSpec l1 = sweep("a", List.of(RegularizerKind.L1), Strength.each(0.1), List.of(1L));
        SweepSpec all = together(
                List.of(none.grids().get(0), weak.grids().get(0), l1.grids().get(0)));

        assertThat(all.trials(DATA))
                .extracting(
                        trial -> trial.regularizer().kind().text() + " " + trial.strength() + " seed " + trial.seed())
                .containsExactly(
                        "none 0 seed 1",
                        "none 0 seed 2",
                        "tikhonov 0.5 seed 1",
                        "tikhonov 0.5 seed 2",
                        "l1 0.1 seed 1");
        assertThat(all.trials(DATA)).contains(l1.trials(DATA).get(0));
        assertThatThrownBy(() -> together(List.of())).hasMessageContaining("grids: [] is not allowed");
    }

    private static SweepSpec together(List<Axes> grids) {
        return sweep("a", List.of(0.0), List.of(1L)).withGrids(grids);
    }

    @ParameterizedTest
    @CsvSource({"0.1, 0.1", "0.1/0.005, 0.1/0.005", "0.5/0.5, 0.5", "0/0, 0", "-0.0, 0", "1/0, 1/0", "1e-3, 0.001"})
    void strengthReadsAndPrintsItsText(String text, String printed) {
        assertThat(Strength.parse(text)).hasToString(printed).isEqualTo(Strength.parse(printed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "0.1/", "-1", "inf", "NaN", "0.1/-1", "a"})
    void otherStrengthsAreRefused(String text) {
        assertThatThrownBy(() -> Strength.parse(text)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void strengthsAreForTheLayersOfOneNumber() {
        RegularizerSpec autoencoder = new RegularizerSpec(
                RegularizerKind.TIKHONOV, List.of("E1", "E2", "D2", "D1"), SolverSpec.of(SolverKind.EXACT), 0.02);
        Strength strength = Strength.parse("0.1/0.005");
        assertThat(autoencoder.layers())
                .extracting(layer -> autoencoder.lambda(strength, layer))
                .containsExactly(0.1, 0.005, 0.005, 0.1);
        assertThat(autoencoder.lambda(strength, "E3")).isZero();
    }

    @Test
    void layersAreNamedAsInThePaper() {
        assertThat(Experiment.CLASSIFICATION.rules().layerNames(3)).containsExactly("W1", "W2", "W3");
        assertThat(Experiment.DENOISING.rules().layerNames(4)).containsExactly("E1", "E2", "D2", "D1");
        assertThat(Experiment.DENOISING.rules().layerNames(2)).containsExactly("E1", "D1");
        assertThat(Experiment.LEAST_SQUARES.rules().layerNames(1)).containsExactly("W1");
    }

    @Test
    void gridAboveAMillionIsRefused() {
        List<Long> seeds = LongStream.range(0, 500_001).boxed().toList();
        assertThatThrownBy(() -> sweep("a", List.of(0.0, 1.0), seeds))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("1000002 trials")
                .hasMessageContaining("at most 1000000");
    }

    @Test
    void emptyOrRepeatedOrNegativeAxisIsRefused() {
        assertThatThrownBy(() -> sweep("a", List.of(), List.of(1L))).hasMessageContaining("axes.lambda: []");
        assertThatThrownBy(() -> sweep("a", List.of(0.0), List.of(1L, 1L))).hasMessageContaining("axes.seed: [1, 1]");
        assertThatThrownBy(() -> sweep("a", List.of(-1.0), List.of(1L))).hasMessageContaining("lambda: -1.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../up", "a/b", "", ".hidden", "a b"})
    void nameThatIsNoPlainFileNameIsRefused(String name) {
        assertThatThrownBy(() -> sweep(name, List.of(0.0), List.of(1L)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("name: '" + name + "'");
    }

    @ParameterizedTest
    @CsvSource({"inf, inf, 0", ".inf, inf, 0", "1, 1, 1", "0.5, 0.5, 2", "2.0, 2, 0.5"})
    void snrReadsAndPrintsItsText(String text, String printed, double deviation) {
        assertThat(Snr.parse(text)).hasToString(printed);
        assertThat(Snr.parse(text).noiseStandardDeviation()).isEqualTo(deviation);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "nan", "NaN", "loud", ""})
    void snrThatIsNotAboveZeroIsRefusedWithItsText(String text) {
        assertThatThrownBy(() -> Snr.parse(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("SNR");
    }

    @ParameterizedTest
    @CsvSource({"exact, exact, 1", "lanczos, lanczos, 20", "lanczos(20), lanczos, 20", "power(3), power(3), 3"})
    void solverReadsAndPrintsItsText(String text, String printed, int steps) {
        assertThat(SolverSpec.parse(text)).hasToString(printed);
        assertThat(SolverSpec.parse(text).maxSteps()).isEqualTo(steps);
    }

    @ParameterizedTest
    @ValueSource(strings = {"svd", "lanczos()", "lanczos(0)", "exact(2)", "lanczos(20) ", "Lanczos"})
    void otherSolversAreRefused(String text) {
        assertThatThrownBy(() -> SolverSpec.parse(text)).isInstanceOf(InvalidInputException.class);
    }
}
