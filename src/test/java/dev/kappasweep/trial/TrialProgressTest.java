package dev.kappasweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.sweep.DeadUnits;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.LayerMeasurement;
import dev.kappasweep.sweep.Shape;
import dev.kappasweep.sweep.SpectrumMeasurement;
import dev.kappasweep.sweep.SpectrumSummary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TrialProgressTest {
    private static final TrialProgress PROGRESS = new TrialProgress(
            "2026-01-02T03:04:05Z",
            0.1 + 0.2,
            List.of(new LayerMeasurement(
                    0, "W1", new Shape(3, 4), new SpectrumSummary(2, 4, 2, 1.25, 3, 2), DeadUnits.NO_RELU)),
            SpectrumMeasurement.of(0, "W1", new double[] {4, 2}),
            List.of(EpochMeasurement.of(1, Math.PI, 1e-300, 6, 1875)),
            new EpochSums(1, 2, 3, 4, 5));

    @Test
    void isReadBackToTheLastBit() throws IOException {
        assertThat(TrialProgress.ofJson(PROGRESS.toJson())).isEqualTo(PROGRESS);
    }

    /** So that a trial goes on whose checkpoint an earlier version wrote. */
    @Test
    void oneWithoutNumericalKappaIsRead() throws IOException {
        String json = new String(PROGRESS.toJson(), StandardCharsets.UTF_8);
        String old = json.replace(",\"numericalKappa\":2.0", "");
        assertThat(old).isNotEqualTo(json);
        TrialProgress read = TrialProgress.ofJson(old.getBytes(StandardCharsets.UTF_8));
        assertThat(read.layers().get(0).spectrum()).isEqualTo(new SpectrumSummary(2, 4, 2, 1.25, 3, Double.NaN));
        assertThat(read.epochs()).isEqualTo(PROGRESS.epochs());
    }

    @Test
    void whatIsNotAProgressIsRefused() throws IOException {
        String json = new String(PROGRESS.toJson(), StandardCharsets.UTF_8);
        for (String bad : List.of("", "{}", json.replace("\"seconds\":", "\"times\":"), json.substring(1))) {
            assertThatThrownBy(() -> TrialProgress.ofJson(bad.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("no progress of a trial: ");
        }
    }
}
