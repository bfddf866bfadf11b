package dev.kappasweep.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.sampler.Dimension.Real;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.SobolSequenceGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What random numbers and Sobol's sequence promise. */
class EvenSamplersTest {
    private static final Space RATES = new Space(
            List.of(new Real("a", 1e-5, 1e-1, true, Optional.empty()), new Real("b", -1, 1, false, Optional.empty())));

    private static Point[] points(Sampler sampler, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> sampler.suggest(i, History.EMPTY))
                .toArray(Point[]::new);
    }

    /** Kolmogorov's statistic of a thousand numbers: above 0.062 once in a thousand times. */
    @ParameterizedTest
    @EnumSource(
            value = SamplerKind.class,
            names = {"RANDOM", "SOBOL"})
    void logarithmsAreUniform(SamplerKind kind) {
        double[] shares = Arrays.stream(points(kind.sampler(RATES, 3), 1000))
                .mapToDouble(point -> (Math.log10(point.at(0)) + 5) / 4)
                .sorted()
                .toArray();
        double distance = IntStream.range(0, shares.length)
                .mapToDouble(
                        i -> Math.max((i + 1.0) / shares.length - shares[i], shares[i] - (double) i / shares.length))
                .max()
                .orElseThrow();
        assertThat(distance).isLessThan(0.062);
    }

    /** Every 256 points from a multiple of 256 on lie one in each of 16 x 16, of 256 x 1 and of 1 x 256 boxes. */
    @Test
    void shiftedSequencesAreAsEvenAsSobols() {
        Point[] points = points(new SobolSampler(RATES, 7), 512);
        Space space = RATES;
        for (int[] boxes : new int[][] {{16, 16}, {256, 1}, {1, 256}, {64, 4}}) {
            assertThat(Arrays.stream(points, 256, 512)
                            .map(space::shares)
                            .map(share -> List.of((int) (share[0] * boxes[0]), (int) (share[1] * boxes[1])))
                            .distinct())
                    .hasSize(256);
        }
    }

    @Test
    void withoutAShiftItIsTheLibrarysSequence() {
        Sobol sequence = new Sobol(9, () -> 0);
        SobolSequenceGenerator library = new SobolSequenceGenerator(9);
        for (int i = 0; i < 300; i++) {
            double[] expected = library.nextVector();
            double[] point = sequence.point(i);
            for (int k = 0; k < 9; k++) {
                assertThat(point[k]).isEqualTo(expected[k] + 0x1.0p-53);
            }
        }
    }

    @Test
    void seedsAndCandidatesDiffer() {
        for (SamplerKind kind : SamplerKind.values()) {
            Sampler sampler = kind.sampler(RATES, 1);
            Point point = sampler.suggest(5, History.EMPTY);
            assertThat(point).isNotEqualTo(kind.sampler(RATES, 2).suggest(5, History.EMPTY));
            assertThat(point).isNotEqualTo(sampler.suggest(6, History.EMPTY));
        }
    }

    @Test
    void sequencesEnd() {
        Sampler sampler = new SobolSampler(RATES, 1);
        sampler.suggest((1L << 31) - 1, History.EMPTY);
        assertThatThrownBy(() -> sampler.suggest(1L << 31, History.EMPTY)).hasMessageContaining("2147483648");
    }
}
