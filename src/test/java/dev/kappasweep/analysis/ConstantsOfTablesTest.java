package dev.kappasweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.sweep.EvaluationMetric;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.table.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tables know of metrics and axes, spelt out a second time. */
class ConstantsOfTablesTest {
    @ParameterizedTest
    @CsvSource({
        "KAPPA, kappa, LAYER, kappa, 1, 2, false, false",
        "NUMERICAL_KAPPA, numericalKappa, LAYER, numerical kappa, 1, 2, false, false",
        "SIGMA_MAX, sigmaMax, LAYER, sigma max, 1, 2, false, false",
        "SIGMA_MIN, sigmaMin, LAYER, sigma min, 1, 2, false, false",
        "STABLE_RANK, stableRank, LAYER, stable rank, 1, 2, true, false",
        "PENALTY, r, LAYER, r, 1, 4, false, false",
        "ACCURACY, accuracy, EVALUATION, accuracy %, 100, 2, true, false",
        "MSE, mse, EVALUATION, MSE, 1, 4, false, false",
        "PSNR, psnr, EVALUATION, PSNR dB, 1, 2, true, false",
        "SSIM, ssim, EVALUATION, SSIM, 1, 4, true, false",
        "ERROR, error, EVALUATION, error, 1, 2, false, true",
        "ERROR_RATIO, errorRatio, EVALUATION, error ratio, 1, 4, false, true",
        "TRAIN_LOSS, trainLoss, TRIAL, training loss, 1, 4, false, false",
        "VALIDATION_ACCURACY, validationAccuracy, TRIAL, validation accuracy %, 100, 2, true, false",
        "VALIDATION_LOSS, validationLoss, TRIAL, validation loss, 1, 4, false, false",
        "SECONDS, seconds, TRIAL, seconds, 1, 2, false, false",
        "STEPS, steps, TRIAL, steps, 1, 2, false, false"
    })
    void metrics(
            Metric metric,
            String text,
            Metric.Of of,
            String title,
            double factor,
            int decimals,
            boolean isBetterWhenLarger,
            boolean isWithoutNoise) {
        assertThat(metric.text()).isEqualTo(text);
        assertThat(metric.of()).isEqualTo(of);
        assertThat(metric.title()).isEqualTo(title);
        assertThat(metric.factor()).isEqualTo(factor);
        assertThat(metric.decimals()).isEqualTo(decimals);
        assertThat(metric.isBetterWhenLarger()).isEqualTo(isBetterWhenLarger);
        assertThat(metric.isWithoutNoise()).isEqualTo(isWithoutNoise);
    }

    @Test
    void everyMetricIsInTheTableAndEveryMeasuredOneIsAMetric() {
        assertThat(Metric.values()).hasSize(17);
        assertThat(Metric.values())
                .filteredOn(metric -> metric.of() == Metric.Of.EVALUATION)
                .extracting(Metric::text)
                .containsExactlyInAnyOrder(java.util.Arrays.stream(EvaluationMetric.values())
                        .map(EvaluationMetric::text)
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({
        "REGULARIZER, regularizer, true, false",
        "SOLVER, solver, true, false",
        "LAMBDA, lambda, true, true",
        "TRAIN_SNR, trainSnr, false, true",
        "DROPOUT, dropout, false, true",
        "LEARNING_RATE, learningRate, false, true",
        "BATCH, batch, false, true"
    })
    void axes(Parameter axis, String text, boolean isOfPenalty, boolean isOrdered) {
        assertThat(axis.text()).isEqualTo(text);
        assertThat(axis.label()).isEqualTo(text);
        assertThat(axis.isOfPenalty()).isEqualTo(isOfPenalty);
        assertThat(axis.isOrdered()).isEqualTo(isOrdered);
    }

    @Test
    void everyAxisOfTheFirstVersionIsInTheTable() {
        assertThat(Parameter.ofConfigurations().stream().filter(Parameter::isAlwaysAxis))
                .hasSize(7);
    }
}
