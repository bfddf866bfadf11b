package dev.kappasweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.Precision;
import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.Initialisation;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The gradient through each activation against central differences of the loss, in float64. */
final class ActivationGradientTest {
    private static final int ROWS = 3;
    private static final double STEP = 1e-5;

    @ParameterizedTest
    @EnumSource(Activation.class)
    void theGradientOfEveryWeightIsThatOfDifferences(Activation activation) {
        try (Network network = new Network(
                        Precision.FLOAT64, List.of(4, 5, 3, 2), List.of(activation, activation, activation));
                Pass pass = Pass.forTraining(network, ROWS);
                Matrix target = Matrix.zeros(Precision.FLOAT64, ROWS, 2)) {
            network.initialize(Initialisation.HE_NORMAL, new Random(3));
            fill(pass.input(), 1);
            fill(target, 2);
            loss(pass, target);
            pass.backward();
            for (DenseLayer layer : network.layers()) {
                Matrix weights = layer.weights().value();
                double[] gradient = ((DenseWeights) layer.weights()).gradient().toArray();
                for (int i = 0; i < gradient.length; i++) {
                    assertThat(gradient[i]).isCloseTo(difference(weights, i, pass, target), within(1e-8));
                }
            }
        }
    }

    private static void fill(Matrix matrix, long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < matrix.size(); i++) {
            matrix.set(i, random.nextGaussian());
        }
    }

    private static double loss(Pass pass, Matrix target) {
        pass.forward();
        return Loss.MEAN_SQUARED_ERROR.evaluate(pass.output(), target, pass.outputDelta());
    }

    private static double difference(Matrix weights, int index, Pass pass, Matrix target) {
        double at = weights.get(index);
        weights.set(index, at + STEP);
        double above = loss(pass, target);
        weights.set(index, at - STEP);
        double below = loss(pass, target);
        weights.set(index, at);
        return (above - below) / (2 * STEP);
    }
}
