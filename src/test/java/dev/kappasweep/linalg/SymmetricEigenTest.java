package dev.kappasweep.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SymmetricEigenTest {
    private static final double TOLERANCE = 1e-14;

    private final SplittableRandom random = new SplittableRandom(5);

    static Stream<double[]> spectra() {
        return Stream.of(
                new double[] {3},
                new double[] {-2, 5},
                new double[] {0, 0, 0},
                new double[] {1, 1, 1, 1, 1},
                new double[] {2, 1, 1 + 1e-15, 1 - 1e-15, 1, -1, -1},
                new double[] {1, 1e-3, 1e-6, 1e-9, 1e-12, 0, 0, 0, 0},
                new double[] {1e-12, 1e-8, 1e-4, 1, -1, -1e-4},
                new double[] {1e300, 5e299, 1e200},
                new double[] {1e-300, 5e-301, -1e-300},
                Arrays.copyOf(new double[] {7, 7, 7}, 24),
                new SplittableRandom(1).doubles(40, -1, 1).toArray(),
                new SplittableRandom(2).doubles(97, 0, 1).toArray());
    }

    @ParameterizedTest
    @MethodSource("spectra")
    void matrixHasTheSpectrumItWasMadeOf(double[] spectrum) {
        int n = spectrum.length;
        double[][] matrix = withSpectrum(spectrum);
        SymmetricEigen eigen = solved(matrix, n);
        double[] sorted = spectrum.clone();
        Arrays.sort(sorted);
        double norm = Math.max(Math.abs(sorted[0]), Math.abs(sorted[n - 1]));
        for (int rank = 0; rank < n; rank++) {
            assertThat(eigen.value(rank)).isCloseTo(sorted[n - 1 - rank], within(TOLERANCE * norm));
        }
        assertDecomposes(matrix, eigen, norm);
    }

    /** Its eigenvalues span 13 orders of magnitude; by mpmath.eigsy with 60 digits, of the elements as doubles. */
    @Test
    void hilbertMatrixOfOrderTen() {
        double[][] hilbert = new double[10][10];
        for (int i = 0; i < 10; i++) {
            for (int j = 0; j < 10; j++) {
                hilbert[i][j] = 1.0 / (i + j + 1);
            }
        }
        SymmetricEigen eigen = solved(hilbert, 10);
        assertThat(eigen.value(0)).isCloseTo(1.7519196702651776, within(1e-14));
        assertThat(eigen.value(1)).isCloseTo(0.3429295484835091, within(1e-14));
        assertThat(eigen.value(9)).isCloseTo(1.0932524e-13, within(1e-15));
        assertDecomposes(hilbert, eigen, eigen.value(0));
    }

    @Test
    void tridiagonalMatrixOfOnesAndTwosHasTheEigenvaluesOfAChain() {
        int n = 31;
        double[][] matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
            matrix[i][i] = 2;
            if (i > 0) {
                matrix[i][i - 1] = -1;
                matrix[i - 1][i] = -1;
            }
        }
        SymmetricEigen eigen = solved(matrix, n);
        for (int rank = 0; rank < n; rank++) {
            double expected = 2 - 2 * StrictMath.cos((n - rank) * StrictMath.PI / (n + 1));
            assertThat(eigen.value(rank)).isCloseTo(expected, within(1e-14));
        }
        assertDecomposes(matrix, eigen, 4);
    }

    /** A smaller problem after a larger one, in memory that is still full of that. */
    @Test
    void sizesMayChange() {
        SymmetricEigen eigen = new SymmetricEigen(20);
        for (int n : new int[] {20, 9, 1, 13}) {
            double[][] matrix = withSpectrum(random.doubles(n, 1, 2).toArray());
            fill(eigen, matrix);
            eigen.solve();
            assertDecomposes(matrix, eigen, 2);
            SymmetricEigen fresh = solved(matrix, n);
            assertThat(numbers(eigen, n)).isEqualTo(numbers(fresh, n));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNotFiniteIsRefusedAndForgotten(double element) {
        SymmetricEigen eigen = new SymmetricEigen(4);
        double[][] matrix = withSpectrum(4, 3, 2, 1);
        fill(eigen, matrix);
        eigen.set(3, 1, element);
        assertThatThrownBy(eigen::solve).isInstanceOf(ArithmeticException.class).hasMessageContaining("3, 1");
        fill(eigen, matrix);
        eigen.solve();
        assertDecomposes(matrix, eigen, 4);
    }

    /** On any processor and Java: the order of every sum is part of what this class does. */
    @Test
    void bitsAreTheSameEverywhere() {
        SplittableRandom uniform = new SplittableRandom(11);
        double[][] matrix = new double[19][19];
        for (int i = 0; i < 19; i++) {
            for (int j = 0; j <= i; j++) {
                matrix[i][j] = uniform.nextDouble() - 0.5;
            }
        }
        assertThat(Bits.checksum(numbers(solved(matrix, 19), 19))).isEqualTo("aa6ca854");
    }

    private static double[] numbers(SymmetricEigen eigen, int n) {
        double[] numbers = new double[n * n + n];
        for (int rank = 0; rank < n; rank++) {
            numbers[n * n + rank] = eigen.value(rank);
            for (int i = 0; i < n; i++) {
                numbers[rank * n + i] = eigen.vector(rank, i);
            }
        }
        return numbers;
    }

    private static SymmetricEigen solved(double[][] matrix, int maxSize) {
        SymmetricEigen eigen = new SymmetricEigen(maxSize);
        fill(eigen, matrix);
        eigen.solve();
        return eigen;
    }

    private static void fill(SymmetricEigen eigen, double[][] matrix) {
        eigen.begin(matrix.length);
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j <= i; j++) {
                eigen.set(i, j, matrix[i][j]);
            }
        }
    }

    private double[][] withSpectrum(double... spectrum) {
        int n = spectrum.length;
        double[][] matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
            matrix[i][i] = spectrum[i];
        }
        for (int turn = 0; turn < 3; turn++) {
            double[] w = random.doubles(n, -1, 1).toArray();
            double half = Arrays.stream(w).map(x -> x * x).sum() / 2;
            reflect(matrix, w, half);
        }
        return matrix;
    }

    /** (I - w w^T / half) A (I - w w^T / half). */
    private static void reflect(double[][] a, double[] w, double half) {
        int n = w.length;
        double[][] halfway = new double[n][n];
        for (int i = 0; i < n; i++) {
            double share = 0;
            for (int j = 0; j < n; j++) {
                share += a[i][j] * w[j] / half;
            }
            for (int j = 0; j < n; j++) {
                halfway[j][i] = a[i][j] - share * w[j];
            }
        }
        for (int i = 0; i < n; i++) {
            double share = 0;
            for (int j = 0; j < n; j++) {
                share += halfway[i][j] * w[j] / half;
            }
            for (int j = 0; j <= i; j++) {
                a[i][j] = halfway[i][j] - share * w[j];
                a[j][i] = a[i][j];
            }
        }
    }

    private static void assertDecomposes(double[][] matrix, SymmetricEigen eigen, double norm) {
        int n = matrix.length;
        for (int p = 0; p < n; p++) {
            assertThat(p == 0 || eigen.value(p) <= eigen.value(p - 1)).isTrue();
            for (int q = 0; q <= p; q++) {
                double product = 0;
                for (int i = 0; i < n; i++) {
                    product += eigen.vector(p, i) * eigen.vector(q, i);
                }
                assertThat(product).isCloseTo(p == q ? 1 : 0, within(TOLERANCE));
            }
            for (int i = 0; i < n; i++) {
                double image = 0;
                for (int j = 0; j < n; j++) {
                    image += matrix[i][j] * eigen.vector(p, j);
                }
                assertThat(image).isCloseTo(eigen.value(p) * eigen.vector(p, i), within(TOLERANCE * norm));
            }
        }
    }
}
