package dev.kappasweep.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdamStepTest {
    private static AdamStep at(long t) {
        AdamStep step = new AdamStep();
        step.advance(0.5, t);
        return step;
    }

    /** 1 - 0.9^t and 1 - 0.999^t as decimal fractions, worked out by hand. */
    @ParameterizedTest
    @CsvSource({
        "1, 0.1, 0.001",
        "2, 0.19, 0.001999",
        "3, 0.271, 0.002997001",
        "4, 0.3439, 0.003994003999",
        "5, 0.40951, 0.004990009995001",
        "10000, 1, 0.9999548267"
    })
    void biasIsThatOfTheStepCountedFromOne(long t, double ofMean, double ofSquare) {
        assertThat(at(t).stepSize()).as("step size").isCloseTo(0.5 / ofMean, within(1e-12));
        assertThat(at(t).rootBias2()).as("root of the second bias").isCloseTo(1 / Math.sqrt(ofSquare), within(1e-9));
    }

    /** With any gradient the corrected moments are g and g^2, so that the first step is as long as the learning rate. */
    @Test
    void firstStepIsAsLongAsTheLearningRate() {
        AdamStep step = at(1);
        double gradient = -3e-4;
        double mean = (1 - step.beta1()) * gradient;
        double square = (1 - step.beta2()) * gradient * gradient;
        double change = step.stepSize() * mean / (Math.sqrt(square) * step.rootBias2() + step.epsilon());
        assertThat(change).isCloseTo(-0.5, within(1e-4));
    }

    @Test
    void decaysAreTheUsualOnes() {
        assertThat(new double[] {at(1).beta1(), at(1).beta2(), at(1).epsilon()}).containsExactly(0.9, 0.999, 1e-8);
    }
}
