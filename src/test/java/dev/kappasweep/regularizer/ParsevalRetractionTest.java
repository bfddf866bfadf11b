package dev.kappasweep.regularizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.Precision;
import dev.kappasweep.linalg.RandomMatrices;
import dev.kappasweep.linalg.Spectrum;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ParsevalRetractionTest extends RegularizerContract {
    private static final double[] SIGMA = {1.8, 1.2, 1, 0.7, 0.1};

    @Override
    Regularizer create(Precision precision, int rows, int cols) {
        return new ParsevalRetraction(precision, rows, cols);
    }

    @Override
    boolean isProjection() {
        return true;
    }

    @ParameterizedTest
    @CsvSource({"FLOAT64, 9, 5, 1e-13", "FLOAT64, 5, 9, 1e-13", "FLOAT32, 9, 5, 1e-6", "FLOAT32, 5, 9, 1e-6"})
    void oneStepTakesEverySingularValueTowardsOne(Precision precision, int rows, int cols, double tolerance) {
        Matrix matrix = RandomMatrices.withSingularValues(precision, rows, cols, random, SIGMA);
        retract(matrix, 0.1, 1);
        double[] expected = new double[SIGMA.length];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = SIGMA[i] * (1 + 0.1 * (1 - SIGMA[i] * SIGMA[i]));
        }
        Arrays.sort(expected);
        double[] actual = Spectrum.of(matrix).values();
        Arrays.sort(actual);
        assertThat(actual).containsExactly(expected, within(tolerance));
    }

    @Test
    void nothingIsAddedToTheLoss() {
        Matrix matrix = RandomMatrices.gaussian(Precision.FLOAT64, 9, 5, random);
        assertThat(value(matrix)).isZero();
        assertThat(gradient(matrix, 1).toArray()).containsOnly(0);
    }

    @Test
    void manyStepsEndAtConditionNumberOne() {
        Matrix matrix = RandomMatrices.withSingularValues(Precision.FLOAT64, 9, 5, random, SIGMA);
        retract(matrix, 0.3, 100);
        assertThat(Spectrum.of(matrix).kappa()).isCloseTo(1, within(1e-12));
        assertThat(Spectrum.of(matrix).largest()).isCloseTo(1, within(1e-12));
    }

    private static void retract(Matrix matrix, double beta, int times) {
        try (Regularizer regularizer = new ParsevalRetraction(matrix.precision(), matrix.rows(), matrix.cols())) {
            for (int i = 0; i < times; i++) {
                regularizer.afterUpdate(matrix, beta);
            }
        }
    }
}
