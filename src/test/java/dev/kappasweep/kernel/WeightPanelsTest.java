package dev.kappasweep.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kappasweep.linalg.Blas;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.Precision;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weights in panels against BLAS and the kernels on whole matrices. */
final class WeightPanelsTest {
    private static final double CLOSE = 1e-5;

    private final Random random = new Random(5);

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 5", "32, 7", "33, 30", "100, 49"})
    void weightsComeOutAsTheyWentIn(int outputs, int inputs) {
        Matrix weights = gaussian(outputs, inputs);
        Matrix copy = Matrix.zeros(Precision.FLOAT32, outputs, inputs);
        panels(weights, 1).storeWeights(copy.floats());
        assertThat(copy.toArray()).isEqualTo(weights.toArray());
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "3, 5, 2", "33, 30, 7", "100, 49, 32", "70, 241, 5", "129, 784, 3"})
    void forwardIsTheProductAndTheBias(int outputs, int inputs, int rows) {
        Matrix weights = gaussian(outputs, inputs);
        Matrix bias = gaussian(1, outputs);
        Matrix input = mostlyBackground(rows, inputs);
        Matrix output = Matrix.zeros(Precision.FLOAT32, rows, outputs);
        panels(weights, rows).forward(sparse(input), rows, bias.floats(), output.floats());
        Matrix expected = Matrix.zeros(Precision.FLOAT32, rows, outputs);
        Blas.multiplyTransposed(input, weights, expected);
        FloatKernels.INSTANCE.addBias(expected.memory(), bias.memory(), rows, outputs);
        assertThat(output.toArray()).containsExactly(expected.toArray(), within(CLOSE * inputs));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "3, 5, 2", "33, 30, 7", "100, 49, 32", "70, 241, 5", "129, 784, 3"})
    void updatesAreStepsAlongGradientAndPenalty(int outputs, int inputs, int rows) {
        assertUpdates(new AdamStep(), outputs, inputs, rows);
        assertUpdates(new SgdStep(0.9, false, 0.1), outputs, inputs, rows);
        assertUpdates(new SgdStep(0.9, true, 0), outputs, inputs, rows);
    }

    private void assertUpdates(OptimizerStep step, int outputs, int inputs, int rows) {
        Matrix expected = gaussian(outputs, inputs);
        Matrix gradient = Matrix.zeros(Precision.FLOAT32, outputs, inputs);
        Matrix first = Matrix.zeros(Precision.FLOAT32, outputs, inputs);
        Matrix second = Matrix.zeros(Precision.FLOAT32, outputs, inputs);
        Matrix bias = gaussian(1, outputs);
        Matrix output = Matrix.zeros(Precision.FLOAT32, rows, outputs);
        WeightPanels panels = panels(expected, rows);
        for (int t = 1; t <= 5; t++) {
            Matrix input = mostlyBackground(rows, inputs);
            Matrix delta = gaussian(rows, outputs);
            Matrix u = gaussian(1, outputs);
            Matrix v = gaussian(1, inputs);
            Matrix sums = Matrix.zeros(Precision.FLOAT32, 1, outputs);
            FloatKernels.INSTANCE.columnSums(delta.memory(), sums.memory(), rows, outputs);
            step.advance(1e-2, t);
            SparseBatch batch = sparse(input);
            panels.forward(batch, rows, bias.floats(), output.floats());
            panels.update(
                    batch, rows, delta.floats(), sums.floats(), 0.7f, u.floats(), v.floats(), -0.3f, step, () -> {});
            Blas.transposedMultiply(delta, input, gradient);
            double expectedSquares = FloatKernels.INSTANCE.addOuterProductAndScaled(
                    gradient.memory(), 0.7, u.memory(), v.memory(), -0.3, expected.memory(), outputs, inputs);
            step.update(
                    FloatKernels.INSTANCE,
                    expected.memory(),
                    gradient.memory(),
                    List.of(first.memory(), second.memory()),
                    outputs * inputs);
            assertThat(panels.sumOfSquares()).isCloseTo(expectedSquares, within(CLOSE * expectedSquares));
        }
        Matrix moved = Matrix.zeros(Precision.FLOAT32, outputs, inputs);
        panels.storeWeights(moved.floats());
        // Adam divides by the root of the gradient's square: where the gradient nearly vanishes, rounding decides its
        // sign.
        assertThat(relativeDistance(moved, expected)).isLessThan(1e-4);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "3, 5, 2", "33, 30, 7", "100, 49, 12", "70, 19, 16"})
    void productsWithVectorsAreThoseOfTheMatrix(int outputs, int inputs, int count) {
        Matrix weights = gaussian(outputs, inputs);
        WeightPanels panels = panels(weights, 1);
        Matrix x = gaussian(count, inputs);
        Matrix y = Matrix.zeros(Precision.FLOAT32, count, outputs);
        panels.multiplyTransposed(x.floats(), count, y.floats());
        Matrix expectedY = Matrix.zeros(Precision.FLOAT32, count, outputs);
        Blas.multiplyTransposed(x, weights, expectedY);
        assertThat(y.toArray()).containsExactly(expectedY.toArray(), within(CLOSE * inputs));
        Matrix z = Matrix.zeros(Precision.FLOAT32, count, inputs);
        panels.multiply(y.floats(), count, z.floats());
        Matrix expectedZ = Matrix.zeros(Precision.FLOAT32, count, inputs);
        Blas.multiply(y, weights, expectedZ);
        assertThat(relativeDistance(z, expectedZ)).isLessThan(CLOSE);
    }

    private static double relativeDistance(Matrix actual, Matrix expected) {
        Matrix difference = Matrix.zeros(Precision.FLOAT32, actual.rows(), actual.cols());
        difference.assign(actual);
        Blas.addScaled(-1, expected, difference);
        return Blas.norm(difference) / Blas.norm(expected);
    }

    private static WeightPanels panels(Matrix weights, int maxRows) {
        WeightPanels panels = new WeightPanels(weights.rows(), weights.cols(), maxRows);
        panels.loadWeights(weights.floats());
        return panels;
    }

    private static SparseBatch sparse(Matrix input) {
        SparseBatch batch = new SparseBatch(input.rows(), input.cols());
        batch.assign(input.memory(), input.rows());
        return batch;
    }

    private Matrix mostlyBackground(int rows, int cols) {
        Matrix matrix = Matrix.zeros(Precision.FLOAT32, rows, cols);
        for (int i = 0; i < matrix.size(); i++) {
            matrix.set(i, random.nextInt(4) == 0 ? random.nextDouble() * 3 - 0.4 : -0.4242);
        }
        return matrix;
    }

    private Matrix gaussian(int rows, int cols) {
        Matrix matrix = Matrix.zeros(Precision.FLOAT32, rows, cols);
        for (int i = 0; i < matrix.size(); i++) {
            matrix.set(i, random.nextGaussian());
        }
        return matrix;
    }
}
