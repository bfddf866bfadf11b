package dev.kappasweep.conf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialSpec;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SweepFileWriterTest {
    private static final DatasetId DATA = new DatasetId("made-up", "0".repeat(64));

    private static SweepSpec read(String text) {
        return SweepFileReader.parse(text, "a.yaml", List.of()).spec();
    }

    /** One trial each, of as many parameters as go together. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "dataset: digits\nnetwork: {hidden: [16]}\ntraining: {epochs: 2}",
                "dataset: {directory: \"it's mine\"}\nnetwork: {hidden: [16, 8], activation: [relu, tanh], dropout: 0.1}\n"
                        + "regularizer: {kind: tikhonov, layers: [W1, W2], solver: lanczos(12), tolerance: 1e-3}\n"
                        + "training: {epochs: 2, optimizer: sgd, momentum: 0.9, nesterov: true, weightDecay: 1e-5,"
                        + " learningRateSchedule: 'step(2, 0.5)', normalisation: data, validation: 0.1, trainImages: 100}\n"
                        + "axes: {lambda: [[0.1, 0.005]], trainSnr: [2]}\nevaluation: {snr: [inf, 0.5], draws: 3}",
                "dataset: digits\nnetwork: {hidden: []}\ntraining: {epochs: 2}",
                "experiment: denoising\nprotocol: paper\ndataset: mnist\nnetwork: {hidden: [32, 8, 32]}\ntraining: {epochs: 1}",
                "experiment: least-squares\nproblem: {inputs: 10}\ntraining: {epochs: 5}\naxes: {lambda: [1e-5]}",
            })
    void theTrialsAreTheSame(String keys) {
        SweepSpec sweep = read("name: a\n" + keys);
        TrialSpec trial = sweep.trials(DATA).get(0);
        String text = SweepFileWriter.text(sweep, "b", trial.settings(), List.of(trial.seed(), 7L));
        SweepSpec again = read(text);
        assertThat(again.name()).isEqualTo("b");
        assertThat(again.trials(DATA)).as(text).hasSize(2).contains(trial);
        assertThat(again.dataset()).isEqualTo(sweep.dataset());
    }
}
