package dev.kappasweep.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;

final class MatrixTest {
    /** The last has one float more than 2^31 bytes less one and the alignment have room for. */
    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "-1, 1", "65536, 65536", "1, 536870896"})
    void sizesThatNoMatrixHasAreRefused(int rows, int cols) {
        assertThatThrownBy(() -> Matrix.zeros(Precision.FLOAT32, rows, cols))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a matrix of " + rows + " x " + cols
                        + " is not allowed, expected at least 1 x 1 and below 2 GiB");
    }

    @ParameterizedTest
    @EnumSource
    void elementsAreRowByRow(Precision precision) {
        try (Matrix matrix = Matrix.of(precision, 2, 3, 1, 2, 3, 4, 5, 6.5)) {
            assertThat(matrix.size()).isEqualTo(6);
            assertThat(matrix.get(1, 2)).isEqualTo(6.5);
            matrix.set(1, 0, -4);
            assertThat(matrix.get(3)).isEqualTo(-4);
            assertThat(matrix.toArray()).containsExactly(1, 2, 3, -4, 5, 6.5);
            assertThat(matrix.bytes().order()).isEqualTo(ByteOrder.nativeOrder());
            assertThat(matrix.bytes().capacity()).isEqualTo(6 * precision.bytes());
            assertThat(matrix.elements())
                    .isInstanceOf(precision == Precision.FLOAT32 ? FloatPointer.class : DoublePointer.class);
            INDArray array = matrix.array();
            assertThat(array.shape()).containsExactly(2, 3);
            assertThat(array.getDouble(1, 2)).isEqualTo(6.5);
            assertThat(array.dataType()).isEqualTo(precision.dataType());
            matrix.clear();
            assertThat(matrix.toArray()).containsOnly(0);
        }
    }

    @Test
    void rowsShareTheMemory() {
        try (Matrix matrix = Matrix.of(Precision.FLOAT64, 3, 2, 1, 2, 3, 4, 5, 6)) {
            Matrix rows = matrix.rowRange(1, 3);
            assertThat(rows.toArray()).containsExactly(3, 4, 5, 6);
            rows.set(1, 1, -6);
            assertThat(matrix.get(2, 1)).isEqualTo(-6);
            rows.close();
            assertThat(matrix.get(2, 1)).as("a part frees nothing").isEqualTo(-6);
            assertThat(matrix.rowRange(0, 3).toArray()).isEqualTo(matrix.toArray());
        }
    }

    @ParameterizedTest
    @CsvSource({"-1, 1", "0, 4", "2, 2", "2, 1"})
    void rowsThatItDoesNotHaveAreRefused(int from, int to) {
        try (Matrix matrix = Matrix.zeros(Precision.FLOAT64, 3, 2)) {
            assertThatThrownBy(() -> matrix.rowRange(from, to))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessage("rows " + from + " to " + to + " of 3");
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        try (Matrix matrix = Matrix.zeros(Precision.FLOAT64, 2, 3);
                Matrix rows = Matrix.zeros(Precision.FLOAT64, 3, 3);
                Matrix cols = Matrix.zeros(Precision.FLOAT64, 2, 2);
                Matrix floats = Matrix.zeros(Precision.FLOAT32, 2, 3)) {
            assertThatThrownBy(() -> matrix.assign(1, 2, 3, 4, 5)).hasMessage("5 values for a matrix of 2 x 3");
            assertThatThrownBy(() -> matrix.assign(rows)).hasMessage("3 x 3 FLOAT64 does not fit 2 x 3 FLOAT64");
            assertThatThrownBy(() -> matrix.assign(cols)).hasMessage("2 x 2 FLOAT64 does not fit 2 x 3 FLOAT64");
            assertThatThrownBy(() -> matrix.assign(floats)).hasMessage("2 x 3 FLOAT32 does not fit 2 x 3 FLOAT64");
            assertThatThrownBy(matrix::floats)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("2 x 3 FLOAT64 does not hold floats");
        }
    }

    private static byte[] saved(Matrix matrix) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        matrix.save(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    /** Of three parts, the last one shorter. */
    @Test
    void aSavedMatrixIsItsSizeAndItsBytes() throws IOException {
        try (Matrix matrix = Bits.uniform(Precision.FLOAT64, 170, 100, 3);
                Matrix restored = Matrix.zeros(Precision.FLOAT64, 170, 100);
                Matrix other = Matrix.zeros(Precision.FLOAT64, 100, 170)) {
            byte[] bytes = saved(matrix);
            assertThat(bytes).hasSize(8 + 170 * 100 * 8);
            assertThat(ByteBuffer.wrap(bytes).getInt(0)).isEqualTo(170);
            assertThat(ByteBuffer.wrap(bytes).getInt(4)).isEqualTo(100);
            restored.restore(new DataInputStream(new ByteArrayInputStream(bytes)));
            assertThat(restored.toArray()).isEqualTo(matrix.toArray());
            assertThatThrownBy(() -> other.restore(new DataInputStream(new ByteArrayInputStream(bytes))))
                    .isInstanceOf(IOException.class)
                    .hasMessage("a matrix of 170 x 100 does not fit 100 x 170 FLOAT64");
        }
    }

    @Test
    void eachBeginsAtACacheLineAndIsFreedWhenItIsClosed() {
        for (int cols = 1; cols < 40; cols++) {
            try (Matrix matrix = Matrix.zeros(Precision.FLOAT32, 1, cols)) {
                assertThat(matrix.elements().address() % 64)
                        .as("%d columns", cols)
                        .isZero();
            }
        }
        assertThat(Allocations.leftBy(
                        () -> Matrix.zeros(Precision.FLOAT32, 9, 9).close()))
                .isNotPositive();
    }

    /** (1 2 3; 4 5 6) times (1 0 1) and, transposed, times (1 2). */
    @Test
    void asAnOperatorItMultipliesRows() {
        try (Matrix matrix = Matrix.of(Precision.FLOAT64, 2, 3, 1, 2, 3, 4, 5, 6);
                Matrix right = Matrix.of(Precision.FLOAT64, 1, 3, 1, 0, 1);
                Matrix left = Matrix.of(Precision.FLOAT64, 1, 2, 1, 2);
                Matrix image = Matrix.zeros(Precision.FLOAT64, 1, 2);
                Matrix back = Matrix.zeros(Precision.FLOAT64, 1, 3)) {
            matrix.multiplyTransposed(right, image);
            matrix.multiply(left, back);
            assertThat(image.toArray()).containsExactly(4, 10);
            assertThat(back.toArray()).containsExactly(9, 12, 15);
            assertThat(matrix.smallerSize()).isEqualTo(2);
        }
    }
}
