package dev.kappasweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.bench.PaperClassifier;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.Optimizer;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.RegularizerSpec;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SolverSpec;
import dev.kappasweep.sweep.Strength;
import dev.kappasweep.sweep.TrainingSpec;
import dev.kappasweep.sweep.TrialSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingSessionCheckpointTest {
    private static final Dataset DIGITS = new DatasetLoader(Optional.empty(), Map.of()).load(DatasetSpec.DIGITS);

    private static TrialSpec spec(String solver, int hidden) {
        return PaperClassifier.of(DIGITS.id())
                .with()
                .network(PaperClassifier.network(hidden))
                .regularizer(new RegularizerSpec(
                        RegularizerKind.CONDITION_NUMBER, List.of("W1", "W2"), SolverSpec.parse(solver), 0.02))
                .strength(Strength.of(0.1))
                .trainSnr(new Snr(2))
                .training(new TrainingSpec(3, 32, Optimizer.ADAM, 1e-3, 200))
                .seed(5)
                .build();
    }

    private static void train(TrainingSession session, int steps) {
        for (int i = 0; i < steps; i++) {
            if (session.isEpochOver()) {
                session.startEpoch();
            }
            session.step();
        }
    }

    private static byte[] saved(TrainingSession session) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        session.save(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static void restore(TrainingSession session, byte[] state) throws IOException {
        session.restore(new DataInputStream(new ByteArrayInputStream(state)));
    }

    /** 200 images in batches of 32 are 7 steps an epoch: the state is taken within the second epoch, after 10 steps. */
    @ParameterizedTest
    @ValueSource(strings = {"tracking", "lobpcg", "lanczos", "power", "exact"})
    void aRestoredSessionGoesOnWithTheSameBits(String solver) throws IOException {
        try (TrainingSession through = new TrainingSession(spec(solver, 40), DIGITS);
                TrainingSession resumed = new TrainingSession(spec(solver, 40), DIGITS)) {
            train(through, 10);
            byte[] state = saved(through);
            train(through, 9);
            restore(resumed, state);
            assertThat(saved(resumed)).isEqualTo(state);
            train(resumed, 9);
            assertThat(resumed.trainer().steps()).isEqualTo(19);
            assertThat(saved(resumed)).isEqualTo(saved(through)).isNotEqualTo(state);
        }
    }

    /** A session has its next batch ready, which is none of those that come after it was restored or went to another epoch. */
    @ParameterizedTest
    @ValueSource(strings = {"tracking", "exact"})
    void aSessionInUseGoesBackOrToTheNextEpoch(String solver) throws IOException {
        try (TrainingSession used = new TrainingSession(spec(solver, 40), DIGITS);
                TrainingSession fresh = new TrainingSession(spec(solver, 40), DIGITS)) {
            train(used, 3);
            byte[] state = saved(used);
            train(used, 6);
            restore(used, state);
            assertThat(saved(used)).isEqualTo(state);
            restore(fresh, state);
            used.startEpoch();
            fresh.startEpoch();
            train(used, 2);
            train(fresh, 2);
            assertThat(saved(used)).isEqualTo(saved(fresh));
        }
    }

    /** With the first layer in panels and without. */
    @ParameterizedTest
    @ValueSource(strings = {"tracking", "exact"})
    void descentKeepsOneMomentAndAdamTwo(String solver) throws IOException {
        TrialSpec adam = spec(solver, 40);
        TrialSpec sgd = adam.with(Parameter.OPTIMIZER, Optimizer.SGD).with(Parameter.MOMENTUM, 0.5);
        try (TrainingSession one = new TrainingSession(sgd, DIGITS);
                TrainingSession two = new TrainingSession(adam, DIGITS);
                TrainingSession resumed = new TrainingSession(sgd, DIGITS)) {
            int ofMoment = Float.BYTES * (40 * 784 + 40 + 10 * 40 + 10) + 4 * 2 * Integer.BYTES;
            assertThat(saved(one)).hasSize(saved(two).length - ofMoment);
            train(one, 10);
            restore(resumed, saved(one));
            train(one, 9);
            train(resumed, 9);
            assertThat(saved(resumed)).isEqualTo(saved(one));
        }
    }

    /** Earlier versions wrote a second moment for descent as well. */
    @ParameterizedTest
    @ValueSource(strings = {"tracking", "exact"})
    void aStateWithMoreMomentsIsRefused(String solver) throws IOException {
        TrialSpec adam = spec(solver, 40);
        try (TrainingSession two = new TrainingSession(adam, DIGITS);
                TrainingSession one = new TrainingSession(adam.with(Parameter.OPTIMIZER, Optimizer.SGD), DIGITS)) {
            byte[] state = saved(two);
            assertThatThrownBy(() -> restore(one, state))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("40 x 784 does not fit 1 x 40");
        }
    }

    @Test
    void theStateOfAnotherNetworkIsRefused() throws IOException {
        try (TrainingSession other = new TrainingSession(spec("lobpcg", 41), DIGITS);
                TrainingSession session = new TrainingSession(spec("lobpcg", 40), DIGITS)) {
            byte[] state = saved(other);
            assertThatThrownBy(() -> restore(session, state))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("41 x 784 does not fit 40 x 784");
        }
    }
}
