package dev.kappasweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.bench.PaperClassifier;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.sweep.Checkpoints;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.EvaluationSpec;
import dev.kappasweep.sweep.LayerMeasurement;
import dev.kappasweep.sweep.Optimizer;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.RegularizerSpec;
import dev.kappasweep.sweep.Rung;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SolverSpec;
import dev.kappasweep.sweep.Strength;
import dev.kappasweep.sweep.TrainingSpec;
import dev.kappasweep.sweep.TrialCancelledException;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A trial that was stopped goes on from its checkpoint as if it had not been. */
class TrialCheckpointTest {
    private static final Dataset DIGITS = new DatasetLoader(Optional.empty(), Map.of()).load(DatasetSpec.DIGITS);
    private static final int STEPS_PER_EPOCH = 7;
    private static final TrialSpec SPEC = PaperClassifier.of(DIGITS.id())
            .with()
            .network(PaperClassifier.network(40))
            .regularizer(new RegularizerSpec(
                    RegularizerKind.CONDITION_NUMBER, List.of("W1"), SolverSpec.parse("lobpcg"), 0.02))
            .strength(Strength.of(0.1))
            .trainSnr(new Snr(2))
            .training(new TrainingSpec(3, 32, Optimizer.ADAM, 1e-3, 200))
            .seed(5)
            .evaluation(new EvaluationSpec(List.of(Snr.INFINITE, new Snr(1)), 1))
            .build();
    private static final TrialResult UNINTERRUPTED = new TrialRunner().run(SPEC, DIGITS, TrialObserver.NONE);

    private static void requireAsUninterrupted(TrialResult result) {
        assertThat(result.status()).isEqualTo(TrialStatus.COMPLETED);
        assertThat(result.weightsSha256()).isEqualTo(UNINTERRUPTED.weightsSha256());
        assertThat(result.steps()).isEqualTo(UNINTERRUPTED.steps());
        assertThat(result.trainLoss()).isEqualTo(UNINTERRUPTED.trainLoss());
        assertThat(result.layers()).isEqualTo(UNINTERRUPTED.layers());
        assertThat(result.spectra()).isEqualTo(UNINTERRUPTED.spectra()).isNotEmpty();
        assertThat(result.evaluations()).isEqualTo(UNINTERRUPTED.evaluations());
        assertThat(Epochs.withoutSeconds(result)).isEqualTo(Epochs.withoutSeconds(UNINTERRUPTED));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, STEPS_PER_EPOCH - 1, STEPS_PER_EPOCH, STEPS_PER_EPOCH + 3, 3 * STEPS_PER_EPOCH})
    void aStoppedTrialGoesOnAtTheStepAtWhichItStopped(int steps) {
        MemoryCheckpoints checkpoints = new MemoryCheckpoints(1e9);
        assertThatThrownBy(() -> new TrialRunner().run(SPEC, DIGITS, new Stopping(checkpoints, steps)))
                .isInstanceOf(TrialCancelledException.class);
        assertThat(checkpoints.written()).hasSize(1);

        Stopping again = new Stopping(checkpoints, Integer.MAX_VALUE);
        TrialResult result = new TrialRunner().run(SPEC, DIGITS, again);
        requireAsUninterrupted(result);
        assertThat(again.epochs()).containsExactly(1, 2, 3);
        assertThat(again.layers()).isEqualTo(result.layers());
        assertThat(again.notices()).isEmpty();
    }

    /** Counts how often it is asked whether the trial shall stop. */
    private static final class Asked implements TrialObserver {
        private final Checkpoints checkpoints;
        private int steps;

        Asked(Checkpoints checkpoints) {
            this.checkpoints = checkpoints;
        }

        @Override
        public boolean isCancelled() {
            steps++;
            return false;
        }

        @Override
        public Checkpoints checkpoints() {
            return checkpoints;
        }
    }

    /** Stops on a rung. */
    private static TrialResult upTo(int epochs, Checkpoints checkpoints) {
        return new TrialRunner().run(SPEC, DIGITS, new TrialObserver() {
            @Override
            public Optional<Rung> stop() {
                return Optional.of(new Rung(0, epochs, 3));
            }

            @Override
            public Checkpoints checkpoints() {
                return checkpoints;
            }
        });
    }

    @Test
    void aTrialThatStopsOnRungsIsTheSameTrialAndMeasuredThere() {
        MemoryCheckpoints checkpoints = new MemoryCheckpoints(1e9);
        TrialResult first = upTo(1, checkpoints);
        assertThat(first.status()).isEqualTo(TrialStatus.STOPPED_EARLY);
        assertThat(first.reason()).isEqualTo("stopped on rung 1 of 3, after 1 of 3 epochs");
        assertThat(first.steps()).isEqualTo(STEPS_PER_EPOCH);
        assertThat(first.evaluations()).hasSameSizeAs(UNINTERRUPTED.evaluations());
        assertThat(first.weightsSha256()).isNotEqualTo(UNINTERRUPTED.weightsSha256());
        TrialResult second = upTo(2, checkpoints);
        assertThat(second.steps()).isEqualTo(2 * STEPS_PER_EPOCH);
        assertThat(second.layers()).startsWith(first.layers().toArray(LayerMeasurement[]::new));
        assertThat(upTo(2, Checkpoints.NONE).weightsSha256()).isEqualTo(second.weightsSha256());
        Asked end = new Asked(checkpoints);
        requireAsUninterrupted(new TrialRunner().run(SPEC, DIGITS, end));
        Asked whole = new Asked(Checkpoints.NONE);
        new TrialRunner().run(SPEC, DIGITS, whole);
        assertThat(end.steps).isEqualTo(whole.steps - 2 * STEPS_PER_EPOCH);
    }

    /** Which would be evaluated as it is behind the rung. */
    @Test
    void aStateBehindTheRungIsNotTakenUp() {
        MemoryCheckpoints checkpoints = new MemoryCheckpoints(1e9);
        upTo(2, checkpoints);
        TrialResult again = upTo(1, checkpoints);
        assertThat(again.epochs()).hasSize(1);
        assertThat(again.weightsSha256()).isEqualTo(upTo(1, Checkpoints.NONE).weightsSha256());
    }

    /** As after SIGKILL: whatever the moment, there is some checkpoint, and the trial goes on from it. */
    @Test
    void everyStateThatIsWrittenOnTheWayLeadsToTheSameEnd() throws IOException {
        MemoryCheckpoints all = new MemoryCheckpoints(0);
        requireAsUninterrupted(new TrialRunner().run(SPEC, DIGITS, new Stopping(all, Integer.MAX_VALUE)));
        assertThat(all.written()).hasSize(3 * STEPS_PER_EPOCH);
        for (int i = 0; i < all.written().size(); i += 4) {
            byte[] state = all.written().get(i);
            MemoryCheckpoints one = new MemoryCheckpoints(1e9);
            one.write(SPEC.id(), out -> out.write(state));
            requireAsUninterrupted(new TrialRunner().run(SPEC, DIGITS, new Stopping(one, Integer.MAX_VALUE)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty", "cut", "flipped", "longer", "of another trial"})
    void aDamagedCheckpointIsToldAndIgnored(String damage) throws IOException {
        MemoryCheckpoints checkpoints = new MemoryCheckpoints(1e9);
        TrialSpec spec = damage.equals("of another trial") ? withSeed(6) : SPEC;
        assertThatThrownBy(() -> new TrialRunner().run(spec, DIGITS, new Stopping(checkpoints, 9)))
                .isInstanceOf(TrialCancelledException.class);
        byte[] damaged = damaged(damage, checkpoints.written().get(0));
        checkpoints.write(SPEC.id(), out -> out.write(damaged));

        Stopping again = new Stopping(checkpoints, Integer.MAX_VALUE);
        requireAsUninterrupted(new TrialRunner().run(SPEC, DIGITS, again));
        assertThat(again.notices())
                .singleElement()
                .asString()
                .startsWith("checkpoint ignored")
                .doesNotContain("\n");
    }

    private static byte[] damaged(String damage, byte[] whole) {
        byte[] bytes = whole.clone();
        return switch (damage) {
            case "empty" -> new byte[0];
            case "cut" -> java.util.Arrays.copyOf(bytes, bytes.length / 2);
            case "longer" -> java.util.Arrays.copyOf(bytes, bytes.length + 1);
            case "flipped" -> {
                bytes[bytes.length / 3] ^= 1;
                yield bytes;
            }
            default -> bytes;
        };
    }

    /** 160 images are learned from: 5 steps an epoch, after the last of which the images that are held back are measured. */
    @ParameterizedTest
    @ValueSource(ints = {0, 3, 4, 5, 9, 14})
    void momentumAndValidationGoOnToo(int steps) {
        TrialSpec spec = SPEC.with()
                .set(Parameter.OPTIMIZER, Optimizer.SGD)
                .set(Parameter.MOMENTUM, 0.9)
                .set(Parameter.NESTEROV, true)
                .set(Parameter.VALIDATION, 0.2)
                .build();
        TrialResult through = new TrialRunner().run(spec, DIGITS, TrialObserver.NONE);
        assertThat(through.steps()).isEqualTo(15);
        assertThat(through.epochs()).noneMatch(epoch -> Double.isNaN(epoch.validationAccuracy()));
        MemoryCheckpoints checkpoints = new MemoryCheckpoints(1e9);
        assertThatThrownBy(() -> new TrialRunner().run(spec, DIGITS, new Stopping(checkpoints, steps)))
                .isInstanceOf(TrialCancelledException.class);
        TrialResult resumed = new TrialRunner().run(spec, DIGITS, new Stopping(checkpoints, Integer.MAX_VALUE));
        assertThat(ResultDigest.of(resumed)).isEqualTo(ResultDigest.of(through));
    }

    private static TrialSpec withSeed(long seed) {
        return SPEC.with().seed(seed).build();
    }

    @Test
    void aCheckpointThatCannotBeWrittenIsToldOnceAndCostsNothing() {
        Checkpoints full = new Checkpoints() {
            @Override
            public double secondsBetween() {
                return 0;
            }

            @Override
            public Optional<java.io.InputStream> open(TrialId trial) {
                return Optional.empty();
            }

            @Override
            public void write(TrialId trial, Content content) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        Stopping observer = new Stopping(full, Integer.MAX_VALUE);
        requireAsUninterrupted(new TrialRunner().run(SPEC, DIGITS, observer));
        assertThat(observer.notices()).containsExactly("no more checkpoints of this attempt: No space left on device");
    }
}
