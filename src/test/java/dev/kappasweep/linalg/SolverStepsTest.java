package dev.kappasweep.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** When the iterations stop: after the most steps, which no residual is small enough for, or at the first look at one that is. */
final class SolverStepsTest {
    private static final int ROWS = 19;
    private static final int COLS = 13;
    private static final double NEVER = -1;
    private static final double AT_ONCE = 1e9;

    @AutoClose
    private final Matrix matrix = Bits.uniform(Precision.FLOAT64, ROWS, COLS, 3);

    private int steps(TopSingularTripletSolver solver) {
        solver.solve(matrix);
        return solver.steps();
    }

    private static PowerSolver power(int maxSteps, double tolerance) {
        return new PowerSolver(Precision.FLOAT64, ROWS, COLS, maxSteps, tolerance, new Random(1));
    }

    @Test
    void ofPowerIteration() {
        try (PowerSolver never = power(3, NEVER);
                PowerSolver atOnce = power(3, AT_ONCE)) {
            assertThat(steps(never)).isEqualTo(3);
            assertThat(steps(never)).isEqualTo(3);
            assertThat(steps(atOnce)).isZero();
        }
    }

    private static LanczosSolver lanczos(int maxSteps, double tolerance) {
        return new LanczosSolver(Precision.FLOAT64, ROWS, COLS, maxSteps, tolerance, new Random(1));
    }

    /** It looks at every fourth step. Of a matrix of rank 1 the second left vector is 0. */
    @Test
    void ofLanczosBidiagonalisation() {
        try (LanczosSolver never = lanczos(7, NEVER);
                LanczosSolver whole = lanczos(100, NEVER);
                LanczosSolver atOnce = lanczos(7, AT_ONCE);
                LanczosSolver rankOne = lanczos(7, NEVER);
                Matrix ones = Matrix.zeros(Precision.FLOAT64, ROWS, COLS)) {
            assertThat(steps(never)).isEqualTo(7);
            assertThat(steps(whole)).isEqualTo(COLS);
            assertThat(steps(atOnce)).isEqualTo(4);
            for (int i = 0; i < ones.size(); i++) {
                ones.set(i, 1);
            }
            rankOne.solve(ones);
            assertThat(rankOne.steps()).isEqualTo(2);
        }
    }

    private static LobpcgSolver lobpcg(int maxSteps, double tolerance) {
        return new LobpcgSolver(Precision.FLOAT64, ROWS, COLS, 4, maxSteps, tolerance, new Random(1));
    }

    @Test
    void ofBlockConjugateGradients() {
        try (LobpcgSolver never = lobpcg(3, NEVER);
                LobpcgSolver atOnce = lobpcg(3, AT_ONCE)) {
            assertThat(steps(never)).isEqualTo(3);
            assertThat(steps(never)).isEqualTo(3);
            assertThat(steps(atOnce)).isEqualTo(1);
        }
    }

    private static TrackingSolver tracking(int maxSteps, double tolerance) {
        return new TrackingSolver(Precision.FLOAT64, ROWS, COLS, maxSteps, tolerance, new Random(1));
    }

    @Test
    void ofTracking() {
        try (TrackingSolver never = tracking(3, NEVER);
                TrackingSolver longer = tracking(101, NEVER);
                TrackingSolver atOnce = tracking(3, AT_ONCE)) {
            assertThat(steps(never)).as("the first call").isEqualTo(100);
            assertThat(steps(never)).as("any later one").isEqualTo(3);
            assertThat(steps(longer)).isEqualTo(101);
            assertThat(steps(atOnce)).isEqualTo(1);
            assertThat(steps(atOnce)).isEqualTo(1);
        }
    }

    /** With those of the solver for the top. */
    @Test
    void ofInverseIteration() {
        try (InverseIterationSolver never = inverse(NEVER);
                InverseIterationSolver atOnce = inverse(AT_ONCE)) {
            never.solve(matrix);
            assertThat(never.steps()).isEqualTo(5 + 3);
            atOnce.solve(matrix);
            assertThat(atOnce.steps()).isEqualTo(1 + 3);
        }
    }

    private static InverseIterationSolver inverse(double tolerance) {
        return new InverseIterationSolver(power(3, NEVER), Precision.FLOAT64, ROWS, COLS, 5, tolerance, new Random(2));
    }
}
