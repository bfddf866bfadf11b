package dev.kappasweep.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WhiteningTest {
    private static final int SIZE = 9;
    private static final int SPLIT = 6;
    private static final int COLS = 40;

    private final RandomGenerator random = TopSingularTripletSolverContract.random(7);
    private final Whitening whitening = new Whitening(Precision.FLOAT64, SIZE, new SymmetricEigen(SIZE));

    @Test
    void combinationsOfAnyRowsAreOrthonormal() {
        Matrix rows = RandomMatrices.gaussian(Precision.FLOAT64, SIZE, COLS, random);
        whitening.find(gram(rows));
        assertOrthonormal(rows, SIZE);
        whitening.find(gram(rows), SPLIT);
        assertOrthonormal(rows, SIZE);
    }

    @Test
    void rowsThatDependOnOthersAndRowsOfZerosAddNothing() {
        Matrix rows = RandomMatrices.gaussian(Precision.FLOAT64, SIZE, COLS, random);
        rows.rowRange(2, 3).clear();
        rows.rowRange(7, 8).assign(rows.rowRange(1, 2));
        Blas.addScaled(3, rows.rowRange(4, 5), rows.rowRange(7, 8));
        whitening.find(gram(rows));
        assertOrthonormal(rows, SIZE - 2);
        whitening.find(gram(rows), SPLIT);
        assertOrthonormal(rows, SIZE - 2);
    }

    /** As after a step in float32: what the correction leaves is the square of what was wrong. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-7, 1e-6})
    void nearlyOrthonormalRowsAreCorrected(double error) {
        Matrix rows = RandomMatrices.gaussian(Precision.FLOAT64, SIZE, COLS, random);
        whitening.find(gram(rows));
        Matrix orthonormal = combined(rows);
        orthonormal.rowRange(3, 4).clear();
        Blas.addScaled(error, RandomMatrices.gaussian(Precision.FLOAT64, SIZE, COLS, random), orthonormal);
        orthonormal.rowRange(3, 4).clear();
        whitening.find(gram(orthonormal), SPLIT);
        assertOrthonormal(orthonormal, SIZE - 1);
    }

    @Test
    void coordinatesAreThoseByTheCombinations() {
        Matrix rows = RandomMatrices.gaussian(Precision.FLOAT64, SIZE, COLS, random);
        whitening.find(gram(rows), SPLIT);
        double[] weights = random.doubles(SIZE).toArray();
        double[] coordinates = new double[SIZE];
        whitening.coordinates(weights, coordinates);
        Matrix combination = Matrix.zeros(Precision.FLOAT64, 1, COLS);
        Blas.transposedMultiplyVector(rows, Matrix.of(Precision.FLOAT64, 1, SIZE, weights), combination);
        Matrix orthonormal = combined(rows);
        for (int i = 0; i < SIZE; i++) {
            assertThat(coordinates[i]).isCloseTo(Blas.dot(combination, orthonormal.rowRange(i, i + 1)), within(1e-11));
        }
    }

    /** On any processor and Java, whichever way it takes: by eigenvectors, in two parts, or as a correction. */
    @Test
    void bitsAreTheSameEverywhere() {
        Matrix rows = Bits.uniform(Precision.FLOAT64, SIZE, COLS, 47);
        whitening.find(gram(rows));
        String whole = checksum();
        Matrix orthonormal = combined(rows);
        whitening.find(gram(rows), SPLIT);
        String inTwoParts = checksum();
        Blas.addScaled(1e-7, rows, orthonormal);
        orthonormal.rowRange(3, 4).clear();
        whitening.find(gram(orthonormal), SPLIT);
        assertThat(List.of(whole, inTwoParts, checksum())).containsExactly("648126a1", "2cf98059", "6434ab56");
    }

    private String checksum() {
        return Bits.checksum(
                Stream.of(whitening.rows()).flatMapToDouble(DoubleStream::of).toArray());
    }

    private void assertOrthonormal(Matrix rows, int expected) {
        assertThat(whitening.independent()).isEqualTo(expected);
        Matrix products = gram(combined(rows));
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                assertThat(products.get(i, j)).isCloseTo(i == j && i < expected ? 1 : 0, within(1e-10));
            }
        }
    }

    private Matrix combined(Matrix rows) {
        Matrix coefficients = Matrix.zeros(Precision.FLOAT64, SIZE, SIZE);
        for (int i = 0; i < SIZE; i++) {
            coefficients.assignRow(i, whitening.rows()[i]);
        }
        Matrix combined = Matrix.zeros(Precision.FLOAT64, SIZE, COLS);
        Blas.multiply(coefficients, rows, combined);
        return combined;
    }

    private static Matrix gram(Matrix rows) {
        Matrix products = Matrix.zeros(Precision.FLOAT64, SIZE, SIZE);
        Blas.innerProducts(rows, rows, products);
        return products;
    }
}
