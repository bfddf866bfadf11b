package dev.kappasweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kappasweep.bench.PaperClassifier;
import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.Checkpoints;
import dev.kappasweep.sweep.DeadUnits;
import dev.kappasweep.sweep.LayerMeasurement;
import dev.kappasweep.sweep.NetworkSpec;
import dev.kappasweep.sweep.Optimizer;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.RegularizerSpec;
import dev.kappasweep.sweep.SolverKind;
import dev.kappasweep.sweep.SolverSpec;
import dev.kappasweep.sweep.TrainingSpec;
import dev.kappasweep.sweep.TrialCancelledException;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How trials end, on ten images. */
class TinyTrialTest {
    private static TrialSpec spec(List<Integer> hidden, TrainingSpec training) {
        return PaperClassifier.of(TenImages.DATA.id())
                .with()
                .network(new NetworkSpec(hidden, Activation.RELU))
                .regularizer(new RegularizerSpec(
                        RegularizerKind.TIKHONOV, List.of("W1"), SolverSpec.of(SolverKind.EXACT), 0.02))
                .training(training)
                .build();
    }

    private static TrainingSpec training(int epochs, int batch, double learningRate) {
        return new TrainingSpec(epochs, batch, Optimizer.ADAM, learningRate, 0);
    }

    private static TrialResult run(TrialSpec spec, TrialObserver observer) {
        return new TrialRunner().run(spec, TenImages.DATA, observer);
    }

    @Test
    void aTrialIsMeasuredBeforeItsFirstEpochAndAfterEach() {
        Stopping observer = new Stopping(Checkpoints.NONE, Integer.MAX_VALUE);
        TrialResult result = run(spec(List.of(3), training(2, 4, 0.01)), observer);
        assertThat(result.status()).isEqualTo(TrialStatus.COMPLETED);
        assertThat(result.reason()).isEmpty();
        assertThat(observer.epochs()).containsExactly(1, 2);
        assertThat(result.layers())
                .extracting(layer -> layer.epoch() + layer.layer())
                .containsExactly("0W1", "0W2", "1W1", "1W2", "2W1", "2W2");
        assertThat(result.layers())
                .extracting(LayerMeasurement::deadUnits)
                .elements(1, 3, 5)
                .containsOnly(DeadUnits.NO_RELU);
        assertThat(result.steps()).isEqualTo(6);
        assertThat(result.trainLoss()).isEqualTo(result.epochs().get(1).trainLoss());
        assertThat(result.epochs().get(1).trainLoss())
                .isLessThan(result.epochs().get(0).trainLoss());
        assertThat(result.weightsSha256()).hasSize(64);
        assertThat(result.evaluations()).hasSize(1);
        assertThat(result.samples()).isEmpty();
        assertThat(result.environment()).isEqualTo(Environments.current());
    }

    /** All ten images are one batch: the first step has the loss of the initial weights, the second no finite one. */
    @Test
    void aTrialWhoseLossIsNotFiniteHasDivergedAtThatStep() {
        TrialSpec spec = spec(List.of(), training(3, 10, 1e30));
        TrialResult result = run(spec, TrialObserver.NONE);
        Matcher reason = Pattern.compile("loss (\\S+), penalty (\\S+) at step 2 \\(epoch 2\\);"
                        + " last finite loss (\\S+), penalty (\\S+)")
                .matcher(result.reason());
        assertThat(result.status()).isEqualTo(TrialStatus.DIVERGED);
        assertThat(reason.matches()).as(result.reason()).isTrue();
        try (TrainingSession session = new TrainingSession(spec, TenImages.DATA)) {
            double[] weights =
                    session.network().layers().get(0).weights().value().toArray();
            double[] bias = session.network().layers().get(0).bias().value().toArray();
            double squares = 0;
            for (double weight : weights) {
                squares += weight * weight;
            }
            assertThat(Double.parseDouble(reason.group(3))).isCloseTo(TenImages.meanLoss(weights, bias), within(1e-6));
            assertThat(Double.parseDouble(reason.group(4))).isCloseTo(squares, within(1e-6));
        }
        assertThat(result.epochs()).hasSize(1);
        assertThat(result.trainLoss()).isEqualTo(result.epochs().get(0).trainLoss());
        assertThat(result.evaluations()).isEmpty();
        assertThat(result.weightsSha256()).isEmpty();
    }

    /** Asked before each of 6 steps and then before the batch of test images. */
    @Test
    void aTrialCanBeStoppedBeforeAnyStepAndWhileItIsEvaluated() {
        TrialSpec spec = spec(List.of(3), training(2, 4, 0.01));
        for (int asked = 0; asked < 7; asked++) {
            Stopping observer = new Stopping(new MemoryCheckpoints(1e9), asked);
            assertThatThrownBy(() -> run(spec, observer)).isInstanceOf(TrialCancelledException.class);
            assertThat(observer.epochs()).hasSize(asked / 3);
        }
        assertThat(run(spec, new Stopping(new MemoryCheckpoints(1e9), 7)).status())
                .isEqualTo(TrialStatus.COMPLETED);
    }

    /** At any of 6 steps, and while it is evaluated. */
    @Test
    void aStoppedTrialGoesOnAsIfItHadNotStopped() {
        TrialSpec spec = spec(List.of(3), training(2, 4, 0.01));
        TrialResult whole = run(spec, TrialObserver.NONE);
        for (int asked = 1; asked < 7; asked++) {
            MemoryCheckpoints checkpoints = new MemoryCheckpoints(1e9);
            assertThatThrownBy(() -> run(spec, new Stopping(checkpoints, 0)))
                    .isInstanceOf(TrialCancelledException.class);
            Stopping first = new Stopping(checkpoints, asked);
            assertThatThrownBy(() -> run(spec, first)).isInstanceOf(TrialCancelledException.class);
            Instant between = Instant.now();
            Stopping again = new Stopping(checkpoints, 7 - asked);
            TrialResult result = run(spec, again);
            assertSame(result, whole);
            assertThat(result.startedAt()).as("of the first attempt").isBeforeOrEqualTo(between);
            assertThat(again.epochs()).as("told again").containsExactly(1, 2);
            assertThat(again.notices()).isEmpty();
        }
    }

    private static void assertSame(TrialResult result, TrialResult expected) {
        assertThat(result)
                .usingRecursiveComparison()
                .ignoringFields("provenance.startedAt", "provenance.seconds", "measurements.epochs")
                .isEqualTo(expected);
        assertThat(Epochs.withoutSeconds(result)).isEqualTo(Epochs.withoutSeconds(expected));
    }

    @Test
    void aCheckpointThatIsBrokenIsToldAndTheTrialStartsAtItsBeginning() {
        TrialSpec spec = spec(List.of(3), training(2, 4, 0.01));
        MemoryCheckpoints checkpoints = new MemoryCheckpoints(1e9);
        assertThatThrownBy(() -> run(spec, new Stopping(checkpoints, 4))).isInstanceOf(TrialCancelledException.class);
        byte[] last = checkpoints.written().get(checkpoints.written().size() - 1);
        last[last.length / 2] ^= 1;
        Stopping again = new Stopping(checkpoints, 7);
        assertSame(run(spec, again), run(spec, TrialObserver.NONE));
        assertThat(again.notices())
                .singleElement()
                .asString()
                .startsWith("checkpoint ignored, the trial starts at its beginning: ");
    }

    @Test
    void aStateIsWrittenAfterEachStepWhereNoTimeIsToPassBetween() {
        MemoryCheckpoints checkpoints = new MemoryCheckpoints(0);
        run(spec(List.of(3), training(2, 4, 0.01)), new Stopping(checkpoints, 7));
        assertThat(checkpoints.written()).hasSize(6);
    }
}
