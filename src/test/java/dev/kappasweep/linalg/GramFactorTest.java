package dev.kappasweep.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GramFactorTest {
    /** Sizes around a block and a panel. */
    @ParameterizedTest
    @CsvSource({"1, 1", "1, 6", "6, 1", "9, 8", "40, 15", "16, 70", "130, 31", "33, 64", "65, 100", "97, 97"})
    void solutionsAreThoseOfCholeskysMethodToTheBit(int rows, int cols) {
        int nu = Math.min(rows, cols);
        Matrix matrix = Bits.uniform(Precision.FLOAT32, rows, cols, 23);
        Matrix vectors = Bits.uniform(Precision.FLOAT64, 3, nu, 29);
        double[][] factor = factor(matrix, nu);
        double[][] half = new double[3][];
        for (int i = 0; i < 3; i++) {
            half[i] = halfSolved(vectors, i, factor);
        }
        GramFactor gram = new GramFactor(rows, cols);
        assertThat(gram.factor(matrix)).isTrue();
        gram.halfSolve(vectors);
        for (int i = 0; i < 3; i++) {
            assertThat(vectors.rowRange(i, i + 1).toArray()).isEqualTo(half[i]);
        }
        gram.otherHalfSolve(vectors);
        for (int i = 0; i < 3; i++) {
            double[] solution = vectors.rowRange(i, i + 1).toArray();
            double size = 0;
            for (double component : solution) {
                size += Math.abs(component);
            }
            for (int k = 0; k < nu; k++) {
                double product = 0;
                for (int j = k; j < nu; j++) {
                    product += factor[k][j] * solution[j];
                }
                assertThat(product).isCloseTo(half[i][k], within(1e-14 * size * factor[0][0] * nu));
            }
        }
    }

    @Test
    void nearlySingularMatrixIsRefused() {
        Matrix matrix = Matrix.of(Precision.FLOAT64, 3, 2, 1, 1, 1, 1, 1, 1 + 1e-7);
        assertThat(new GramFactor(3, 2).factor(matrix)).isFalse();
        Matrix zero = Matrix.zeros(Precision.FLOAT64, 3, 2);
        assertThat(new GramFactor(3, 2).factor(zero)).isFalse();
    }

    @Test
    void notANumberIsRefusedAndForgotten() {
        GramFactor gram = new GramFactor(2, 3);
        assertThat(gram.factor(Matrix.of(Precision.FLOAT64, 2, 3, 1, 0, Double.NaN, 0, 1, 0)))
                .isFalse();
        assertThat(gram.factor(Matrix.of(Precision.FLOAT64, 2, 3, 2, 0, 0, 0, 2, 0)))
                .isTrue();
        Matrix vectors = Matrix.of(Precision.FLOAT64, 1, 2, 3, 5);
        gram.halfSolve(vectors);
        gram.otherHalfSolve(vectors);
        assertThat(vectors.toArray()).containsExactly(0.75, 1.25);
    }

    /** L^T, each element one chain of fused multiply-adds, first over the longer side of S, then over the rows before. */
    private static double[][] factor(Matrix matrix, int nu) {
        boolean isTall = matrix.rows() >= matrix.cols();
        double[][] factor = new double[nu][nu];
        for (int i = 0; i < nu; i++) {
            for (int j = i; j < nu; j++) {
                double chain = 0;
                for (int k = 0; k < Math.max(matrix.rows(), matrix.cols()); k++) {
                    double left = isTall ? matrix.get(k, i) : matrix.get(i, k);
                    double right = isTall ? matrix.get(k, j) : matrix.get(j, k);
                    chain = Math.fma(left, right, chain);
                }
                for (int k = 0; k < i; k++) {
                    chain = Math.fma(-factor[k][i], factor[k][j], chain);
                }
                factor[i][j] = i == j ? Math.sqrt(chain) : chain / factor[i][i];
            }
        }
        return factor;
    }

    private static double[] halfSolved(Matrix vectors, int row, double[][] factor) {
        double[] solved = vectors.rowRange(row, row + 1).toArray();
        for (int k = 0; k < solved.length; k++) {
            solved[k] /= factor[k][k];
            for (int j = k + 1; j < solved.length; j++) {
                solved[j] = Math.fma(factor[k][j], -solved[k], solved[j]);
            }
        }
        return solved;
    }
}
