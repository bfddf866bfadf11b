package dev.kappasweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.data.RandomStreams;
import dev.kappasweep.linalg.Allocations;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.Precision;
import dev.kappasweep.linalg.Spectrum;
import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.EvaluationMeasurement;
import dev.kappasweep.sweep.EvaluationSpec;
import dev.kappasweep.sweep.Experiment;
import dev.kappasweep.sweep.LayerMeasurement;
import dev.kappasweep.sweep.NetworkSpec;
import dev.kappasweep.sweep.Optimizer;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.ProblemSpec;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.RegularizerSpec;
import dev.kappasweep.sweep.Settings;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SolverKind;
import dev.kappasweep.sweep.SolverSpec;
import dev.kappasweep.sweep.Strength;
import dev.kappasweep.sweep.TrainingSpec;
import dev.kappasweep.sweep.TrialCancelledException;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LeastSquaresTest {
    private static final Dataset GAUSSIAN = new DatasetLoader(Optional.empty(), Map.of()).load(DatasetSpec.GAUSSIAN);

    private static TrialSpec spec(RegularizerKind kind, double lambda, int epochs, double learningRate) {
        return new TrialSpec(
                Experiment.LEAST_SQUARES,
                GAUSSIAN.id(),
                Settings.standard(Experiment.LEAST_SQUARES)
                        .with(new NetworkSpec(List.of(), Activation.SIGMOID))
                        .with(new RegularizerSpec(kind, List.of("W1"), SolverSpec.of(SolverKind.EXACT), 0.02))
                        .with(new TrainingSpec(epochs, 32, Optimizer.GRADIENT_DESCENT, learningRate, 0))
                        .with(Parameter.LAMBDA, Strength.of(lambda))
                        .with(Parameter.SEED, 7L),
                new EvaluationSpec(List.of(Snr.INFINITE), 1));
    }

    private static TrialResult run(TrialSpec spec) {
        return new TrialRunner().run(spec, GAUSSIAN, TrialObserver.NONE);
    }

    private static double metric(TrialResult result, String name) {
        return result.evaluations().stream()
                .filter(value -> value.metric().equals(name))
                .mapToDouble(EvaluationMeasurement::value)
                .sum();
    }

    private static double kappa(TrialResult result) {
        List<LayerMeasurement> layers = result.layers();
        return layers.get(layers.size() - 1).spectrum().kappa();
    }

    /** The minimum has the closed form Y X^T (X X^T + lambda I)^-1, here by Cholesky decomposition. */
    @ParameterizedTest
    @CsvSource({"none, 0", "conditionNumber, 0", "tikhonov, 10", "tikhonov, 100"})
    void descentEndsAtTheClosedForm(String kind, double lambda) {
        RegularizerKind penalty = kind.equals("tikhonov")
                ? RegularizerKind.TIKHONOV
                : kind.equals("none") ? RegularizerKind.NONE : RegularizerKind.CONDITION_NUMBER;
        LeastSquares problem = new LeastSquares(ProblemSpec.PUBLISHED, 7);
        LeastSquaresDescent descent = new LeastSquaresDescent(spec(penalty, lambda, 4, 1), problem);
        for (int step = 0; step < 4 * ProblemSpec.STEPS_PER_EPOCH; step++) {
            descent.step();
        }
        double[] minimum = problem.minimum(penalty == RegularizerKind.TIKHONOV ? lambda : 0);
        double[] gradient = new double[minimum.length];
        problem.gradient(minimum, gradient);
        for (int i = 0; i < minimum.length; i++) {
            assertThat(gradient[i] + 2 * lambda * minimum[i])
                    .as("the closed form is where the gradient is 0")
                    .isCloseTo(0, within(1e-9));
            assertThat(descent.weights()[i]).isCloseTo(minimum[i], within(1e-6));
        }
    }

    @Test
    void trialWithoutPenaltyHasTheLeastError() {
        TrialResult result = run(spec(RegularizerKind.CONDITION_NUMBER, 0, 3, 1));
        assertThat(result.status()).isEqualTo(TrialStatus.COMPLETED);
        assertThat(result.steps()).isEqualTo(3000);
        assertThat(metric(result, "errorRatio")).isCloseTo(1, within(1e-6));
        double error =
                new LeastSquares(ProblemSpec.PUBLISHED, 7).error(new LeastSquares(ProblemSpec.PUBLISHED, 7).minimum(0));
        assertThat(metric(result, "error")).isCloseTo(error, within(1e-6 * error));
        assertThat(result.layers()).extracting("layer").containsOnly("W1");
    }

    /** 1098.6 and 1.048 after 30 000 steps in a numpy program with a full eigendecomposition at each step, on other X and Y. */
    @Test
    void largeLambdaGivesAWellConditionedMatrixForAFewPercentOfError() {
        TrialResult plain = run(spec(RegularizerKind.CONDITION_NUMBER, 0, 8, 1));
        TrialResult penalised = run(spec(RegularizerKind.CONDITION_NUMBER, 1000, 8, 1));
        assertThat(kappa(plain)).isGreaterThan(4);
        assertThat(kappa(penalised)).isLessThan(1.5);
        assertThat(metric(penalised, "errorRatio")).isBetween(1.02, 1.08);
        assertThat(run(spec(RegularizerKind.CONDITION_NUMBER, 1000, 8, 1)).weightsSha256())
                .isEqualTo(penalised.weightsSha256());
    }

    @Test
    void aTrialFreesAllThatItAllocatesOutsideTheHeap() {
        TrialSpec spec = spec(RegularizerKind.CONDITION_NUMBER, 1, 1, 1);
        run(spec);
        assertThat(Allocations.leftBy(() -> run(spec))).isNotPositive();
    }

    @Test
    void stepBeyondTheStableOneDiverges() {
        TrialResult result = run(spec(RegularizerKind.NONE, 0, 3, 2.5));
        assertThat(result.status()).isEqualTo(TrialStatus.DIVERGED);
        assertThat(result.reason()).contains("at step", "epoch");
    }

    /** Within the first epoch, and within the last one, where the step falls. */
    @ParameterizedTest
    @ValueSource(ints = {400, 2500})
    void aStoppedTrialGoesOnWithTheEpochInWhichItStopped(int steps) {
        TrialSpec spec = spec(RegularizerKind.CONDITION_NUMBER, 100, 3, 1);
        TrialResult whole = run(spec);
        MemoryCheckpoints checkpoints = new MemoryCheckpoints(1e9);
        assertThatThrownBy(() -> new TrialRunner().run(spec, GAUSSIAN, new Stopping(checkpoints, steps)))
                .isInstanceOf(TrialCancelledException.class);
        int epochs = steps / ProblemSpec.STEPS_PER_EPOCH;

        Stopping again = new Stopping(checkpoints, (3 - epochs) * ProblemSpec.STEPS_PER_EPOCH);
        TrialResult result = new TrialRunner().run(spec, GAUSSIAN, again);
        assertThat(result)
                .usingRecursiveComparison()
                .ignoringFields("provenance.startedAt", "provenance.seconds", "measurements.epochs")
                .isEqualTo(whole);
        assertThat(Epochs.withoutSeconds(result)).isEqualTo(Epochs.withoutSeconds(whole));
        assertThat(again.epochs()).containsExactly(1, 2, 3);
        assertThat(again.notices()).isEmpty();
    }

    @Test
    void stepFallsInTheSecondHalfWithKinksOnly() {
        LeastSquares problem = new LeastSquares(ProblemSpec.PUBLISHED, 7);
        LeastSquaresDescent kinks = new LeastSquaresDescent(spec(RegularizerKind.CONDITION_NUMBER, 10, 1, 1), problem);
        LeastSquaresDescent smooth = new LeastSquaresDescent(spec(RegularizerKind.TIKHONOV, 10, 1, 1), problem);
        double first = kinks.stepSize();
        assertThat(first).isCloseTo(1 / (problem.curvature() + 10), within(1e-15));
        assertThat(smooth.stepSize()).isCloseTo(1 / (problem.curvature() + 20), within(1e-15));
        for (int step = 0; step < ProblemSpec.STEPS_PER_EPOCH; step++) {
            kinks.step();
            smooth.step();
        }
        assertThat(kinks.stepSize()).isCloseTo(LeastSquaresDescent.LAST_STEP * first, within(1e-12));
        assertThat(smooth.stepSize()).isCloseTo(1 / (problem.curvature() + 20), within(1e-15));
    }

    /** Against LAPACK: random and rank-deficient matrices, both orientations, while they move as in training. */
    @ParameterizedTest
    @CsvSource({"20, 50, 20", "50, 20, 20", "7, 7, 3", "1, 5, 1", "5, 1, 1"})
    void topTripletIsThatOfAFullDecomposition(int rows, int cols, int rank) {
        RandomGenerator random = RandomStreams.stream(5, rows + " x " + cols);
        double[] w = new double[rows * cols];
        for (int r = 0; r < rank; r++) {
            double[] left = random.doubles(rows, -1, 1).toArray();
            double[] right = random.doubles(cols, -1, 1).toArray();
            for (int i = 0; i < w.length; i++) {
                w[i] += left[i / cols] * right[i % cols];
            }
        }
        TopTriplet triplet = new TopTriplet(rows, cols);
        for (int move = 0; move < 20; move++) {
            triplet.solve(w);
            Spectrum spectrum = spectrum(rows, cols, w);
            assertThat(triplet.sigma()).isCloseTo(spectrum.largest(), within(1e-13 * spectrum.largest()));
            assertTriplet(rows, cols, w, triplet);
            // lowers sigma_1 to the second and beyond, as the penalty does, so that the top ones meet
            for (int i = 0; i < w.length; i++) {
                w[i] -= 0.1 * triplet.sigma() * triplet.u()[i / cols] * triplet.v()[i % cols];
            }
        }
    }

    private static void assertTriplet(int rows, int cols, double[] w, TopTriplet triplet) {
        assertThat(TopTriplet.dot(triplet.u(), 0, triplet.u(), 0, rows)).isCloseTo(1, within(1e-12));
        assertThat(TopTriplet.dot(triplet.v(), 0, triplet.v(), 0, cols)).isCloseTo(1, within(1e-12));
        for (int i = 0; i < rows; i++) {
            double image = TopTriplet.dot(w, i * cols, triplet.v(), 0, cols);
            assertThat(image).isCloseTo(triplet.sigma() * triplet.u()[i], within(1e-9 * triplet.sigma()));
        }
    }

    private static Spectrum spectrum(int rows, int cols, double[] w) {
        try (Matrix matrix = Matrix.zeros(Precision.FLOAT64, rows, cols)) {
            for (int i = 0; i < w.length; i++) {
                matrix.set(i, w[i]);
            }
            return Spectrum.of(matrix);
        }
    }
}
