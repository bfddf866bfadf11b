package dev.kappasweep.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ThinSvdTest {
    private final RandomGenerator random = TopSingularTripletSolverContract.random(9);

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 9", "9, 1", "2, 2", "8, 8", "9, 7", "7, 12", "33, 17", "17, 40", "60, 60"})
    void everyTripletOfEveryShape(int rows, int cols) {
        Matrix matrix = RandomMatrices.gaussian(Precision.FLOAT64, rows, cols, random);
        assertTriplets(matrix, Math.min(rows, cols));
    }

    @Test
    void tripletsOfTiesAndClusters() {
        assertTriplets(RandomMatrices.withSingularValues(Precision.FLOAT64, 20, 12, random, 2, 2, 2, 1, 1, 0.5), 6);
        assertTriplets(
                RandomMatrices.withSingularValues(
                        Precision.FLOAT64, 12, 20, random, 1, 1 - 1e-15, 1 - 1e-12, 1 - 1e-9, 0.5, 0.5 + 1e-13),
                6);
        assertTriplets(identity(9), 9);
    }

    /** Those above rounding, however small, have their own pair of vectors: in a Gram matrix they are lost. */
    @Test
    void tripletsOfAGradedSpectrum() {
        double[] sigma = {1, 1e-2, 1e-4, 1e-6, 1e-8, 1e-10, 1e-12};
        assertTriplets(RandomMatrices.withSingularValues(Precision.FLOAT64, 15, 10, random, sigma), sigma.length);
        assertTriplets(RandomMatrices.withSingularValues(Precision.FLOAT64, 7, 7, random, sigma), sigma.length);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e-150, 1e150, 1e300})
    void scaleDoesNotMatter(double scale) {
        Matrix matrix = RandomMatrices.withSingularValues(Precision.FLOAT64, 9, 6, random, 3 * scale, 2 * scale, scale);
        ThinSvd svd = new ThinSvd(9, 6);
        svd.decompose(matrix);
        assertThat(svd.sigma(0)).isCloseTo(3 * scale, within(1e-14 * scale));
        assertThat(svd.sigma(2)).isCloseTo(scale, within(1e-14 * scale));
        assertThat(svd.sigma(3)).isCloseTo(0, within(1e-14 * scale));
    }

    /** By mpmath.eigsy with 60 digits, of the elements as doubles; in the Gram matrix the smallest has lost all of its digits. */
    @Test
    void hilbertMatrixOfOrderEight() {
        Matrix hilbert = Matrix.zeros(Precision.FLOAT64, 8, 8);
        for (int i = 0; i < 8; i++) {
            for (int j = 0; j < 8; j++) {
                hilbert.set(i, j, 1.0 / (i + j + 1));
            }
        }
        ThinSvd svd = new ThinSvd(8, 8);
        svd.decompose(hilbert);
        assertThat(svd.sigma(0)).isCloseTo(1.6959389969219494, within(1e-14));
        assertThat(svd.sigma(7)).isCloseTo(1.1115389694888083e-10, within(1e-15));
        assertTriplets(hilbert, 8);
    }

    @Test
    void zeroMatrixHasSomeUnitVectors() {
        Matrix zero = Matrix.zeros(Precision.FLOAT64, 5, 3);
        ThinSvd svd = new ThinSvd(5, 3);
        svd.decompose(zero);
        SingularTriplet triplet = new SingularTriplet(Precision.FLOAT64, 5, 3);
        svd.copy(0, zero, triplet);
        assertThat(triplet.sigma()).isZero();
        assertThat(Blas.norm(triplet.u())).isEqualTo(1);
        assertThat(Blas.norm(triplet.v())).isCloseTo(1, within(1e-15));
    }

    @Test
    void notANumberIsRefused() {
        ThinSvd svd = new ThinSvd(2, 2);
        Matrix matrix = Matrix.of(Precision.FLOAT64, 2, 2, 1, 2, Double.NaN, 3);
        assertThatThrownBy(() -> svd.decompose(matrix)).isInstanceOf(ArithmeticException.class);
    }

    /** On any processor and Java: the order of every sum is part of what this class does. */
    @Test
    void bitsAreTheSameEverywhere() {
        Matrix matrix = Bits.uniform(Precision.FLOAT64, 21, 13, 17);
        ThinSvd svd = new ThinSvd(21, 13);
        svd.decompose(matrix);
        double[] sigma = new double[13];
        for (int i = 0; i < 13; i++) {
            sigma[i] = svd.sigma(i);
        }
        SingularTriplet triplet = new SingularTriplet(Precision.FLOAT64, 21, 13);
        svd.copy(12, matrix, triplet);
        assertThat(Bits.checksum(sigma)).isEqualTo("d86fe85");
        assertThat(Bits.checksum(triplet.u().toArray())).isEqualTo("ba06d1c");
        assertThat(Bits.checksum(triplet.v().toArray())).isEqualTo("d879e721");
    }

    private static Matrix identity(int size) {
        Matrix identity = Matrix.zeros(Precision.FLOAT64, size, size);
        for (int i = 0; i < size; i++) {
            identity.set(i, i, 1);
        }
        return identity;
    }

    /** S v = sigma u and S^T u = sigma v to rounding, of the first {@code count}, and the sum of the squares of all. */
    private static void assertTriplets(Matrix matrix, int count) {
        ThinSvd svd = new ThinSvd(matrix.rows(), matrix.cols());
        svd.decompose(matrix);
        SingularTriplet triplet = new SingularTriplet(Precision.FLOAT64, matrix.rows(), matrix.cols());
        Matrix image = Matrix.zeros(Precision.FLOAT64, 1, matrix.rows());
        Matrix back = Matrix.zeros(Precision.FLOAT64, 1, matrix.cols());
        double bound = 2e-14 * svd.sigma(0);
        double squares = 0;
        for (int rank = 0; rank < count; rank++) {
            svd.copy(rank, matrix, triplet);
            squares += svd.sigma(rank) * svd.sigma(rank);
            assertThat(Blas.norm(triplet.u())).isCloseTo(1, within(1e-14));
            assertThat(Blas.norm(triplet.v())).isCloseTo(1, within(1e-14));
            Blas.multiplyVector(matrix, triplet.v(), image);
            Blas.addScaled(-svd.sigma(rank), triplet.u(), image);
            assertThat(Blas.norm(image)).as("S v - sigma u, %d", rank).isLessThan(bound);
            Blas.transposedMultiplyVector(matrix, triplet.u(), back);
            Blas.addScaled(-svd.sigma(rank), triplet.v(), back);
            assertThat(Blas.norm(back)).as("S^T u - sigma v, %d", rank).isLessThan(bound);
        }
        assertThat(Math.sqrt(squares)).isCloseTo(Blas.norm(matrix), within(bound));
    }
}
