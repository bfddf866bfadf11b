package dev.kappasweep.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.Precision;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectorised kernels against the plain ones in double precision, at sizes with and without a rest after whole vectors. */
@Tag("alone")
final class FloatKernelsTest {
    private static final int BUFFERS = 5;

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(11);

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 3", "3, 16", "2, 17", "5, 31", "7, 64", "4, 100"})
    void agreeWithThePlainLoops(int rows, int cols) {
        int n = rows * cols;
        compare(rows, cols, (k, b) -> k.addBias(b[0].memory(), b[1].memory(), rows, cols));
        compare(rows, cols, (k, b) -> k.sigmoid(b[0].memory(), n));
        compare(rows, cols, (k, b) -> k.sigmoidGradient(b[0].memory(), b[1].memory(), n));
        compare(rows, cols, (k, b) -> k.relu(b[0].memory(), n));
        compare(rows, cols, (k, b) -> k.reluGradient(b[0].memory(), b[1].memory(), n));
        compare(rows, cols, (k, b) -> k.columnSums(b[0].memory(), b[1].memory(), rows, cols));
        compare(rows, cols, (k, b) -> b[4].set(0, k.sumOfSquares(b[0].memory(), rows, cols)));
        compare(
                rows,
                cols,
                (k, b) -> b[4].set(
                        0,
                        k.addOuterProductAndScaled(
                                b[0].memory(), 0.7, b[1].memory(), b[2].memory(), -0.3, b[3].memory(), rows, cols)));
        compare(rows, cols, (k, b) -> k.tanh(b[0].memory(), n));
        compare(rows, cols, (k, b) -> k.tanhGradient(b[0].memory(), b[1].memory(), n));
        compare(rows, cols, (k, b) -> k.gelu(b[0].memory(), b[1].memory(), n));
    }

    /** Interpreted and compiled, with every Java and width of vectors: 16 parts, a tree of halves, and what is left as a chain. */
    @ParameterizedTest
    @CsvSource({"1, 1", "1, 15", "2, 16", "3, 17", "2, 100", "4, 784"})
    void sumsHaveOneOrder(int rows, int cols) {
        float[] values = new float[rows * cols];
        try (Matrix matrix = Matrix.zeros(Precision.FLOAT32, rows, cols)) {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
                matrix.set(i, values[i]);
            }
            for (int times = 0; times < 20_000; times++) {
                if (times < 2 || times > 19_998) {
                    assertThat(FloatKernels.INSTANCE.sumOfSquares(matrix.memory(), rows, cols))
                            .isEqualTo(expected(values, rows, cols, (x, sum) -> Math.fma(x, x, sum)));
                    assertThat(FloatKernels.INSTANCE.sumOfMagnitudes(matrix.memory(), rows, cols))
                            .isEqualTo(expected(values, rows, cols, (x, sum) -> Math.abs(x) + sum));
                } else if (times * (long) values.length < 2_000_000) {
                    FloatKernels.INSTANCE.sumOfSquares(matrix.memory(), rows, cols);
                    FloatKernels.INSTANCE.sumOfMagnitudes(matrix.memory(), rows, cols);
                }
            }
        }
    }

    private interface Addition {
        float add(float value, float sum);
    }

    private static double expected(float[] values, int rows, int cols, Addition addition) {
        int bound = cols / 16 * 16;
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            float[] parts = new float[16];
            float rest = 0;
            for (int j = 0; j < cols; j++) {
                float value = values[row * cols + j];
                if (j < bound) {
                    parts[j % 16] = addition.add(value, parts[j % 16]);
                } else {
                    rest = addition.add(value, rest);
                }
            }
            sum += tree(parts) + rest;
        }
        return sum;
    }

    /** Halves are added until one number is left. */
    private static float tree(float[] parts) {
        for (int half = 8; half > 0; half /= 2) {
            for (int part = 0; part < half; part++) {
                parts[part] += parts[part + half];
            }
        }
        return parts[0];
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 7", "3, 16", "2, 17", "5, 31"})
    void adamAgreesWithThePlainLoopOverManySteps(int rows, int cols) {
        compare(rows, cols, (kernels, b) -> {
            b[2].clear();
            b[3].clear();
            for (int t = 1; t <= 20; t++) {
                kernels.adam(b[0].memory(), b[1].memory(), b[2].memory(), b[3].memory(), rows * cols, step(1e-2, t));
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 0, false", "3, 16, 0.9, false", "5, 31, 0.9, true"})
    void descentAgreesWithThePlainLoopOverManySteps(int rows, int cols, double momentum, boolean isNesterov) {
        SgdStep step = new SgdStep(momentum, isNesterov, 0.1);
        step.advance(1e-2, 1);
        compare(rows, cols, (kernels, b) -> {
            b[2].clear();
            for (int t = 1; t <= 20; t++) {
                kernels.sgd(b[0].memory(), b[1].memory(), b[2].memory(), rows * cols, step);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"-200", "-88", "-20", "-1e-6", "0", "1e-6", "20", "88", "200"})
    void sigmoidIsRightAtTheEnds(double x) {
        try (Matrix z = Matrix.of(Precision.FLOAT32, 1, 17, repeated(x))) {
            FloatKernels.INSTANCE.sigmoid(z.memory(), 17);
            for (int i = 0; i < 17; i++) {
                assertThat(z.get(i)).isCloseTo(1 / (1 + Math.exp(-x)), within(1e-7));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "16"})
    void notANumberIsNotHidden(int position) {
        try (Matrix z = Matrix.of(Precision.FLOAT32, 1, 17, repeated(1))) {
            z.set(position, Double.NaN);
            FloatKernels.INSTANCE.sigmoid(z.memory(), 17);
            assertThat(z.get(position)).isNaN();
        }
    }

    @Test
    void bufferIsTakenFromItsBeginningWhateverItsPositionAndOrder() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(17 * Float.BYTES);
        buffer.position(3 * Float.BYTES).limit(5 * Float.BYTES);
        FloatKernels.INSTANCE.sigmoid(new DirectMemory(buffer), 17);
        FloatBuffer floats = buffer.clear().order(ByteOrder.nativeOrder()).asFloatBuffer();
        for (int i = 0; i < 17; i++) {
            assertThat(floats.get(i)).isEqualTo(0.5f);
        }
    }

    @Test
    void bufferOnTheHeapIsRefused() {
        assertThatThrownBy(() -> new DirectMemory(ByteBuffer.allocate(64)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a buffer on the heap is not allowed, expected a direct one");
    }

    @Test
    void nothingBehindTheEndIsReadOrWritten() {
        DirectMemory memory = new DirectMemory(ByteBuffer.allocateDirect(17 * Float.BYTES));
        assertThatThrownBy(() -> FloatKernels.INSTANCE.relu(memory, 64)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static double[] repeated(double x) {
        double[] values = new double[17];
        java.util.Arrays.fill(values, x);
        return values;
    }

    private void compare(int rows, int cols, BiConsumer<Kernels, Matrix[]> operation) {
        Matrix[] floats = new Matrix[BUFFERS];
        Matrix[] doubles = new Matrix[BUFFERS];
        for (int i = 0; i < BUFFERS; i++) {
            floats[i] = Matrix.zeros(Precision.FLOAT32, rows, cols);
            doubles[i] = Matrix.zeros(Precision.FLOAT64, rows, cols);
            for (int j = 0; j < rows * cols; j++) {
                double value = (float) random.nextGaussian();
                floats[i].set(j, value);
                doubles[i].set(j, value);
            }
        }
        operation.accept(FloatKernels.INSTANCE, floats);
        operation.accept(DoubleKernels.INSTANCE, doubles);
        for (int i = 0; i < BUFFERS; i++) {
            assertThat(floats[i].toArray()).containsExactly(doubles[i].toArray(), within(2e-5));
        }
    }

    private static AdamStep step(double learningRate, long t) {
        AdamStep step = new AdamStep();
        step.advance(learningRate, t);
        return step;
    }
}
