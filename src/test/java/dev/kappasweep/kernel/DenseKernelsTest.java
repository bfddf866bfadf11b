package dev.kappasweep.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kernel against the sums that it is said to be, number by number and bit by bit. */
final class DenseKernelsTest {
    private static final int PANEL = DenseKernels.PANEL;

    private final SplittableRandom random = new SplittableRandom(3);
    private final double[] sums = new double[DenseKernels.SCRATCH];

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 16, 40, 41})
    void innerProductHasEightPartialSums(int count) {
        double[] x = numbers(3 + DenseKernels.padded(count));
        double[] y = numbers(5 + DenseKernels.padded(count));
        double[] visited = Arrays.copyOfRange(x, 3, 3 + (count + 7) / 8 * 8);
        double expected = dot(visited, Arrays.copyOfRange(y, 5, 5 + visited.length));
        assertThat(DenseKernels.dot(x, 3, y, 5, count, sums)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 12, 16, 24, 40, 41})
    void scaledRowIsAddedByFusedMultiplyAdds(int count) {
        int visited = (count + 7) / 8 * 8;
        double[] x = numbers(visited + 2);
        double[] y = numbers(visited + 1);
        double[] expected = y.clone();
        for (int j = 0; j < visited; j++) {
            expected[1 + j] = Math.fma(x[2 + j], 0.3, y[1 + j]);
        }
        DenseKernels.addScaled(0.3, x, 2, y, 1, count);
        assertThat(y).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 7, 8, 9, 16, 17, 33, 50})
    void symmetricPassUpdatesAndMultiplies(int size) {
        int stride = DenseKernels.padded(size);
        double[] a = numbers(stride * stride);
        double[] v = zeroFrom(size, stride);
        double[] q = zeroFrom(size, stride);
        double[] x = zeroFrom(size, stride);
        double[] y = numbers(stride);
        double[] expected = a.clone();
        double[] product = new double[stride];
        for (int i = 0; i < size; i++) {
            int end = i / 8 * 8 + 8;
            for (int j = 0; j < end; j++) {
                int place = i * stride + j;
                expected[place] = Math.fma(v[j], -q[i], Math.fma(q[j], -v[i], a[place]));
            }
            product[i] = dot(Arrays.copyOfRange(expected, i * stride, i * stride + end), Arrays.copyOf(x, end));
            for (int j = 0; j < end - 8; j++) {
                product[j] = Math.fma(expected[i * stride + j], x[i], product[j]);
            }
        }
        DenseKernels.updateAndMultiplySymmetric(a, stride, size, v, q, x, y, sums);
        assertThat(a).isEqualTo(expected);
        assertThat(Arrays.copyOf(y, size)).isEqualTo(Arrays.copyOf(product, size));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "4, 8", "5, 9", "19, 7", "33, 16", "12, 40"})
    void transposedPassUpdatesAndMultiplies(int rows, int cols) {
        int stride = DenseKernels.padded(cols);
        int allRows = DenseKernels.padded(rows);
        double[] a = numbers(allRows * stride);
        double[] u = zeroFrom(rows, allRows);
        double[] x = zeroFrom(rows, allRows);
        double[] w = zeroFrom(rows, allRows);
        double[] y = zeroFrom(cols, stride);
        double[] v = zeroFrom(cols, stride);
        double[] z = numbers(stride);
        double[] expected = a.clone();
        double[] product = z.clone();
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < cols; j++) {
                int place = i * stride + j;
                expected[place] = Math.fma(v[j], -x[i], Math.fma(y[j], -u[i], a[place]));
                product[j] = Math.fma(expected[place], w[i], product[j]);
            }
        }
        DenseKernels.updateAndMultiplyTransposed(a, stride, rows, cols, u, y, x, v, w, z);
        assertThat(a).isEqualTo(expected);
        assertThat(Arrays.copyOf(z, cols)).isEqualTo(Arrays.copyOf(product, cols));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "4, 8", "5, 9", "19, 7", "33, 16", "12, 40"})
    void productsWithRowsAreInnerProducts(int rows, int cols) {
        int stride = DenseKernels.padded(cols);
        double[] a = numbers(DenseKernels.padded(rows) * stride);
        double[] x = zeroFrom(cols, stride);
        double[] y = new double[DenseKernels.padded(rows)];
        DenseKernels.multiply(a, stride, rows, cols, x, y, sums);
        for (int i = 0; i < rows; i++) {
            assertThat(y[i]).isEqualTo(dot(Arrays.copyOfRange(a, i * stride, (i + 1) * stride), x));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 16", "3, 32", "64, 48"})
    void productsOfPanelsAreChainsOverTheRows(int count, int size) {
        double[] x = numbers(count * size);
        double[] y = numbers(count * size);
        double[] c = numbers(size * size);
        double[] below = c.clone();
        double[] above = c.clone();
        DenseKernels.addProductBelow(x, y, count, below, size, size);
        DenseKernels.addProductAbove(x, y, count, above, size, PANEL, size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double chain = c[i * size + j];
                for (int k = 0; k < count; k++) {
                    chain = Math.fma(inPanels(x, count, k, i), inPanels(y, count, k, j), chain);
                }
                if (j <= i) {
                    assertThat(below[i * size + j]).isEqualTo(chain);
                }
                if (j >= i) {
                    assertThat(above[i * size + j]).isEqualTo(i < PANEL ? c[i * size + j] : chain);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"8, 0, 1", "16, 2, 5", "24, 3, 23", "5, 1, 1"})
    void rowsAreRotatedFromTheLastPairOn(int cols, int first, int last) {
        int stride = DenseKernels.padded(cols);
        double[] a = numbers(24 * stride);
        double[] cosines = numbers(24);
        double[] sines = numbers(24);
        double[] expected = a.clone();
        for (int i = last - 1; i >= first; i--) {
            for (int j = 0; j < cols; j++) {
                double above = expected[i * stride + j];
                double below = expected[(i + 1) * stride + j];
                expected[i * stride + j] = above * cosines[i] - below * sines[i];
                expected[(i + 1) * stride + j] = Math.fma(above, sines[i], below * cosines[i]);
            }
        }
        DenseKernels.rotateRows(a, stride, cols, first, last, cosines, sines);
        for (int i = 0; i < 24; i++) {
            assertThat(Arrays.copyOfRange(a, i * stride, i * stride + cols))
                    .isEqualTo(Arrays.copyOfRange(expected, i * stride, i * stride + cols));
        }
    }

    private static double inPanels(double[] panels, int count, int row, int col) {
        return panels[col / PANEL * PANEL * count + row * PANEL + col % PANEL];
    }

    private static double dot(double[] x, double[] y) {
        double[] parts = new double[8];
        for (int i = 0; i < x.length; i++) {
            parts[i % 8] = Math.fma(x[i], y[i], parts[i % 8]);
        }
        return ((parts[0] + parts[4]) + (parts[2] + parts[6])) + ((parts[1] + parts[5]) + (parts[3] + parts[7]));
    }

    private double[] zeroFrom(int count, int length) {
        double[] numbers = numbers(length);
        Arrays.fill(numbers, count, length, 0);
        return numbers;
    }

    private double[] numbers(int count) {
        return random.doubles(count, -1, 1).toArray();
    }
}
