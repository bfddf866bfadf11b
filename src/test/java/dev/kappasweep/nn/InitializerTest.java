package dev.kappasweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kappasweep.data.RandomStreams;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.Precision;
import dev.kappasweep.linalg.Spectrum;
import dev.kappasweep.sweep.Initialisation;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class InitializerTest {
    private static double[] weights(Initialisation kind, int rows, int cols, long seed) {
        Matrix w = Matrix.zeros(Precision.FLOAT64, rows, cols);
        new Initializer(kind, RandomStreams.stream(seed, "weights")).weights(w);
        return w.toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    /** The mean of 80 000 squares is within 2 % of its expectation at any of these distributions in all but 1 of 10^4 draws. */
    @ParameterizedTest
    @CsvSource({"PYTORCH, 0.0333333333, 0.1000001", "HE_NORMAL, 0.02, 1", "XAVIER_UNIFORM, 0.0022222222, 0.0816497"})
    void varianceAndBoundAreThoseOfTheirAuthors(Initialisation kind, double unit, double bound) {
        // Of 800 x 100: 1/(3 x 100), 2/100 and 2/900.
        double[] weights = weights(kind, 800, 100, 1);
        double expected = kind == Initialisation.PYTORCH ? unit / 10 : unit;
        assertThat(mean(Arrays.stream(weights).map(w -> w * w).toArray())).isCloseTo(expected, within(0.02 * expected));
        assertThat(mean(weights)).isCloseTo(0, within(0.002));
        assertThat(Arrays.stream(weights).map(Math::abs).max().orElseThrow()).isLessThanOrEqualTo(bound);
    }

    @ParameterizedTest
    @CsvSource({"30, 50", "50, 30", "7, 7", "1, 9", "9, 1"})
    void orthogonalMatricesHaveConditionNumberOne(int rows, int cols) {
        Matrix w = Matrix.zeros(Precision.FLOAT64, rows, cols);
        new Initializer(Initialisation.ORTHOGONAL, RandomStreams.stream(3, "weights")).weights(w);
        Spectrum spectrum = Spectrum.of(w);
        assertThat(spectrum.largest()).isCloseTo(1, within(1e-13));
        assertThat(spectrum.kappa()).isCloseTo(1, within(1e-13));
        assertThat(spectrum.values()).hasSize(Math.min(rows, cols));
    }

    @ParameterizedTest
    @EnumSource
    void seedsDifferAndDrawTheSameAgain(Initialisation kind) {
        assertThat(weights(kind, 5, 8, 1))
                .containsExactly(weights(kind, 5, 8, 1))
                .isNotEqualTo(weights(kind, 5, 8, 2));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PYTORCH")
    void biasesBeginAtZero(Initialisation kind) {
        Matrix b = Matrix.zeros(Precision.FLOAT64, 1, 4);
        for (int i = 0; i < 4; i++) {
            b.set(i, 7);
        }
        new Initializer(kind, RandomGenerator.getDefault()).biases(b, 4);
        assertThat(b.toArray()).containsOnly(0);
    }

    @Test
    void biasesOfPyTorchAreDrawnLikeItsWeights() {
        Matrix b = Matrix.zeros(Precision.FLOAT64, 1, 1000);
        new Initializer(Initialisation.PYTORCH, RandomStreams.stream(1, "b")).biases(b, 16);
        assertThat(Arrays.stream(b.toArray()).map(Math::abs).max().orElseThrow())
                .isBetween(0.24, 0.25);
    }
}
