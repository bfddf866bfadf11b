package dev.kappasweep.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.linalg.Allocations;
import dev.kappasweep.linalg.ExactSolver;
import dev.kappasweep.linalg.NoSolver;
import dev.kappasweep.linalg.Precision;
import dev.kappasweep.regularizer.RankOneForm;
import dev.kappasweep.regularizer.RankOneRegularizer;
import dev.kappasweep.sweep.Activation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is closed has freed all that it allocated outside the heap. */
@Tag("alone")
final class FreedMemoryTest {
    private static final int ROWS = 3;
    private static final List<Integer> SIZES = List.of(5, 4, 2);
    private static final List<Activation> ACTIVATIONS = List.of(Activation.SIGMOID, Activation.IDENTITY);

    private static Network plain() {
        return new Network(Precision.FLOAT32, SIZES, ACTIVATIONS);
    }

    private static Network inPanels() {
        return Network.withFirstLayerInPanels(SIZES, ACTIVATIONS, ROWS);
    }

    static Stream<Network> networks() {
        return Stream.of(plain(), inPanels());
    }

    @Test
    void ofANetwork() {
        assertThat(Allocations.leftBy(() -> plain().close())).isNotPositive();
        assertThat(Allocations.leftBy(() -> inPanels().close())).isNotPositive();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void ofAPass(Network network) {
        try (network) {
            assertThat(Allocations.leftBy(() -> Pass.forTraining(network, ROWS).close()))
                    .isNotPositive();
            assertThat(Allocations.leftBy(
                            () -> Pass.forTraining(network, ROWS, Dropout.of(network, ROWS, 0.5, Random::new))
                                    .close()))
                    .as("with dropout")
                    .isNotPositive();
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void ofASavedAndRestoredNetwork(Network network) {
        try (network) {
            assertThat(Allocations.leftBy(() -> saveAndRestore(network))).isNotPositive();
        }
    }

    private static void saveAndRestore(Network network) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            network.save(new DataOutputStream(bytes));
            network.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void ofAPenaltysSolver() {
        try (Network network = plain();
                Network panels = inPanels()) {
            DenseWeights dense = (DenseWeights) network.layers().get(0).weights();
            PanelWeights first = (PanelWeights) panels.layers().get(0).weights();
            assertThat(Allocations.leftBy(() -> new DensePenalty(
                                    dense,
                                    new RankOneRegularizer(
                                            RankOneForm.SPECTRAL_NORM, new ExactSolver(Precision.FLOAT32, 4, 5)),
                                    1)
                            .close()))
                    .as("on dense weights")
                    .isNotPositive();
            assertThat(Allocations.leftBy(() -> new PanelPenalty(
                                    first, RankOneForm.TIKHONOV, new NoSolver(Precision.FLOAT32, 4, 5), 1)
                            .close()))
                    .as("on panels")
                    .isNotPositive();
        }
    }
}
