package dev.kappasweep.regularizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kappasweep.linalg.Blas;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.Precision;
import dev.kappasweep.linalg.RandomMatrices;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every regulariser must do; each has a subclass. */
abstract class RegularizerContract {
    final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(11);

    /** A regulariser for matrices of one size, as exact as the precision allows. */
    abstract Regularizer create(Precision precision, int rows, int cols);

    /** Whether the regulariser moves the weights after each update instead of adding to the loss. */
    boolean isProjection() {
        return false;
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 9", "9, 1", "5, 5", "12, 7", "7, 12", "30, 20"})
    void theGradientIsTheLimitOfCentralDifferences(int rows, int cols) {
        Matrix matrix = RandomMatrices.gaussian(Precision.FLOAT64, rows, cols, random);
        Matrix direction = RandomMatrices.gaussian(Precision.FLOAT64, rows, cols, random);
        double step = 1e-6;
        double difference =
                (value(moved(matrix, step, direction)) - value(moved(matrix, -step, direction))) / (2 * step);
        double scale = Math.max(Blas.norm(gradient(matrix, 1)) * Blas.norm(direction), Math.abs(value(matrix)));
        assertThat(Blas.dot(gradient(matrix, 1), direction)).isCloseTo(difference, within(1e-6 * Math.max(scale, 1)));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 9", "9, 1", "5, 5", "12, 7", "7, 12", "30, 20"})
    void theValueIsNotNegativeAndReturnedWithTheGradient(int rows, int cols) {
        Matrix matrix = RandomMatrices.gaussian(Precision.FLOAT64, rows, cols, random);
        try (Regularizer regularizer = create(Precision.FLOAT64, rows, cols)) {
            double value = regularizer.value(matrix);
            Matrix gradient = Matrix.zeros(Precision.FLOAT64, rows, cols);
            assertThat(value).isNotNegative();
            assertThat(regularizer.addGradient(matrix, 0.3, gradient)).isCloseTo(value, within(1e-13 * (1 + value)));
            assertThat(regularizer.solverSteps()).isNotNegative();
        }
    }

    @Test
    void lambdaTimesTheGradientIsAddedToWhatIsThere() {
        Matrix matrix = RandomMatrices.gaussian(Precision.FLOAT64, 6, 9, random);
        Matrix sum = RandomMatrices.gaussian(Precision.FLOAT64, 6, 9, random);
        double[] before = sum.toArray();
        try (Regularizer regularizer = create(Precision.FLOAT64, 6, 9)) {
            regularizer.addGradient(matrix, 0.25, sum);
        }
        double[] gradient = gradient(matrix, 1).toArray();
        double[] expected = new double[before.length];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = before[i] + 0.25 * gradient[i];
        }
        assertThat(sum.toArray()).containsExactly(expected, within(1e-11));
    }

    @Test
    void theGradientLeavesTheWeightsAsTheyAre() {
        Matrix matrix = RandomMatrices.gaussian(Precision.FLOAT64, 6, 9, random);
        double[] before = matrix.toArray();
        value(matrix);
        gradient(matrix, 1);
        assertThat(matrix.toArray()).isEqualTo(before);
    }

    @Test
    void onlyAProjectionMovesTheWeights() {
        Matrix matrix = RandomMatrices.gaussian(Precision.FLOAT64, 6, 9, random);
        double[] before = matrix.toArray();
        try (Regularizer regularizer = create(Precision.FLOAT64, 6, 9)) {
            regularizer.afterUpdate(matrix, 0.01);
        }
        assertThat(!Arrays.equals(matrix.toArray(), before)).isEqualTo(isProjection());
    }

    /** Except for bits of rounding: it is as it were a function of the singular values, or of the elements, alone. */
    @Test
    void theTransposedMatrixHasTheSameValueAndTheTransposedGradient() {
        Matrix matrix = RandomMatrices.gaussian(Precision.FLOAT64, 8, 5, random);
        Matrix transposed = Matrix.zeros(Precision.FLOAT64, 5, 8);
        transpose(matrix, transposed);
        assertThat(value(transposed)).isCloseTo(value(matrix), within(1e-11 * (1 + value(matrix))));
        Matrix expected = Matrix.zeros(Precision.FLOAT64, 5, 8);
        transpose(gradient(matrix, 1), expected);
        assertThat(gradient(transposed, 1).toArray()).containsExactly(expected.toArray(), within(1e-9));
    }

    @Test
    void ofTheZeroMatrixTheGradientIsZeroAndAllIsFinite() {
        for (Precision precision : Precision.values()) {
            Matrix zero = Matrix.zeros(precision, 4, 6);
            assertThat(value(zero)).isFinite().isNotNegative();
            assertThat(Blas.norm(gradient(zero, 1))).isZero();
        }
    }

    @Test
    void ofARankDeficientMatrixAllIsFinite() {
        Matrix matrix = RandomMatrices.withSingularValues(Precision.FLOAT64, 9, 6, random, 3, 2, 0.5);
        assertThat(value(matrix)).isFinite().isNotNegative();
        assertThat(Blas.norm(gradient(matrix, 1))).isFinite().isLessThan(1e4);
    }

    @Test
    void atATieAllIsFinite() {
        Matrix matrix = RandomMatrices.withSingularValues(Precision.FLOAT64, 9, 6, random, 2, 2, 2, 1, 1, 1);
        assertThat(value(matrix)).isFinite().isNotNegative();
        assertThat(Blas.norm(gradient(matrix, 1))).isFinite().isLessThan(1e4);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 1, 1e3})
    void inFloat32ItIsThatOfFloat64ToItsPrecision(double scale) {
        Matrix single = RandomMatrices.gaussian(Precision.FLOAT32, 24, 16, random);
        Blas.scale(scale, single);
        Matrix exact = Matrix.of(Precision.FLOAT64, 24, 16, single.toArray());
        assertThat(value(single)).isCloseTo(value(exact), within(1e-5 * value(exact)));
        double[] expected = gradient(exact, 1).toArray();
        double norm = Blas.norm(gradient(exact, 1));
        assertThat(gradient(single, 1).toArray()).containsExactly(expected, within(1e-5 * norm));
    }

    @Test
    void theSameCallsGiveTheSameBits() {
        Matrix matrix = RandomMatrices.gaussian(Precision.FLOAT32, 20, 30, random);
        assertThat(value(matrix)).isEqualTo(value(matrix));
        assertThat(gradient(matrix, 0.1).toArray())
                .isEqualTo(gradient(matrix, 0.1).toArray());
    }

    final double value(Matrix matrix) {
        try (Regularizer regularizer = create(matrix.precision(), matrix.rows(), matrix.cols())) {
            return regularizer.value(matrix);
        }
    }

    final Matrix gradient(Matrix matrix, double lambda) {
        Matrix gradient = Matrix.zeros(matrix.precision(), matrix.rows(), matrix.cols());
        try (Regularizer regularizer = create(matrix.precision(), matrix.rows(), matrix.cols())) {
            regularizer.addGradient(matrix, lambda, gradient);
        }
        return gradient;
    }

    static Matrix moved(Matrix matrix, double factor, Matrix direction) {
        Matrix moved = Matrix.zeros(matrix.precision(), matrix.rows(), matrix.cols());
        moved.assign(matrix);
        Blas.addScaled(factor, direction, moved);
        return moved;
    }

    private static void transpose(Matrix from, Matrix to) {
        for (int i = 0; i < from.rows(); i++) {
            for (int j = 0; j < from.cols(); j++) {
                to.set(j, i, from.get(i, j));
            }
        }
    }
}
