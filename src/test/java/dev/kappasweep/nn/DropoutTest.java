package dev.kappasweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kappasweep.data.RandomStreams;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.Precision;
import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.Initialisation;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DropoutTest {
    private static final int ROWS = 6;

    @AutoClose
    private final Network network = network(Activation.SIGMOID);

    private static Network network(Activation hidden) {
        Network network =
                new Network(Precision.FLOAT64, List.of(5, 7, 4, 3), List.of(hidden, hidden, Activation.IDENTITY));
        network.initialize(Initialisation.PYTORCH, RandomStreams.stream(3, "weights"));
        return network;
    }

    private static Pass pass(Network network, double rate) {
        Pass pass = Pass.forTraining(network, ROWS, Dropout.of(network, ROWS, rate, DropoutTest::stream));
        fill(pass.input());
        return pass;
    }

    private static RandomGenerator stream(long step) {
        return RandomStreams.stream(5, "dropout " + step);
    }

    private static void fill(Matrix input) {
        RandomGenerator random = RandomStreams.stream(4, "inputs");
        for (int i = 0; i < input.size(); i++) {
            input.set(i, random.nextGaussian());
        }
    }

    private static double[] output(Pass pass, long step) {
        pass.beginStep(step);
        pass.forward();
        return pass.output().toArray();
    }

    /** For one step's draw the network is a fixed function, whose gradient must be that of central differences. */
    @ParameterizedTest
    @EnumSource
    void theGradientIsThatOfTheNetworkWithTheUnitsThatAreLeft(Activation hidden) {
        try (Network trained = network(hidden);
                Pass pass = pass(trained, 0.4);
                Matrix target = Matrix.of(Precision.FLOAT64, ROWS, 1, 0, 1, 2, 0, 1, 2)) {
            loss(pass, target);
            pass.backward();
            for (DenseLayer layer : trained.layers()) {
                Matrix weights = layer.weights().value();
                double[] gradient = ((DenseWeights) layer.weights()).gradient().toArray();
                for (int i = 0; i < weights.size(); i++) {
                    double weight = weights.get(i);
                    weights.set(i, weight + 1e-6);
                    double above = loss(pass, target);
                    weights.set(i, weight - 1e-6);
                    double below = loss(pass, target);
                    weights.set(i, weight);
                    assertThat(gradient[i]).isCloseTo((above - below) / 2e-6, within(1e-8));
                }
            }
        }
    }

    private static double loss(Pass pass, Matrix target) {
        output(pass, 9);
        return Loss.SOFTMAX_CROSS_ENTROPY.evaluate(pass.output(), target, pass.outputDelta());
    }

    @Test
    void aStepDropsTheSameUnitsEachTimeAndAnotherStepOthers() {
        try (Pass pass = pass(network, 0.5)) {
            double[] first = output(pass, 1);
            double[] second = output(pass, 2);
            assertThat(output(pass, 1)).isEqualTo(first);
            assertThat(Arrays.equals(first, second)).isFalse();
        }
    }

    @Test
    void theFirstRowsOfABatchLoseTheSameUnits() {
        try (Pass pass = pass(network, 0.5)) {
            pass.beginStep(1);
            pass.forward();
            double[] all = pass.output().toArray();
            Pass part = pass.firstRows(2);
            part.forward();
            assertThat(part.output().toArray()).isEqualTo(Arrays.copyOf(all, 2 * network.outputs()));
        }
    }

    @Test
    void whatIsSeenAboveIsZeroOrScaledAndTheSameOnAverage() {
        double rate = 0.3;
        Matrix ones = Matrix.zeros(Precision.FLOAT64, ROWS, 7);
        for (int i = 0; i < ones.size(); i++) {
            ones.set(i, 1);
        }
        double sum = 0;
        int steps = 500;
        try (Dropout dropout = Dropout.of(network, ROWS, rate, DropoutTest::stream)) {
            for (int step = 1; step <= steps; step++) {
                dropout.draw(step);
                double[] seen = dropout.output(0, ones).toArray();
                assertThat(seen).containsOnly(0, 1 / (1 - rate));
                sum += Arrays.stream(seen).sum();
            }
        }
        // Five standard deviations of the mean of 21000 draws.
        assertThat(sum / steps / ones.size()).isCloseTo(1, within(0.023));
    }

    @Test
    void rateZeroAndEvaluationChangeNothing() {
        try (Pass evaluation = Pass.forEvaluation(network, ROWS);
                Pass without = pass(network, 0)) {
            fill(evaluation.input());
            assertThat(output(evaluation, 1)).isEqualTo(output(without, 1));
        }
    }
}
