package dev.kappasweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kappasweep.crew.Crew;
import dev.kappasweep.crew.SharesAll;
import dev.kappasweep.crew.Team;
import dev.kappasweep.kernel.SparseBatch;
import dev.kappasweep.kernel.WeightPanels;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.Precision;
import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.Initialisation;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class NetworkTest {
    private static final List<Activation> TWO = List.of(Activation.SIGMOID, Activation.IDENTITY);

    @Test
    void thereIsAnActivationForEachSizeAfterTheFirst() {
        try (Network one = new Network(Precision.FLOAT64, List.of(3, 2), List.of(Activation.IDENTITY))) {
            assertThat(one.layers()).hasSize(1);
            assertThat(one.inputs()).isEqualTo(3);
            assertThat(one.outputs()).isEqualTo(2);
        }
        assertRefused(List.of(3), List.of());
        assertRefused(List.of(3, 2), TWO);
        assertRefused(List.of(3, 2, 4, 5), TWO);
    }

    private static void assertRefused(List<Integer> sizes, List<Activation> activations) {
        assertThatThrownBy(() -> new Network(Precision.FLOAT64, sizes, activations))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sizes + " sizes do not fit activations " + activations);
    }

    @Test
    void onlyPanelsAreOnTheHeap() {
        try (Network plain = new Network(Precision.FLOAT32, List.of(5, 4, 2), TWO);
                Network panels = Network.withFirstLayerInPanels(List.of(5, 4, 2), TWO, 3)) {
            assertThat(plain.heapBytes()).isZero();
            assertThat(panels.heapBytes())
                    .isEqualTo(new WeightPanels(4, 5, 3).bytes() + 2 * new SparseBatch(3, 5).bytes());
        }
    }

    /** From generators that give 3/4, 1/8 and again: the bound of four inputs is 1/2. */
    @Test
    void weightsAndThenBiasesAreDrawnUniformlyWithinOneOverTheRootOfTheInputs() {
        try (Network network = new Network(Precision.FLOAT64, List.of(4, 1), List.of(Activation.IDENTITY))) {
            network.initialize(Initialisation.PYTORCH, new RandomGenerator() {
                private boolean isSecond = true;

                @Override
                public long nextLong() {
                    isSecond = !isSecond;
                    return isSecond ? 1L << 61 : 3L << 62;
                }
            });
            DenseLayer layer = network.layers().get(0);
            assertThat(layer.weights().value().toArray()).containsExactly(0.25, -0.375, 0.25, -0.375);
            assertThat(layer.bias().value().toArray()).containsExactly(0.25);
        }
    }

    @Test
    void theOutputOfALayerIsThatAfterItsActivation() {
        try (Network network = new Network(Precision.FLOAT64, List.of(1, 1, 1), TWO);
                Pass pass = Pass.forEvaluation(network, 1)) {
            network.layers().get(0).weights().edit(matrix -> matrix.assign(2));
            network.layers().get(0).bias().value().assign(-1);
            network.layers().get(1).weights().edit(matrix -> matrix.assign(10));
            network.layers().get(1).bias().value().assign(3);
            pass.input().assign(0.5 + Math.log(3) / 2);
            pass.forward();
            assertThat(pass.output(0).get(0)).as("sigmoid of log 3").isCloseTo(0.75, within(1e-15));
            assertThat(pass.output(1).get(0)).isCloseTo(10.5, within(1e-14));
            assertThat(pass.output()).isSameAs(pass.output(1));
        }
    }

    @Test
    void panelsAreEvaluatedOnAnyNumberOfRows() {
        try (Network plain = new Network(Precision.FLOAT32, List.of(5, 4, 2), TWO);
                Network panels = Network.withFirstLayerInPanels(List.of(5, 4, 2), TWO, 3);
                Pass expected = Pass.forEvaluation(plain, 7);
                Pass actual = Pass.forEvaluation(panels, 7)) {
            plain.initialize(Initialisation.PYTORCH, new Random(1));
            panels.initialize(Initialisation.PYTORCH, new Random(1));
            for (int i = 0; i < expected.input().size(); i++) {
                expected.input().set(i, i % 11);
                actual.input().set(i, i % 11);
            }
            expected.forward();
            actual.forward();
            assertThat(actual.output().toArray()).isEqualTo(expected.output().toArray());
        }
    }

    @Test
    void theBackwardPassForgetsThePenaltyOfTheStepBefore() {
        try (Network network = Network.withFirstLayerInPanels(List.of(2, 2), List.of(Activation.IDENTITY), 1);
                Pass pass = Pass.forTraining(network, 1);
                Matrix u = Matrix.of(Precision.FLOAT32, 1, 2, 1, 1)) {
            PanelWeights weights = (PanelWeights) network.layers().get(0).weights();
            pass.forward();
            weights.setPenalty(1, u, u, 1);
            pass.outputDelta().clear();
            pass.backward();
            weights.update(Steps.first(0.1), () -> {});
            assertThat(weights.value().toArray())
                    .as("weights without a gradient")
                    .containsOnly(0);
        }
    }

    /** 257 rows are blocks of 64 and 65, 31 are of 3 and 4. */
    @Test
    void rowsThatAreSharedOutGiveTheSameBits() {
        try (Team team = new SharesAll(new Crew(4).enter(true));
                Network alone = new Network(Precision.FLOAT32, List.of(9, 8, 3), TWO);
                Network shared = new Network(Precision.FLOAT32, List.of(9, 8, 3), TWO, 2, team)) {
            alone.initialize(Initialisation.PYTORCH, new Random(3));
            shared.initialize(Initialisation.PYTORCH, new Random(3));
            try (Pass expected = Pass.forEvaluation(alone, 257);
                    Pass actual = Pass.forEvaluation(shared, 257)) {
                fill(expected.input(), actual.input());
                expected.forward();
                actual.forward();
                assertThat(actual.output().toArray())
                        .isEqualTo(expected.output().toArray());
            }
            try (Pass expected = Pass.forTraining(alone, 31);
                    Pass actual = Pass.forTraining(shared, 31)) {
                fill(expected.input(), actual.input());
                expected.forward();
                actual.forward();
                fill(expected.outputDelta(), actual.outputDelta());
                expected.backward();
                actual.backward();
                for (int i = 0; i < 2; i++) {
                    assertThat(gradient(shared, i)).isEqualTo(gradient(alone, i));
                }
            }
        }
    }

    private static void fill(Matrix... same) {
        Random random = new Random(5);
        for (int i = 0; i < same[0].size(); i++) {
            double value = random.nextGaussian();
            for (Matrix matrix : same) {
                matrix.set(i, value);
            }
        }
    }

    private static double[] gradient(Network network, int layer) {
        return ((DenseWeights) network.layers().get(layer).weights()).gradient().toArray();
    }
}
