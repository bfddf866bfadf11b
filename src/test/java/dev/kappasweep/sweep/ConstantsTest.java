package dev.kappasweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of constants, each spelt out a second time. */
class ConstantsTest {
    @ParameterizedTest
    @CsvSource({
        "COMPLETED, COMPLETED, true, true",
        "DIVERGED, DIVERGED, true, true",
        "DEAD, DEAD, true, true",
        "FAILED, FAILED, false, false",
        "TIMED_OUT, TIMED_OUT, false, false",
        "STOPPED_EARLY, STOPPED_EARLY, false, true"
    })
    void statusesThatStand(TrialStatus status, String text, boolean isFinal, boolean isMeasured) {
        assertThat(status.text()).isEqualTo(text);
        assertThat(status.isFinal()).isEqualTo(isFinal);
        assertThat(status.isMeasured()).isEqualTo(isMeasured);
    }

    @Test
    void everyStatusIsInTheTable() {
        assertThat(TrialStatus.values()).hasSize(6);
    }

    @ParameterizedTest
    @CsvSource({
        "CLASSIFICATION, classification, 4, 'W1 W2 W3 W4', released-code, 10",
        "CLASSIFICATION, classification, 1, 'W1', released-code, 10",
        "DENOISING, denoising, 4, 'E1 E2 D2 D1', 'released-code paper', 10",
        "DENOISING, denoising, 2, 'E1 D1', 'released-code paper', 10",
        "LEAST_SQUARES, least-squares, 1, 'W1', paper, 3"
    })
    void experimentsHaveTheirLayersAndProtocols(
            Experiment experiment, String text, int depth, String layers, String protocols, int regularizers) {
        assertThat(experiment.text()).isEqualTo(text);
        assertThat(String.join(" ", experiment.rules().layerNames(depth))).isEqualTo(layers);
        assertThat(experiment.rules().protocols()).extracting(Named::text).containsExactly(protocols.split(" "));
        assertThat(experiment.rules().regularizers()).hasSize(regularizers).contains(RegularizerKind.NONE);
    }

    @Test
    void leastSquaresHasItsOwnPenalties() {
        assertThat(Experiment.LEAST_SQUARES.rules().regularizers())
                .containsExactly(RegularizerKind.NONE, RegularizerKind.CONDITION_NUMBER, RegularizerKind.TIKHONOV);
        assertThat(Experiment.values()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"inf, inf, 0", "Infinity, inf, 0", "1, 1, 1", "1.0, 1, 1", "0.5, 0.5, 2", "4, 4, 0.25"})
    void snrHasOneTextAndItsNoise(String text, String printed, double noise) {
        Snr snr = Snr.parse(text);
        assertThat(snr).hasToString(printed);
        assertThat(snr.isNoisy()).isEqualTo(noise > 0);
        assertThat(snr.noiseStandardDeviation()).isEqualTo(noise);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "NaN", "", "one", "-inf"})
    void otherSnrAreRefused(String text) {
        assertThatThrownBy(() -> Snr.parse(text)).isInstanceOf(InvalidInputException.class);
    }

    @ParameterizedTest
    @CsvSource({"mnist, mnist", "none, none", "data, data", "0.2860/0.3530, 0.286/0.353", "0/1, 0/1", "-1/.5, -1/0.5"})
    void normalisationHasOneText(String text, String printed) {
        assertThat(Normalisation.parse(text)).hasToString(printed);
        assertThat(Normalisation.parse(printed)).isEqualTo(Normalisation.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "given", "mean", "0.5", "0.5/0", "0.5/-1", "a/b", "0.5/inf", "0.5/0.5/0.5", "/", "1 /2"})
    void otherNormalisationsAreRefused(String text) {
        assertThatThrownBy(() -> Normalisation.parse(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("expected one of mnist, none, data, or MEAN/DEVIATION");
    }

    /** The first of several strengths is that of the outermost layers, in whatever order the file names them. */
    @Test
    void groupsOfLayersAreInAscendingOrder() {
        RegularizerSpec penalty = new RegularizerSpec(
                RegularizerKind.CONDITION_NUMBER,
                List.of("E2", "D2", "D1", "E1"),
                SolverSpec.of(SolverKind.LOBPCG),
                0.02);
        assertThat(penalty.groups()).containsExactly(1, 2);
        Strength strength = Strength.parse("0.1/0.005");
        assertThat(List.of("E1", "E2", "D2", "D1"))
                .extracting(layer -> penalty.lambda(strength, layer))
                .containsExactly(0.1, 0.005, 0.005, 0.1);
        assertThat(penalty.lambda(strength, "E3")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"exact, 1", "tracking, 2", "lobpcg, 4", "lanczos, 20", "power, 2"})
    void solversHaveTheirSteps(String text, int steps) {
        SolverSpec solver = SolverSpec.parse(text);
        assertThat(solver.maxSteps()).isEqualTo(steps);
        assertThat(solver).isEqualTo(SolverSpec.of(solver.kind()));
        assertThat(SolverSpec.parse(solver.toString())).isEqualTo(solver);
    }

    @ParameterizedTest
    @EnumSource(EvaluationMetric.class)
    void metricsAreReadByTheirNames(EvaluationMetric metric) {
        assertThat(Named.parse(EvaluationMetric.class, "metric", metric.text())).isEqualTo(metric);
    }

    @Test
    void metricsHaveTheNamesOfStoredResults() {
        assertThat(EvaluationMetric.values())
                .extracting(EvaluationMetric::text)
                .containsExactly("accuracy", "mse", "psnr", "ssim", "error", "errorRatio");
    }
}
