package dev.kappasweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpectrumMeasurementTest {
    @Test
    void shortSpectrumIsKeptWhole() {
        assertThat(SpectrumMeasurement.of(3, "W2", new double[] {5, 2, 0}))
                .containsExactly(
                        new SpectrumMeasurement(3, "W2", 1, 5),
                        new SpectrumMeasurement(3, "W2", 2, 2),
                        new SpectrumMeasurement(3, "W2", 3, 0));
        assertThat(SpectrumMeasurement.of(0, "W1", new double[] {7})).hasSize(1);
    }

    @Test
    void longSpectrumIsThinnedToItsEndsAndWhatIsEvenlyBetween() {
        double[] sigma = IntStream.range(0, 784).mapToDouble(i -> 784 - i).toArray();
        assertThat(SpectrumMeasurement.of(0, "W1", sigma))
                .hasSize(SpectrumMeasurement.MOST_VALUES)
                .startsWith(new SpectrumMeasurement(0, "W1", 1, 784))
                .endsWith(new SpectrumMeasurement(0, "W1", 784, 1))
                .isSortedAccordingTo((a, b) -> Integer.compare(a.rank(), b.rank()));
    }

    @Test
    void fewEpochsAreKept() {
        assertThat(IntStream.rangeClosed(0, 130).filter(epoch -> SpectrumMeasurement.isKeptAt(epoch, 130)))
                .containsExactly(0, 1, 2, 5, 10, 20, 50, 100, 130);
    }
}
