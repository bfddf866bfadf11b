package dev.kappasweep.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kappasweep.Prerequisite;
import dev.kappasweep.Run;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Activations against decimal arithmetic of 120 digits: the table that reference/activations.py prints. */
final class ActivationsTest {
    private static final Path TABLE = Path.of("src/test/resources/reference/activations.txt");
    private static final String SCRIPT = "src/test/resources/reference/activations.py";

    private record Point(double x, double expected) {}

    private static List<Point> points(String function) throws IOException {
        List<Point> points = Files.readAllLines(TABLE).stream()
                .map(line -> line.split(" "))
                .filter(parts -> parts[0].equals(function))
                .map(parts -> new Point(Double.parseDouble(parts[1]), Double.parseDouble(parts[2])))
                .toList();
        assertThat(points).hasSizeGreaterThan(600);
        return points;
    }

    private interface Kernel {
        /** Computes x in place, or into {@code other}. */
        Matrix apply(Kernels kernels, Matrix x, Matrix other);
    }

    private static double[] values(Kernel kernel, Precision precision, List<Point> points) {
        int count = points.size();
        double[] x = points.stream().mapToDouble(Point::x).toArray();
        try (Matrix matrix = Matrix.of(precision, 1, count, x);
                Matrix other = Matrix.zeros(precision, 1, count)) {
            return kernel.apply(precision.kernels(), matrix, other).toArray();
        }
    }

    /** In units in the last place of a float. */
    private static double largestUlps(Kernel kernel, List<Point> points) {
        double[] actual = values(kernel, Precision.FLOAT32, points);
        double largest = 0;
        for (int i = 0; i < actual.length; i++) {
            double expected = points.get(i).expected();
            largest = Math.max(largest, Math.abs(actual[i] - expected) / Math.ulp((float) expected));
        }
        return largest;
    }

    private static double largestError(Kernel kernel, Precision precision, List<Point> points) {
        double[] actual = values(kernel, precision, points);
        double largest = 0;
        for (int i = 0; i < actual.length; i++) {
            largest = Math.max(largest, Math.abs(actual[i] - points.get(i).expected()));
        }
        return largest;
    }

    private static Matrix tanh(Kernels kernels, Matrix x, Matrix other) {
        kernels.tanh(x.memory(), x.size());
        return x;
    }

    private static Matrix gelu(Kernels kernels, Matrix x, Matrix other) {
        kernels.gelu(x.memory(), other.memory(), x.size());
        return x;
    }

    private static Matrix slopes(Kernels kernels, Matrix x, Matrix other) {
        kernels.gelu(x.memory(), other.memory(), x.size());
        return other;
    }

    @Test
    void inFloat32TheyAreRightToSomeUnitsInTheLastPlace() throws IOException {
        assertThat(largestUlps(ActivationsTest::tanh, points("tanh"))).isLessThan(0.6);
        assertThat(largestUlps(ActivationsTest::gelu, points("gelu"))).isLessThan(3.2);
        assertThat(largestError(ActivationsTest::slopes, Precision.FLOAT32, points("geluSlope")))
                .isLessThan(1e-7);
    }

    @Test
    void inFloat64TheyAreRightToRounding() throws IOException {
        assertThat(largestError(ActivationsTest::tanh, Precision.FLOAT64, points("tanh")))
                .isLessThan(1.2e-16);
        assertThat(largestError(ActivationsTest::gelu, Precision.FLOAT64, points("gelu")))
                .isLessThan(8e-15);
        assertThat(largestError(ActivationsTest::slopes, Precision.FLOAT64, points("geluSlope")))
                .isLessThan(1e-15);
    }

    /** In whole vectors and in the rest after them. */
    @Test
    void numbersDoNotDependOnWhereTheyStand() throws IOException {
        for (String function : List.of("tanh", "gelu")) {
            Kernel kernel = function.equals("tanh") ? ActivationsTest::tanh : ActivationsTest::gelu;
            List<Point> all = points(function).subList(0, 47);
            double[] together = values(kernel, Precision.FLOAT32, all);
            for (int i = 0; i < all.size(); i++) {
                assertThat(values(kernel, Precision.FLOAT32, List.of(all.get(i))))
                        .containsExactly(together[i]);
            }
        }
    }

    @Test
    void slopesOfSingleNumbersAreThoseOfVectors() throws IOException {
        List<Point> all = points("geluSlope").subList(0, 47);
        double[] together = values(ActivationsTest::slopes, Precision.FLOAT32, all);
        for (int i = 0; i < all.size(); i++) {
            assertThat(values(ActivationsTest::slopes, Precision.FLOAT32, List.of(all.get(i))))
                    .containsExactly(together[i]);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e4, 3e38, Double.POSITIVE_INFINITY})
    void largeNumbersHaveTheLimits(double x) {
        List<Point> ends = List.of(new Point(x, x), new Point(-x, 0));
        for (Precision precision : Precision.values()) {
            assertThat(values(ActivationsTest::tanh, precision, ends)).containsExactly(1, -1);
            assertThat(values(ActivationsTest::gelu, precision, List.of(new Point(1e4, 1e4))))
                    .containsExactly(1e4);
            assertThat(values(ActivationsTest::slopes, precision, List.of(new Point(1e4, 1), new Point(-1e4, 0))))
                    .containsExactly(new double[] {1, 0}, within(1e-30));
        }
        assertThat(values(ActivationsTest::gelu, Precision.FLOAT32, List.of(new Point(-x, 0))))
                .containsExactly(new double[] {0}, within(1e-36));
    }

    @Test
    void notANumberIsNotHidden() {
        List<Point> one = List.of(new Point(Double.NaN, 0));
        for (Precision precision : Precision.values()) {
            assertThat(values(ActivationsTest::tanh, precision, one)).containsExactly(Double.NaN);
            assertThat(values(ActivationsTest::gelu, precision, one)).containsExactly(Double.NaN);
            assertThat(values(ActivationsTest::slopes, precision, one)).containsExactly(Double.NaN);
        }
    }

    @Test
    void theScriptPrintsTheTable() throws IOException {
        Run script = Run.of(List.of(Prerequisite.numpy().toString(), SCRIPT));
        assertThat(script.code()).as(script.output()).isZero();
        assertThat(script.output().lines()).containsExactlyElementsOf(Files.readAllLines(TABLE));
    }
}
