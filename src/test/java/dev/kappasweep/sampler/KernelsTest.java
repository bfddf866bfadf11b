package dev.kappasweep.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kappasweep.data.RandomStreams;
import dev.kappasweep.sampler.Dimension.Choice;
import dev.kappasweep.sampler.Dimension.Real;
import dev.kappasweep.sampler.Dimension.Whole;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Densities of points: what is drawn from them and what they say of it. */
class KernelsTest {
    private static final List<Point> POINTS = List.of(new Point(2), new Point(3), new Point(7));

    static List<Dimension> counted() {
        return List.of(
                new Whole("n", 1, 9, false, 1, Optional.empty()),
                new Whole("n", 1, 9, true, 1, Optional.empty()),
                new Choice("c", 9, true, Optional.empty()),
                new Choice("c", 9, false, Optional.empty()));
    }

    private static Mixture mixture(Dimension dimension) {
        return new Mixture(new Space(List.of(dimension)), new int[] {0}, POINTS);
    }

    /** Over 20000 draws a frequency is off by 0.015 once in ten thousand times. */
    @ParameterizedTest
    @MethodSource("counted")
    void valuesAreDrawnAsOftenAsTheirDensitySays(Dimension dimension) {
        Mixture mixture = mixture(dimension);
        RandomGenerator random = RandomStreams.stream(1, "draws");
        int[] drawn = new int[10];
        for (int i = 0; i < 20_000; i++) {
            double[] values = new double[1];
            mixture.draw(random, values);
            drawn[(int) values[0]]++;
        }
        double sum = 0;
        for (int value = 0; value < 10; value++) {
            if (dimension.holds(value)) {
                double density = Math.exp(mixture.logDensity(new double[] {value}));
                assertThat(drawn[value] / 20_000.0).as("%d", value).isCloseTo(density, within(0.015));
                sum += density;
            }
        }
        assertThat(sum).isCloseTo(1, within(1e-12));
    }

    @Test
    void densitiesOfRealNumbersAreOneInSum() {
        Mixture mixture = mixture(new Real("x", 1, 9, true, Optional.empty()));
        int steps = 20_000;
        double sum = IntStream.range(0, steps)
                .mapToDouble(i -> Math.exp(mixture.logDensity(new double[] {Math.pow(9, (i + 0.5) / steps)})))
                .sum();
        assertThat(sum / steps).isCloseTo(1, within(1e-5));
    }

    /** Three kernels in shares: at 0.15, 0.2 and 0.7, to whose farther neighbour it is 0.05, 0.5 and 0.5, but not under 0.5 / 5. */
    @Test
    void kernelsAreAsWideAsTheWayToTheFartherNeighbour() {
        Real dimension = new Real("x", 0, 10, false, Optional.empty());
        List<Point> points = List.of(new Point(1.5), new Point(7), new Point(2));
        NormalKernels kernels = new NormalKernels(dimension, 0, points);
        double[] widths = {0.1, 0.5, 0.5, 1};
        double[] centres = {0.15, 0.7, 0.2, 0.5};
        for (int i = 0; i < 4; i++) {
            double way = 0.3 / widths[i];
            double expected = Normal.logDensity(way)
                    - Math.log(widths[i])
                    - Math.log(Normal.between(-centres[i] / widths[i], (1 - centres[i]) / widths[i]));
            assertThat(kernels.logDensity(i, 10 * (centres[i] - 0.3 * (i == 1 || i == 3 ? 1 : -1))))
                    .as("kernel %d", i)
                    .isCloseTo(expected, within(1e-12));
        }
    }

    @Test
    void dimensionsThatAPointLacksAreAsThePriorThere() {
        Space space = new Space(List.of(
                new Choice("c", 2, false, Optional.empty()),
                new Real("x", 0, 1, false, Optional.of(new Condition("c", Set.of(1))))));
        Mixture mixture = new Mixture(space, new int[] {0, 1}, List.of(new Point(0, Double.NaN)));
        RandomGenerator random = RandomStreams.stream(1, "draws");
        int without = 0;
        for (int i = 0; i < 2000; i++) {
            double[] values = new double[2];
            mixture.draw(random, values);
            space.require(new Point(values));
            without += values[0] == 0 ? 1 : 0;
        }
        double of0 = Math.exp(mixture.logDensity(new double[] {0, Double.NaN}));
        assertThat(without / 2000.0).isCloseTo(of0, within(0.04));
        int steps = 1000;
        double of1 = IntStream.range(0, steps)
                        .mapToDouble(i -> Math.exp(mixture.logDensity(new double[] {1, (i + 0.5) / steps})))
                        .sum()
                / steps;
        assertThat(of0 + of1).isCloseTo(1, within(1e-6));
    }
}
