package dev.kappasweep.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kappasweep.Reference;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpectrumTest {
    private final RandomGenerator random = TopSingularTripletSolverContract.random(5);

    @Test
    void singularValuesAndKappaAreThoseOfPyTorch() {
        for (JsonNode reference : Reference.read("regularizers.json").get("cases")) {
            String name = reference.get("name").asText();
            double[] expected = Reference.numbers(reference.get("singularValues"));
            try (Matrix matrix = Matrix.of(
                    Precision.FLOAT64,
                    reference.get("rows").asInt(),
                    reference.get("cols").asInt(),
                    Reference.numbers(reference.get("matrix")))) {
                Spectrum spectrum = Spectrum.of(matrix);
                assertThat(spectrum.values()).as(name).containsExactly(expected, within(1e-13 * expected[0] + 1e-300));
                // The smallest singular value is exact to 1e-16 of the largest one, so kappa to 1e-16 kappa.
                double kappa = reference.get("kappa").asDouble(Double.NaN);
                if (reference.get("kappa").isNull()) {
                    assertThat(spectrum.kappa()).as(name).isNaN();
                } else {
                    assertThat(spectrum.kappa() / kappa).as(name).isCloseTo(1, within(1e-14 * kappa));
                }
            }
        }
    }

    @Test
    void kappaOfZeroMatrixIsUndefined() {
        Spectrum spectrum = Spectrum.of(Matrix.zeros(Precision.FLOAT32, 3, 4));
        assertThat(spectrum.kappa()).isNaN();
        assertThat(spectrum.smallestNonZero()).isNaN();
        assertThat(spectrum.stableRank()).isNaN();
        assertThat(spectrum.numericalKappa()).isNaN();
        assertThat(spectrum.rank()).isZero();
        assertThat(spectrum.r()).isZero();
    }

    @Test
    void kappaOfASingleRowOrColumnIsOne() {
        assertThat(Spectrum.of(Matrix.of(Precision.FLOAT32, 1, 3, 1, -2, 5)).kappa())
                .isEqualTo(1);
        assertThat(Spectrum.of(Matrix.of(Precision.FLOAT32, 3, 1, 1, -2, 5)).kappa())
                .isEqualTo(1);
    }

    @Test
    void kappaOfRankDeficientMatrixIsOverItsNonZeroPart() {
        Matrix matrix = RandomMatrices.withSingularValues(Precision.FLOAT64, 9, 6, random, 8, 4, 2);
        Spectrum spectrum = Spectrum.of(matrix);
        assertThat(spectrum.rank()).isEqualTo(3);
        assertThat(spectrum.kappa()).isCloseTo(4, within(1e-12));
        assertThat(spectrum.stableRank()).isCloseTo(1 + 0.25 + 0.0625, within(1e-12));
    }

    /** Of a matrix with the singular values 1 and {@code second}. */
    private static Spectrum ofTwo(int rows, int cols, double second) {
        double[] elements = new double[rows * cols];
        elements[0] = 1;
        elements[cols + 1] = second;
        return Spectrum.of(Matrix.of(Precision.FLOAT64, rows, cols, elements));
    }

    /** 200 x 2^-23 = 2.38e-5; by the smaller size it would be 2.4e-7. */
    @ParameterizedTest
    @CsvSource({"2, 200, 2.3e-5, 1", "200, 2, 2.3e-5, 1", "2, 200, 2.5e-5, 40000", "200, 2, 0.5, 2"})
    void numericalKappaIsOverWhatSinglePrecisionTellsFromRounding(int rows, int cols, double second, double kappa) {
        Spectrum spectrum = ofTwo(rows, cols, second);
        assertThat(spectrum.kappa()).isCloseTo(1 / second, within(1e-9));
        assertThat(spectrum.numericalKappa()).isCloseTo(kappa, within(1e-9));
    }

    /** 200 x 2^-52 = 4.4e-14; by the smaller size it would be 4.4e-16. */
    @ParameterizedTest
    @CsvSource({"2, 200, 4e-14, 1", "200, 2, 4e-14, 1", "2, 200, 5e-14, 2", "200, 2, 5e-14, 2"})
    void whatCountsAsZeroGoesByTheLargerSize(int rows, int cols, double second, int rank) {
        Spectrum spectrum = ofTwo(rows, cols, second);
        assertThat(spectrum.values()).containsExactly(1, second);
        assertThat(spectrum.rank()).isEqualTo(rank);
        assertThat(spectrum.smallestNonZero()).isEqualTo(rank == 1 ? 1 : second);
    }

    @Test
    void scaleDoesNotMatter() {
        for (double scale : new double[] {1e-150, 1e-8, 1, 1e8, 1e150}) {
            Matrix matrix =
                    RandomMatrices.withSingularValues(Precision.FLOAT64, 7, 5, random, 5 * scale, 4 * scale, scale);
            assertThat(Spectrum.of(matrix).kappa()).isCloseTo(5, within(1e-12));
        }
    }

    /** Sizes at which the Gram matrix is used, and both sides of the kappa at which it no longer is. */
    @Test
    @Tag("slow")
    void largeMatricesHaveTheSingularValuesTheyWereMadeOf() {
        for (double kappa : new double[] {1, 7, 90, 110, 1e5}) {
            for (int[] size : new int[][] {{150, 140}, {140, 217}, {130, 130}}) {
                for (double scale : new double[] {1e-150, 1, 1e150}) {
                    double[] expected = new double[Math.min(size[0], size[1])];
                    for (int i = 0; i < expected.length; i++) {
                        expected[i] = scale * Math.pow(kappa, -(double) i / (expected.length - 1));
                    }
                    Matrix matrix =
                            RandomMatrices.withSingularValues(Precision.FLOAT64, size[0], size[1], random, expected);
                    Spectrum spectrum = Spectrum.of(matrix);
                    assertThat(spectrum.values()).containsExactly(expected, within(1e-14 * scale));
                    assertThat(spectrum.kappa() / kappa).isCloseTo(1, within(1e-12 + 1e-15 * kappa));
                }
            }
        }
    }

    @Test
    void largeMatrixOfLowRankHasTheConditionNumberOfItsNonZeroPart() {
        Matrix matrix = RandomMatrices.withSingularValues(Precision.FLOAT64, 200, 150, random, 8, 4, 2);
        Spectrum spectrum = Spectrum.of(matrix);
        assertThat(spectrum.rank()).isEqualTo(3);
        assertThat(spectrum.kappa()).isCloseTo(4, within(1e-12));
    }

    @Test
    void notANumberIsRefused() {
        Matrix matrix = Matrix.of(Precision.FLOAT32, 2, 2, 1, Double.NaN, 0, 1);
        assertThatThrownBy(() -> Spectrum.of(matrix)).isInstanceOf(ArithmeticException.class);
    }

    /** Absolutely exact: the small ones to a few ulps of the largest, which squares would lose. */
    @Test
    void gradedSpectraKeepWhatIsAboveRounding() {
        for (int[] size : new int[][] {{20, 13}, {13, 20}, {160, 140}}) {
            double[] expected = new double[13];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = Math.pow(10, -i);
            }
            Matrix matrix = RandomMatrices.withSingularValues(Precision.FLOAT64, size[0], size[1], random, expected);
            Spectrum spectrum = Spectrum.of(matrix);
            assertThat(Arrays.copyOf(spectrum.values(), expected.length)).containsExactly(expected, within(3e-15));
            assertThat(spectrum.rank()).isEqualTo(expected.length);
        }
    }

    @Test
    void clusteredSpectraOfBothMethods() {
        for (int size : new int[] {12, 150}) {
            double[] expected = new double[size];
            for (int i = 0; i < size; i++) {
                expected[i] = (i < size / 2 ? 2 : 1) - (i % 3) * 1e-15;
            }
            Matrix matrix = RandomMatrices.withSingularValues(Precision.FLOAT64, size, size + 3, random, expected);
            assertThat(Spectrum.of(matrix).values()).containsExactly(sortedDownwards(expected), within(1e-14));
        }
    }

    /** On any processor and Java, by the Gram matrix and by the decomposition: the order of every sum is part of it. */
    @Test
    void bitsAreTheSameEverywhere() {
        try (Matrix large = Bits.uniform(Precision.FLOAT32, 131, 300, 31);
                Matrix small = Bits.uniform(Precision.FLOAT32, 57, 30, 37)) {
            assertThat(Bits.checksum(Spectrum.of(large).values())).isEqualTo("bde35219");
            assertThat(Bits.checksum(Spectrum.of(small).values())).isEqualTo("2308b107");
        }
    }

    private static double[] sortedDownwards(double[] numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        for (int i = 0; i < sorted.length / 2; i++) {
            double swapped = sorted[i];
            sorted[i] = sorted[sorted.length - 1 - i];
            sorted[sorted.length - 1 - i] = swapped;
        }
        return sorted;
    }
}
