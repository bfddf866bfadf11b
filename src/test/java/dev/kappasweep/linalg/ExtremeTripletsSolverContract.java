package dev.kappasweep.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kappasweep.data.RandomStreams;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every solver for both ends of the spectrum must do; each has a subclass. */
abstract class ExtremeTripletsSolverContract {
    final RandomGenerator random = RandomStreams.stream(7, "solvers");

    /** A solver that stops at {@code tolerance}, with as many steps as it may need for that. */
    abstract ExtremeTripletsSolver create(Precision precision, int rows, int cols, double tolerance);

    /** The checksum of what it finds for some matrices that change, with its numbers of steps, in float64 and in float32. */
    abstract List<String> checksums();

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 9", "9, 1", "5, 5", "12, 7", "7, 12", "40, 30", "200, 60", "60, 200"})
    void findsBothTripletsOfEveryShape(int rows, int cols) {
        assertSolved(RandomMatrices.gaussian(Precision.FLOAT64, rows, cols, random));
    }

    @Test
    void leavesTheZeroSingularValuesOut() {
        assertSolved(RandomMatrices.withSingularValues(Precision.FLOAT64, 30, 20, random, 3, 2, 0.5));
        assertSolved(RandomMatrices.withSingularValues(Precision.FLOAT64, 15, 11, random, 2.5));
    }

    @Test
    void findsAVerySmallSingularValue() {
        double[] sigma = {1, 0.5, 0.1, 1e-2, 1e-3, 1e-5, 1e-7, 1e-9, 2e-11, 1e-11};
        Matrix matrix = RandomMatrices.withSingularValues(Precision.FLOAT64, 14, 10, random, sigma);
        try (ExtremeTripletsSolver solver = create(Precision.FLOAT64, 14, 10, 1e-9)) {
            solver.solve(matrix);
            assertThat(solver.bottom().sigma()).isCloseTo(1e-11, within(1e-14));
        }
    }

    @Test
    void atATiePairsAreInTheSingularSpaces() {
        double[] sigma = {2, 2, 1.5, 1, 0.5, 0.5, 0.5};
        assertSolved(RandomMatrices.withSingularValues(Precision.FLOAT64, 20, 7, random, sigma));
    }

    @Test
    void zeroMatrixHasSigmaZeroAndIsRecoveredFrom() {
        Matrix matrix = RandomMatrices.gaussian(Precision.FLOAT64, 12, 10, random);
        try (ExtremeTripletsSolver solver = create(Precision.FLOAT64, 12, 10, 1e-9)) {
            solver.solve(Matrix.zeros(Precision.FLOAT64, 12, 10));
            assertThat(solver.top().sigma()).isZero();
            assertThat(solver.bottom().sigma()).isZero();
            solver.solve(matrix);
            assertIsTripletOf(matrix, solver.bottom());
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-15, 1e-8, 1e8, 1e15})
    void findsBothAtEveryScaleInFloat32(double scale) {
        double[] sigma = {3 * scale, 2 * scale, 1.5 * scale, scale, scale / 2, scale / 10};
        Matrix matrix = RandomMatrices.withSingularValues(Precision.FLOAT32, 30, 6, random, sigma);
        try (ExtremeTripletsSolver solver = create(Precision.FLOAT32, 30, 6, 1e-4)) {
            solver.solve(matrix);
            assertThat(solver.top().sigma()).isCloseTo(3 * scale, within(1e-5 * scale));
            assertThat(solver.bottom().sigma()).isCloseTo(scale / 10, within(1e-5 * scale));
        }
    }

    @Test
    void followsAMatrixThatChanges() {
        Matrix matrix = RandomMatrices.gaussian(Precision.FLOAT64, 60, 40, random);
        try (ExtremeTripletsSolver solver = create(Precision.FLOAT64, 60, 40, 1e-7)) {
            for (int i = 0; i < 20; i++) {
                Blas.addScaled(0.02, RandomMatrices.gaussian(Precision.FLOAT64, 60, 40, random), matrix);
                solver.solve(matrix);
                double smallest = Spectrum.of(matrix).smallestNonZero();
                assertThat(solver.bottom().sigma()).isCloseTo(smallest, within(1e-6 * smallest));
            }
        }
    }

    @Test
    void goesOnWithTheSameBitsFromASavedState() throws IOException {
        Matrix matrix = RandomMatrices.gaussian(Precision.FLOAT32, 64, 48, random);
        try (ExtremeTripletsSolver first = create(Precision.FLOAT32, 64, 48, 1e-3);
                ExtremeTripletsSolver second = create(Precision.FLOAT32, 64, 48, 1e-3)) {
            first.solve(matrix);
            ByteArrayOutputStream saved = new ByteArrayOutputStream();
            first.save(new DataOutputStream(saved));
            second.restore(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
            Blas.addScaled(0.01, RandomMatrices.gaussian(Precision.FLOAT32, 64, 48, random), matrix);
            first.solve(matrix);
            second.solve(matrix);
            assertThat(second.bottom().sigma()).isEqualTo(first.bottom().sigma());
            assertThat(second.bottom().v().toArray())
                    .isEqualTo(first.bottom().v().toArray());
            assertThat(second.top().u().toArray()).isEqualTo(first.top().u().toArray());
            assertThat(second.steps()).isEqualTo(first.steps()).isPositive();
        }
    }

    /** On any processor and Java: the order of every sum, and when to stop, is part of what it does. */
    @Test
    void bitsAreTheSameEverywhere() {
        assertThat(List.of(checksum(Precision.FLOAT64, 1e-6), checksum(Precision.FLOAT32, 1e-3)))
                .isEqualTo(checksums());
    }

    private String checksum(Precision precision, double tolerance) {
        List<Double> numbers = new ArrayList<>();
        try (Matrix matrix = Bits.uniform(precision, 37, 26, 41);
                Matrix change = Bits.uniform(precision, 37, 26, 43);
                ExtremeTripletsSolver solver = create(precision, 37, 26, tolerance)) {
            for (int i = 0; i < 3; i++) {
                solver.solve(matrix);
                Bits.add(solver.top(), numbers);
                Bits.add(solver.bottom(), numbers);
                numbers.add((double) solver.steps());
                Blas.addScaled(0.05, change, matrix);
            }
        }
        return Bits.checksum(numbers.stream().mapToDouble(Double::doubleValue).toArray());
    }

    @Test
    void closingItFreesAllThatItAllocated() {
        try (Matrix matrix = RandomMatrices.gaussian(Precision.FLOAT32, 12, 9, random);
                Matrix zero = Matrix.zeros(Precision.FLOAT32, 12, 9)) {
            assertThat(Allocations.leftBy(() -> {
                        try (ExtremeTripletsSolver solver = create(Precision.FLOAT32, 12, 9, 1e-3)) {
                            solver.solve(matrix);
                            solver.solve(zero);
                        }
                    }))
                    .isNotPositive();
        }
    }

    @Test
    void anotherSizeIsRefused() {
        try (ExtremeTripletsSolver solver = create(Precision.FLOAT32, 4, 6, 1e-6)) {
            Matrix transposed = Matrix.zeros(Precision.FLOAT32, 6, 4);
            assertThatThrownBy(() -> solver.solve(transposed)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private void assertSolved(Matrix matrix) {
        try (ExtremeTripletsSolver solver = create(Precision.FLOAT64, matrix.rows(), matrix.cols(), 1e-9)) {
            solver.solve(matrix);
            Spectrum spectrum = Spectrum.of(matrix);
            double scale = spectrum.largest();
            assertThat(solver.top().sigma()).isCloseTo(spectrum.largest(), within(1e-9 * scale));
            assertThat(solver.bottom().sigma()).isCloseTo(spectrum.smallestNonZero(), within(1e-9 * scale));
            assertIsTripletOf(matrix, solver.top());
            assertIsTripletOf(matrix, solver.bottom());
        }
    }

    private static void assertIsTripletOf(Matrix matrix, SingularTriplet triplet) {
        Matrix image = Matrix.zeros(matrix.precision(), 1, matrix.rows());
        Blas.multiplyVector(matrix, triplet.v(), image);
        Blas.addScaled(-triplet.sigma(), triplet.u(), image);
        double bound = 1e-7 * Blas.norm(matrix);
        assertThat(Blas.norm(image)).as("||S v - sigma u||").isLessThanOrEqualTo(bound);
        Matrix back = Matrix.zeros(matrix.precision(), 1, matrix.cols());
        Blas.transposedMultiplyVector(matrix, triplet.u(), back);
        Blas.addScaled(-triplet.sigma(), triplet.v(), back);
        assertThat(Blas.norm(back)).as("||S^T u - sigma v||").isLessThanOrEqualTo(bound);
        assertThat(Blas.norm(triplet.u())).isCloseTo(1, within(1e-9));
        assertThat(Blas.norm(triplet.v())).isCloseTo(1, within(1e-9));
    }
}
