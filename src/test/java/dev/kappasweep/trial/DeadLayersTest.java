package dev.kappasweep.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.data.LabelledImages;
import dev.kappasweep.linalg.Precision;
import dev.kappasweep.nn.Network;
import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.DeadUnits;
import dev.kappasweep.sweep.LayerMeasurement;
import dev.kappasweep.sweep.Shape;
import dev.kappasweep.sweep.SpectrumSummary;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DeadLayersTest {
    /** Without weights the outputs are the biases, but for the third unit, which is active on the second image alone. */
    @Test
    void aUnitIsDeadThatIsZeroOnEveryImage() {
        LabelledImages images = new LabelledImages(1, 1, new byte[] {0, (byte) 255}, new byte[2]);
        try (Network network = new Network(
                Precision.FLOAT32,
                List.of(1, 4, 2, 2),
                List.of(Activation.RELU, Activation.SIGMOID, Activation.RELU))) {
            network.layers().get(0).bias().value().assign(1, -1, 0, 0);
            network.layers().get(0).weights().edit(matrix -> matrix.set(2, 1));
            network.layers().get(2).bias().value().assign(1, 1);
            assertThat(DeadUnitCount.of(network, images, InputScaling.published(images)))
                    .containsExactly(new DeadUnits(2), DeadUnits.NO_RELU, new DeadUnits(0));
        }
    }

    @Test
    void layersThatDiedAreNamedWithTheEpoch() {
        assertThat(DeadLayers.describe(List.of(relu(0, "E1", 1), relu(0, "E2", 0), relu(1, "E1", 1), relu(1, "E2", 0))))
                .isEmpty();
        assertThat(DeadLayers.describe(List.of(relu(0, "E1", 1), relu(1, "E1", 4), relu(2, "E1", 4))))
                .isEqualTo("no unit of E1 is active on any test image since epoch 1");
        assertThat(DeadLayers.describe(List.of(relu(0, "E1", 4), relu(0, "E2", 1), relu(1, "E1", 4), relu(1, "E2", 4))))
                .isEqualTo("no unit of E1 is active on any test image since epoch 0,"
                        + " no unit of E2 is active on any test image since epoch 1");
    }

    @Test
    void weightsThatStandStillAreToldWithTheEpoch() {
        LayerMeasurement first = relu(0, "E1", 2, 0);
        LayerMeasurement second = relu(1, "E1", 3, 2);
        LayerMeasurement third = relu(2, "E1", 3, 2);
        assertThat(DeadLayers.describe(List.of(first, second))).isEmpty();
        assertThat(DeadLayers.describe(List.of(first, second, third))).isEqualTo("no weight has changed since epoch 1");
    }

    private static LayerMeasurement relu(int epoch, String layer, int deadUnits) {
        return relu(epoch, layer, 2 + epoch, deadUnits);
    }

    private static LayerMeasurement relu(int epoch, String layer, double sigmaMax, int deadUnits) {
        return new LayerMeasurement(
                epoch,
                layer,
                new Shape(4, 8),
                new SpectrumSummary(sigmaMax, sigmaMax, 1, 1, 1, sigmaMax),
                new DeadUnits(deadUnits));
    }
}
