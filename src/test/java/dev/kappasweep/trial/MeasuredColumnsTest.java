package dev.kappasweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kappasweep.bench.PaperClassifier;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.Precision;
import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.DeadUnits;
import dev.kappasweep.sweep.Ending;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.LayerMeasurement;
import dev.kappasweep.sweep.NetworkSpec;
import dev.kappasweep.sweep.Optimizer;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.RegularizerSpec;
import dev.kappasweep.sweep.Sha256;
import dev.kappasweep.sweep.SolverKind;
import dev.kappasweep.sweep.SolverSpec;
import dev.kappasweep.sweep.SpectrumMeasurement;
import dev.kappasweep.sweep.Strength;
import dev.kappasweep.sweep.TrainingSpec;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every number of the tables {@code layers} and {@code epochs}, worked out from its definition. */
class MeasuredColumnsTest {
    private static final double LAMBDA = 0.25;

    /** Ten images in batches of 4, 4 and 2; steps that are too small to change a float. */
    private static TrialSpec still(RegularizerKind kind) {
        return PaperClassifier.of(TenImages.DATA.id())
                .with()
                .network(new NetworkSpec(List.of(), Activation.SIGMOID))
                .regularizer(new RegularizerSpec(kind, List.of("W1"), SolverSpec.of(SolverKind.EXACT), 0.02))
                .strength(Strength.of(LAMBDA))
                .training(new TrainingSpec(2, 4, Optimizer.ADAM, 1e-300, 0))
                .build();
    }

    @ParameterizedTest
    @CsvSource({"NONE, 0", "TIKHONOV, 0", "CONDITION_NUMBER, 3", "SPECTRAL_NORM, 3"})
    void epochOfANetworkThatStandsStill(RegularizerKind kind, long solverSteps) {
        TrialSpec spec = still(kind);
        TrialResult result = new TrialRunner().run(spec, TenImages.DATA, TrialObserver.NONE);
        assertThat(result.status()).isEqualTo(TrialStatus.DEAD);
        assertThat(result.reason()).isEqualTo("no weight has changed since epoch 0");
        assertThat(result.steps()).isEqualTo(6);
        assertThat(result.epochs()).extracting(EpochMeasurement::epoch).containsExactly(1, 2);
        try (TrainingSession session = new TrainingSession(spec, TenImages.DATA)) {
            double[] weights =
                    session.network().layers().get(0).weights().value().toArray();
            double[] bias = session.network().layers().get(0).bias().value().toArray();
            assertThat(result.weightsSha256())
                    .as("of the weights row by row, then the biases")
                    .isEqualTo(Sha256.hex(floats(weights, bias)));
            for (EpochMeasurement epoch : result.epochs()) {
                assertThat(epoch.trainLoss()).isCloseTo(TenImages.meanLoss(weights, bias), within(1e-6));
                assertThat(epoch.penalty()).isCloseTo(LAMBDA * penalty(kind, weights), within(1e-6));
                assertThat(epoch.solverSteps()).isEqualTo(solverSteps);
                assertThat(epoch.seconds()).isBetween(0.0, result.seconds());
            }
        }
        assertThat(result.trainLoss()).isEqualTo(result.epochs().get(1).trainLoss());
    }

    private static byte[] floats(double[]... parts) {
        ByteBuffer bytes = ByteBuffer.allocate(6 * Float.BYTES).order(ByteOrder.nativeOrder());
        for (double[] part : parts) {
            for (double number : part) {
                bytes.putFloat((float) number);
            }
        }
        return bytes.array();
    }

    /** sigma_1^2 of a 2 x 2 matrix is the larger root of x^2 - ||W||_F^2 x + det(W)^2. */
    private static double penalty(RegularizerKind kind, double[] w) {
        double squares = w[0] * w[0] + w[1] * w[1] + w[2] * w[2] + w[3] * w[3];
        double determinant = w[0] * w[3] - w[1] * w[2];
        double largest = (squares + Math.sqrt(squares * squares - 4 * determinant * determinant)) / 2;
        return switch (kind) {
            case NONE -> 0;
            case TIKHONOV -> squares;
            case CONDITION_NUMBER -> largest / 2 - squares / 4;
            case SPECTRAL_NORM -> largest / 2;
            default -> throw new IllegalArgumentException(kind.text());
        };
    }

    /** Singular values 4 and 2: kappa 2, stable rank (16 + 4) / 16, r = 16/2 - (16 + 4)/4 = 3. */
    @Test
    void layerOfKnownSingularValues() {
        TrialRecord record = new TrialRecord(still(RegularizerKind.NONE), TrialObserver.NONE);
        try (Matrix matrix = Matrix.of(Precision.FLOAT64, 3, 2, 0, 2, 4, 0, 0, 0)) {
            record.measure(0, "W1", matrix, new DeadUnits(1));
        }
        TrialResult result = record.result(Ending.COMPLETED, 6, "ab", List.of(), List.of());
        LayerMeasurement layer = result.layers().get(0);
        assertThat(layer.epoch()).isZero();
        assertThat(layer.layer()).isEqualTo("W1");
        assertThat(layer.shape().rows()).isEqualTo(3);
        assertThat(layer.shape().cols()).isEqualTo(2);
        assertThat(layer.spectrum().kappa()).isCloseTo(2, within(1e-15));
        assertThat(layer.spectrum().numericalKappa()).isEqualTo(layer.spectrum().kappa());
        assertThat(layer.spectrum().sigmaMax()).isCloseTo(4, within(1e-15));
        assertThat(layer.spectrum().sigmaMin()).isCloseTo(2, within(1e-15));
        assertThat(layer.spectrum().stableRank()).isCloseTo(1.25, within(1e-15));
        assertThat(layer.spectrum().r()).isCloseTo(3, within(1e-14));
        assertThat(layer.deadUnits()).isEqualTo(new DeadUnits(1));
        assertThat(result.spectra()).extracting(SpectrumMeasurement::rank).containsExactly(1, 2);
        assertThat(result.steps()).isEqualTo(6);
        assertThat(result.weightsSha256()).isEqualTo("ab");
        assertThat(result.trainLoss()).as("no epoch has ended").isNaN();
        assertThat(result.attempt()).isEqualTo(1);
    }
}
