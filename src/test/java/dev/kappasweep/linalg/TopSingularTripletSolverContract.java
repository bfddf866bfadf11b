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

/** What every solver must do; each has a subclass. */
abstract class TopSingularTripletSolverContract {
    private final RandomGenerator random = random(7);

    static RandomGenerator random(long seed) {
        return RandomStreams.stream(seed, "solvers");
    }

    /** A solver that stops at {@code tolerance}, with as many steps as it may need for that. */
    abstract TopSingularTripletSolver create(Precision precision, int rows, int cols, double tolerance);

    /** The checksum of what it finds for some matrices that change, with its numbers of steps, in float64 and in float32. */
    abstract List<String> checksums();

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 9", "9, 1", "5, 5", "12, 7", "7, 12", "40, 30", "200, 60", "60, 200"})
    void findsTheTripletOfEveryShape(int rows, int cols) {
        Matrix matrix = RandomMatrices.gaussian(Precision.FLOAT64, rows, cols, random);
        try (TopSingularTripletSolver solver = create(Precision.FLOAT64, rows, cols, 1e-9)) {
            SingularTriplet triplet = solver.solve(matrix);
            assertIsTripletOf(matrix, triplet, 1e-8);
            assertThat(triplet.sigma()).isCloseTo(Spectrum.of(matrix).largest(), within(1e-9 * triplet.sigma()));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-15, 1e-8, 1e8, 1e15})
    void findsTheTripletAtEveryScaleInFloat32(double scale) {
        Matrix matrix = RandomMatrices.withSingularValues(
                Precision.FLOAT32, 30, 20, random, 3 * scale, 2 * scale, 1.5 * scale, scale);
        try (TopSingularTripletSolver solver = create(Precision.FLOAT32, 30, 20, 1e-4)) {
            SingularTriplet triplet = solver.solve(matrix);
            assertThat(triplet.sigma()).isCloseTo(3 * scale, within(1e-5 * scale));
            assertThat(triplet.residual()).isLessThan(1e-3);
        }
    }

    @Test
    void zeroMatrixHasSigmaZeroAndUnitVectors() {
        try (TopSingularTripletSolver solver = create(Precision.FLOAT32, 4, 6, 1e-6)) {
            SingularTriplet triplet = solver.solve(Matrix.zeros(Precision.FLOAT32, 4, 6));
            assertThat(triplet.sigma()).isZero();
            assertThat(triplet.residual()).isZero();
            assertThat(Blas.norm(triplet.u())).isCloseTo(1, within(1e-6));
            assertThat(Blas.norm(triplet.v())).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void recoversAfterTheZeroMatrix() {
        Matrix matrix = RandomMatrices.gaussian(Precision.FLOAT64, 12, 8, random);
        try (TopSingularTripletSolver solver = create(Precision.FLOAT64, 12, 8, 1e-9)) {
            solver.solve(Matrix.zeros(Precision.FLOAT64, 12, 8));
            SingularTriplet triplet = solver.solve(matrix);
            assertIsTripletOf(matrix, triplet, 1e-8);
        }
    }

    @Test
    void rankOneMatrixIsItsOwnTriplet() {
        Matrix matrix = RandomMatrices.withSingularValues(Precision.FLOAT64, 15, 11, random, 2.5);
        try (TopSingularTripletSolver solver = create(Precision.FLOAT64, 15, 11, 1e-9)) {
            SingularTriplet triplet = solver.solve(matrix);
            assertIsTripletOf(matrix, triplet, 1e-8);
        }
    }

    @Test
    void atATieThePairIsInTheTopSingularSpace() {
        Matrix matrix = RandomMatrices.withSingularValues(Precision.FLOAT64, 20, 12, random, 2, 2, 1, 0.5);
        try (TopSingularTripletSolver solver = create(Precision.FLOAT64, 20, 12, 1e-9)) {
            SingularTriplet triplet = solver.solve(matrix);
            assertIsTripletOf(matrix, triplet, 1e-8);
            assertThat(triplet.sigma()).isCloseTo(2, within(1e-8));
        }
    }

    @Test
    void followsAMatrixThatChanges() {
        Matrix matrix = RandomMatrices.gaussian(Precision.FLOAT64, 60, 40, random);
        try (TopSingularTripletSolver solver = create(Precision.FLOAT64, 60, 40, 1e-7)) {
            for (int i = 0; i < 20; i++) {
                Blas.addScaled(0.02, RandomMatrices.gaussian(Precision.FLOAT64, 60, 40, random), matrix);
                SingularTriplet triplet = solver.solve(matrix);
                assertThat(triplet.sigma()).isCloseTo(Spectrum.of(matrix).largest(), within(1e-6 * triplet.sigma()));
            }
        }
    }

    @Test
    void theSameCallsGiveTheSameBits() {
        Matrix matrix = RandomMatrices.gaussian(Precision.FLOAT32, 64, 48, random);
        try (TopSingularTripletSolver first = create(Precision.FLOAT32, 64, 48, 1e-3);
                TopSingularTripletSolver second = create(Precision.FLOAT32, 64, 48, 1e-3)) {
            for (int i = 0; i < 3; i++) {
                SingularTriplet a = first.solve(matrix);
                SingularTriplet b = second.solve(matrix);
                assertThat(a.sigma()).isEqualTo(b.sigma());
                assertThat(a.u().toArray()).isEqualTo(b.u().toArray());
                assertThat(a.v().toArray()).isEqualTo(b.v().toArray());
                assertThat(first.steps()).isEqualTo(second.steps()).isNotNegative();
            }
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
                TopSingularTripletSolver solver = create(precision, 37, 26, tolerance)) {
            for (int i = 0; i < 3; i++) {
                SingularTriplet triplet = solver.solve(matrix);
                Bits.add(triplet, numbers);
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
                        try (TopSingularTripletSolver solver = create(Precision.FLOAT32, 12, 9, 1e-3)) {
                            solver.solve(matrix);
                            solver.solve(zero);
                        }
                    }))
                    .isNotPositive();
        }
    }

    @Test
    void goesOnWithTheSameBitsFromASavedState() throws IOException {
        Matrix matrix = RandomMatrices.gaussian(Precision.FLOAT32, 64, 48, random);
        try (TopSingularTripletSolver first = create(Precision.FLOAT32, 64, 48, 1e-3);
                TopSingularTripletSolver second = create(Precision.FLOAT32, 64, 48, 1e-3)) {
            first.solve(matrix);
            ByteArrayOutputStream saved = new ByteArrayOutputStream();
            first.save(new DataOutputStream(saved));
            second.restore(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
            Blas.addScaled(0.01, RandomMatrices.gaussian(Precision.FLOAT32, 64, 48, random), matrix);
            SingularTriplet expected = first.solve(matrix);
            SingularTriplet triplet = second.solve(matrix);
            assertThat(triplet.sigma()).isEqualTo(expected.sigma());
            assertThat(triplet.u().toArray()).isEqualTo(expected.u().toArray());
            assertThat(triplet.v().toArray()).isEqualTo(expected.v().toArray());
            assertThat(second.steps()).isEqualTo(first.steps());
        }
    }

    @Test
    void anotherSizeIsRefused() {
        try (TopSingularTripletSolver solver = create(Precision.FLOAT32, 4, 6, 1e-6)) {
            Matrix transposed = Matrix.zeros(Precision.FLOAT32, 6, 4);
            Matrix doubles = Matrix.zeros(Precision.FLOAT64, 4, 6);
            assertThatThrownBy(() -> solver.solve(transposed)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> solver.solve(doubles)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static void assertIsTripletOf(Matrix matrix, SingularTriplet triplet, double tolerance) {
        double bound = tolerance * triplet.sigma();
        Matrix image = Matrix.zeros(matrix.precision(), 1, matrix.rows());
        Blas.multiplyVector(matrix, triplet.v(), image);
        Blas.addScaled(-triplet.sigma(), triplet.u(), image);
        assertThat(Blas.norm(image)).as("||S v - sigma u||").isLessThanOrEqualTo(bound);
        Matrix back = Matrix.zeros(matrix.precision(), 1, matrix.cols());
        Blas.transposedMultiplyVector(matrix, triplet.u(), back);
        Blas.addScaled(-triplet.sigma(), triplet.v(), back);
        assertThat(Blas.norm(back)).as("||S^T u - sigma v||").isLessThanOrEqualTo(bound);
        assertThat(Blas.norm(back) / triplet.sigma()).isCloseTo(triplet.residual(), within(tolerance));
        assertThat(Blas.norm(triplet.u())).isCloseTo(1, within(1e-12));
        assertThat(Blas.norm(triplet.v())).isCloseTo(1, within(1e-12));
    }
}
