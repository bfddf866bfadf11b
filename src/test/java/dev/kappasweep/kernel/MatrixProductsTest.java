package dev.kappasweep.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.linalg.Blas;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.Precision;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every element is the chain, or the sum of parts, that docs/numerics.md says, bit by bit. */
final class MatrixProductsTest {
    private static final int WIDEST = 32; // two vectors of 512 bits, in floats

    private final SplittableRandom random = new SplittableRandom(7);

    /** Around each width of vectors, of what is broadcast together, of a block and of a chain between two visits of the result. */
    static Stream<Arguments> sizes() {
        int[][] sizes = {
            {1, 1, 1},
            {1, 17, 3},
            {5, 7, 9},
            {6, 8, 16},
            {7, 9, 33},
            {8, 2 * WIDEST, 10},
            {32, 10, 70},
            {33, 31, 64},
            {10, 65, 32},
            {13, 3 * WIDEST + 1, 5},
            {3, 1030, 4},
            {1030, 3, 4},
            {500, 20, 3},
            {20, 500, 3},
            {4, 5, 1023},
            {9, 40, 1024},
            {40, 9, 1025},
            {35, 70, 2100},
        };
        return Stream.of(sizes)
                .flatMap(size -> Stream.of(Precision.values())
                        .map(precision -> Arguments.of(precision, size[0], size[1], size[2])));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void productsAreChains(Precision precision, int m, int n, int k) {
        try (Matrix a = draw(precision, m, k);
                Matrix b = draw(precision, k, n);
                Matrix bTransposed = transpose(b);
                Matrix aTransposed = transpose(a);
                Matrix c = Matrix.zeros(precision, m, n)) {
            Blas.multiply(a, b, c);
            assertChains(a, b, null, c);
            Blas.multiplyTransposed(a, bTransposed, c);
            assertChains(a, b, null, c);
            Blas.transposedMultiply(aTransposed, b, c);
            assertChains(a, b, null, c);
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void chainsGoOnFromWhatTheResultHolds(Precision precision, int m, int n, int k) {
        try (Matrix a = draw(precision, m, k);
                Matrix b = draw(precision, k, n);
                Matrix aTransposed = transpose(a);
                Matrix before = draw(precision, m, n);
                Matrix c = Matrix.zeros(precision, m, n)) {
            c.assign(before);
            Blas.addProduct(a, b, c);
            assertChains(a, b, before, c);
            c.assign(before);
            Blas.addTransposedProduct(aTransposed, b, c);
            assertChains(a, b, before, c);
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void gramMatricesAreTheSameChains(Precision precision, int m, int n, int k) {
        try (Matrix w = draw(precision, n, k);
                Matrix transposed = transpose(w);
                Matrix gram = Matrix.zeros(precision, n, n)) {
            Blas.rowGram(w, gram);
            assertChains(w, transposed, null, gram);
            gram.clear();
            Blas.columnGram(transposed, gram);
            assertChains(w, transposed, null, gram);
        }
    }

    private static void assertChains(Matrix a, Matrix b, @Nullable Matrix before, Matrix c) {
        int wrong = 0;
        for (int i = 0; i < c.rows(); i++) {
            for (int j = 0; j < c.cols(); j++) {
                double start = before == null ? 0 : before.get(i, j);
                wrong += sameBits(chain(a, i, b, j, start), c.get(i, j)) ? 0 : 1;
            }
        }
        assertThat(wrong).as("elements that are not the chain").isZero();
    }

    private static double chain(Matrix a, int i, Matrix b, int j, double start) {
        if (a.precision() == Precision.FLOAT64) {
            double sum = start;
            for (int t = 0; t < a.cols(); t++) {
                sum = Math.fma(a.get(i, t), b.get(t, j), sum);
            }
            return sum;
        }
        float sum = (float) start;
        for (int t = 0; t < a.cols(); t++) {
            sum = Math.fma((float) a.get(i, t), (float) b.get(t, j), sum);
        }
        return sum;
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void innerProductsAreSumsOfSixteenParts(Precision precision, int m, int n, int k) {
        try (Matrix x = draw(precision, m, k);
                Matrix y = draw(precision, n, k);
                Matrix p = Matrix.zeros(precision, m, n);
                Matrix gram = Matrix.zeros(precision, m, m)) {
            Blas.innerProducts(x, y, p);
            assertInnerProducts(x, y, p);
            Blas.innerProducts(x, x, gram);
            assertInnerProducts(x, x, gram);
        }
    }

    private static void assertInnerProducts(Matrix x, Matrix y, Matrix p) {
        int wrong = 0;
        for (int i = 0; i < p.rows(); i++) {
            for (int j = 0; j < p.cols(); j++) {
                wrong += sameBits(innerProduct(x, i, y, j), p.get(i, j)) ? 0 : 1;
            }
        }
        assertThat(wrong).as("elements that are not the sum of parts").isZero();
    }

    private static double innerProduct(Matrix x, int i, Matrix y, int j) {
        boolean isSingle = x.precision() == Precision.FLOAT32;
        int whole = x.cols() / 16 * 16;
        double[] sums = new double[17]; // the last is the rest
        for (int t = 0; t < x.cols(); t++) {
            int part = t < whole ? t % 16 : 16;
            sums[part] = isSingle
                    ? Math.fma((float) x.get(i, t), (float) y.get(j, t), (float) sums[part])
                    : Math.fma(x.get(i, t), y.get(j, t), sums[part]);
        }
        for (int half = 8; half > 0; half /= 2) {
            for (int part = 0; part < half; part++) {
                sums[part] = isSingle ? (float) sums[part] + (float) sums[part + half] : sums[part] + sums[part + half];
            }
        }
        return isSingle ? (float) sums[0] + (float) sums[16] : sums[0] + sums[16];
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void productsWithAVectorFollowTheRules(Precision precision) {
        try (Matrix a = draw(precision, 37, 53);
                Matrix x = draw(precision, 1, 53);
                Matrix y = draw(precision, 1, 37);
                Matrix ax = Matrix.zeros(precision, 1, 37);
                Matrix aty = Matrix.zeros(precision, 1, 53)) {
            Blas.multiplyVector(a, x, ax);
            for (int i = 0; i < 37; i++) {
                assertThat(ax.get(i)).isEqualTo(innerProduct(a, i, x, 0));
            }
            Blas.transposedMultiplyVector(a, y, aty);
            assertChains(y, a, null, aty);
        }
    }

    /** In double precision whatever the numbers are: four parts and what is left. */
    @ParameterizedTest
    @EnumSource(Precision.class)
    void dotProductsAreSumsOfFourParts(Precision precision) {
        for (int size : IntStream.of(1, 3, 4, 7, 16, 101).toArray()) {
            try (Matrix x = draw(precision, 1, size);
                    Matrix y = draw(precision, 1, size)) {
                double[] sums = new double[5];
                for (int i = 0; i < size; i++) {
                    sums[i < size / 4 * 4 ? i % 4 : 4] += x.get(i) * y.get(i);
                }
                assertThat(Blas.dot(x, y)).isEqualTo(sums[0] + sums[2] + (sums[1] + sums[3]) + sums[4]);
            }
        }
    }

    private static boolean sameBits(double expected, double actual) {
        return Double.doubleToRawLongBits(expected) == Double.doubleToRawLongBits(actual);
    }

    private Matrix draw(Precision precision, int rows, int cols) {
        Matrix matrix = Matrix.zeros(precision, rows, cols);
        for (int i = 0; i < matrix.size(); i++) {
            matrix.set(i, random.nextDouble() - 0.5);
        }
        return matrix;
    }

    private static Matrix transpose(Matrix matrix) {
        Matrix transposed = Matrix.zeros(matrix.precision(), matrix.cols(), matrix.rows());
        for (int i = 0; i < matrix.rows(); i++) {
            for (int j = 0; j < matrix.cols(); j++) {
                transposed.set(j, i, matrix.get(i, j));
            }
        }
        return transposed;
    }
}
