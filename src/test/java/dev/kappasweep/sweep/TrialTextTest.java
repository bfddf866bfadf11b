package dev.kappasweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.results.SampleSweep;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrialTextTest {
    private static final SweepSpec SWEEP = SampleSweep.withSeeds(1L);
    private static final TrialSpec SPEC = SWEEP.trials(SampleSweep.DATA).get(1);

    private static String text(List<LayerMeasurement> layers, EvaluationMeasurement... evaluations) {
        Measurements measured = new Measurements(layers, List.of(), List.of(), List.of(evaluations), List.of());
        return new TrialText(SWEEP).of(SampleSweep.result(SPEC, Ending.COMPLETED, measured));
    }

    private static EvaluationMeasurement measured(String metric, double snr, double value) {
        return new EvaluationMeasurement(new Snr(snr), metric, value, 100, 1);
    }

    @Test
    void kappaIsThatOfTheFirstPenalisedLayerAfterTheLastEpochAndAccuracyThatOfTheHighestSnr() {
        List<LayerMeasurement> layers = List.of(
                SampleSweep.layer(0, "W1", 9),
                SampleSweep.layer(2, "W1", 1.449),
                SampleSweep.layer(1, "W1", 5),
                SampleSweep.layer(2, "W2", 3),
                SampleSweep.layer(3, "W3", 4));
        assertThat(text(
                        layers,
                        measured("accuracy", 0.5, 0.5),
                        measured("accuracy", 4, 0.96771),
                        measured("accuracy", 1, 0.75)))
                .isEqualTo("lambda 0.1 seed 1: kappa(W1) 1.45, accuracy 96.77 %");
    }

    @Test
    void theFirstMetricOfAnSnrSpeaksForTheModel() {
        assertThat(text(
                        List.of(),
                        measured("mse", 1, 0.5),
                        measured("mse", 2, 0.0123456),
                        measured("psnr", 2, 20),
                        measured("psnr", 1, 10)))
                .isEqualTo("lambda 0.1 seed 1, mse 0.01235");
    }

    @Test
    void whatWasNotMeasuredIsLeftOut() {
        assertThat(text(List.of())).isEqualTo("lambda 0.1 seed 1");
        assertThat(text(List.of(SampleSweep.layer(2, "W2", 3)))).isEqualTo("lambda 0.1 seed 1");
    }
}
