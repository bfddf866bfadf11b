package dev.kappasweep.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kappasweep.kernel.WeightPanels;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TrackingSolverTest extends TopSingularTripletSolverContract {
    private final RandomGenerator random = random(11);

    @Override
    TopSingularTripletSolver create(Precision precision, int rows, int cols, double tolerance) {
        return new TrackingSolver(precision, rows, cols, 1000, tolerance, random(3));
    }

    @Override
    List<String> checksums() {
        return List.of("3d43029", "6f90265e");
    }

    @ParameterizedTest
    @CsvSource({"90, 50", "50, 90", "64, 64"})
    void weightsInPanelsHaveTheTripletOfTheMatrix(int rows, int cols) {
        Matrix matrix = RandomMatrices.gaussian(Precision.FLOAT32, rows, cols, random);
        try (TrackingSolver solver = new TrackingSolver(Precision.FLOAT32, rows, cols, 1, 1e-4, random(5))) {
            SingularTriplet triplet = solver.solve(panels(matrix));
            assertThat(triplet.sigma()).isCloseTo(Spectrum.of(matrix).largest(), within(1e-5 * triplet.sigma()));
            Matrix image = Matrix.zeros(Precision.FLOAT32, 1, rows);
            Blas.multiplyVector(matrix, triplet.v(), image);
            Blas.addScaled(-triplet.sigma(), triplet.u(), image);
            assertThat(Blas.norm(image)).isLessThan(1e-5 * triplet.sigma());
        }
    }

    @Test
    @Tag("slow")
    void oneStepACallFollowsATopThatIsPushedDownAtEveryCall() {
        Matrix matrix = RandomMatrices.gaussian(Precision.FLOAT64, 120, 80, random);
        try (TrackingSolver solver = new TrackingSolver(Precision.FLOAT64, 120, 80, 1, 1e-9, random(5))) {
            for (int i = 0; i < 200; i++) {
                SingularTriplet triplet = solver.solve(matrix);
                assertThat(solver.steps()).isEqualTo(i == 0 ? solver.steps() : 1);
                assertThat(triplet.sigma()).isCloseTo(Spectrum.of(matrix).largest(), within(0.01 * triplet.sigma()));
                Blas.addOuterProduct(-0.01 * triplet.sigma(), triplet.u(), triplet.v(), matrix);
                Blas.addScaled(0.005, RandomMatrices.gaussian(Precision.FLOAT64, 120, 80, random), matrix);
            }
        }
    }

    /** The images of the last directions are those of the matrix before: what they make look large must not last. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.003, 0.03})
    @Tag("slow")
    void oneStepACallFindsNoMoreThanThereIsHoweverTheMatrixMoves(double change) {
        Matrix matrix = RandomMatrices.gaussian(Precision.FLOAT32, 120, 80, random);
        try (TrackingSolver solver = new TrackingSolver(Precision.FLOAT32, 120, 80, 1, 1e-6, random(5))) {
            for (int i = 0; i < 300; i++) {
                double sigma = solver.solve(matrix).sigma();
                assertThat(sigma / Spectrum.of(matrix).largest())
                        .as("call %d", i)
                        .isBetween(0.985, 1.003);
                Blas.addScaled(change, RandomMatrices.gaussian(Precision.FLOAT32, 120, 80, random), matrix);
            }
        }
    }

    private static LinearOperator panels(Matrix matrix) {
        WeightPanels panels = new WeightPanels(matrix.rows(), matrix.cols(), 1);
        panels.loadWeights(matrix.floats());
        return new PanelOperator(panels);
    }

    @Test
    void anOperatorOfAnotherSizeIsRefused() {
        Matrix matrix = RandomMatrices.gaussian(Precision.FLOAT32, 50, 90, random);
        try (TrackingSolver solver = new TrackingSolver(Precision.FLOAT32, 90, 50, 1, 1e-4, random(5))) {
            assertThatThrownBy(() -> solver.solve(panels(matrix)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("this solver is for 90 x 50 FLOAT32, not for 50 x 90");
        }
    }
}
