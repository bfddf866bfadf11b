package dev.kappasweep.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Small integers, worked out by hand: exact in both precisions. How large products are summed is tested with the kernels. */
final class BlasTest {
    /** (1 2 3; 4 5 6). */
    private static Matrix a(Precision precision) {
        return Matrix.of(precision, 2, 3, 1, 2, 3, 4, 5, 6);
    }

    private static Matrix ones(Precision precision, int rows, int cols) {
        Matrix matrix = Matrix.zeros(precision, rows, cols);
        for (int i = 0; i < matrix.size(); i++) {
            matrix.set(i, 1);
        }
        return matrix;
    }

    @ParameterizedTest
    @EnumSource
    void productsOfMatrices(Precision precision) {
        try (Matrix a = a(precision);
                Matrix b = Matrix.of(precision, 3, 1, 1, 0, -1);
                Matrix ofRows = Matrix.of(precision, 1, 3, 1, 0, -1);
                Matrix left = Matrix.of(precision, 2, 1, 1, 2);
                Matrix two = ones(precision, 2, 1);
                Matrix three = ones(precision, 3, 1)) {
            Blas.addProduct(a, b, two);
            assertThat(two.toArray()).as("C + A B").containsExactly(-1, -1);
            Blas.multiply(a, b, two);
            assertThat(two.toArray()).as("A B").containsExactly(-2, -2);
            two.clear();
            Blas.multiplyTransposed(a, ofRows, two);
            assertThat(two.toArray()).as("A B^T").containsExactly(-2, -2);
            Blas.addTransposedProduct(a, left, three);
            assertThat(three.toArray()).as("C + A^T B").containsExactly(10, 13, 16);
            Blas.transposedMultiply(a, left, three);
            assertThat(three.toArray()).as("A^T B").containsExactly(9, 12, 15);
        }
    }

    @ParameterizedTest
    @EnumSource
    void productsOfRowsAndOfColumns(Precision precision) {
        try (Matrix a = a(precision);
                Matrix b = Matrix.of(precision, 2, 3, 1, 0, 0, 0, 1, 1);
                Matrix two = Matrix.zeros(precision, 2, 2);
                Matrix three = Matrix.zeros(precision, 3, 3)) {
            Blas.rowGram(a, two);
            assertThat(two.toArray()).as("A A^T").containsExactly(14, 32, 32, 77);
            Blas.columnGram(a, three);
            assertThat(three.toArray()).as("A^T A").containsExactly(17, 22, 27, 22, 29, 36, 27, 36, 45);
            Blas.innerProducts(a, b, two);
            assertThat(two.toArray()).as("inner products of rows").containsExactly(1, 5, 4, 11);
        }
    }

    @ParameterizedTest
    @EnumSource
    void productsWithVectors(Precision precision) {
        try (Matrix a = a(precision);
                Matrix x = Matrix.of(precision, 1, 3, 1, 0, -1);
                Matrix y = Matrix.of(precision, 1, 2, 1, 2);
                Matrix two = ones(precision, 1, 2);
                Matrix three = ones(precision, 1, 3)) {
            Blas.multiplyVector(a, x, two);
            assertThat(two.toArray()).as("A x").containsExactly(-2, -2);
            Blas.addTransposedVectorProduct(a, y, three);
            assertThat(three.toArray()).as("z + A^T y").containsExactly(10, 13, 16);
            Blas.transposedMultiplyVector(a, y, three);
            assertThat(three.toArray()).as("A^T y").containsExactly(9, 12, 15);
            Blas.addOuterProduct(2, y, x, a);
            assertThat(a.toArray()).as("A + 2 y x^T").containsExactly(3, 2, 1, 8, 5, 2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void elementByElement(Precision precision) {
        try (Matrix x = Matrix.of(precision, 1, 3, 3, 0, -4);
                Matrix y = Matrix.of(precision, 3, 1, 1, 1, 1)) {
            assertThat(Blas.dot(x, y)).isEqualTo(-1);
            assertThat(Blas.norm(x)).isEqualTo(5);
            Blas.addScaled(2, x, y);
            assertThat(y.toArray()).as("y + 2 x").containsExactly(7, 1, -7);
            Blas.scale(-0.5, x);
            assertThat(x.toArray()).as("-x / 2").containsExactly(-1.5, -0.0, 2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatDoesNotFitIsRefused(Precision precision) {
        Precision another = precision == Precision.FLOAT32 ? Precision.FLOAT64 : Precision.FLOAT32;
        try (Matrix a = a(precision);
                Matrix row = Matrix.zeros(precision, 1, 3);
                Matrix pair = Matrix.zeros(precision, 1, 2);
                Matrix square = Matrix.zeros(precision, 2, 2);
                Matrix other = Matrix.zeros(another, 2, 2)) {
            Stream.<Runnable>of(
                            () -> Blas.multiply(a, a, square),
                            () -> Blas.multiply(square, a, square),
                            () -> Blas.multiply(square, a, row),
                            () -> Blas.multiplyTransposed(a, a, other),
                            () -> Blas.multiply(other, square, square),
                            () -> Blas.multiply(square, other, square),
                            () -> Blas.multiplyTransposed(a, square, a),
                            () -> Blas.transposedMultiply(a, row, square),
                            () -> Blas.rowGram(a, a),
                            () -> Blas.columnGram(a, square),
                            () -> Blas.innerProducts(a, square, square),
                            () -> Blas.multiplyVector(a, pair, pair),
                            () -> Blas.multiplyVector(a, row, row),
                            () -> Blas.addTransposedVectorProduct(a, row, row),
                            () -> Blas.addTransposedVectorProduct(a, pair, pair),
                            () -> Blas.addOuterProduct(1, row, row, a),
                            () -> Blas.addOuterProduct(1, pair, pair, a),
                            () -> Blas.addScaled(1, row, pair),
                            () -> Blas.dot(row, pair))
                    .forEach(product -> assertThatThrownBy(product::run)
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageMatching(".*(does not fit|differ in size).*"));
        }
    }
}
