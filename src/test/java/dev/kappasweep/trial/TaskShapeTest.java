package dev.kappasweep.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.bench.PaperClassifier;
import dev.kappasweep.nn.Loss;
import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.EvaluationMeasurement;
import dev.kappasweep.sweep.Experiment;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.Protocol;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.RegularizerSpec;
import dev.kappasweep.sweep.Settings;
import dev.kappasweep.sweep.Strength;
import dev.kappasweep.sweep.TrialSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of ten images of two pixels and two classes. */
final class TaskShapeTest {
    private static TrialSpec spec(Experiment experiment, Protocol protocol) {
        TrialSpec classifier = PaperClassifier.of(TenImages.DATA.id());
        return new TrialSpec(
                experiment,
                classifier.dataset(),
                Settings.standard(experiment)
                        .with(Parameter.PROTOCOL, protocol)
                        .with(PaperClassifier.network(3))
                        .with(classifier.problem())
                        .with(new RegularizerSpec(
                                RegularizerKind.NONE,
                                List.of(experiment == Experiment.DENOISING ? "E1" : "W1"),
                                classifier.regularizer().solver(),
                                0.02))
                        .with(classifier.training())
                        .with(Parameter.LAMBDA, Strength.of(0))
                        .with(Parameter.TRAIN_SNR, classifier.trainSnr()),
                classifier.evaluation());
    }

    @Test
    void anExperimentSaysWhatItsNetworkPutsOut() {
        assertThat(shape(Experiment.CLASSIFICATION, Protocol.RELEASED_CODE))
                .isEqualTo(
                        new TaskShape(2, Activation.IDENTITY, Loss.SOFTMAX_CROSS_ENTROPY, 1, BatchSource.Target.LABEL));
        assertThat(shape(Experiment.DENOISING, Protocol.PAPER))
                .isEqualTo(new TaskShape(
                        2, Activation.SIGMOID, Loss.MEAN_SQUARED_ERROR, 2, BatchSource.Target.CLEAN_IMAGE));
        assertThat(shape(Experiment.DENOISING, Protocol.RELEASED_CODE))
                .isEqualTo(new TaskShape(
                        2, Activation.SIGMOID, Loss.MEAN_SQUARED_ERROR, 2, BatchSource.Target.NOISY_IMAGE));
    }

    @Test
    void anExperimentIsMeasuredByItsMetrics() {
        assertThat(measured(Experiment.CLASSIFICATION).evaluations())
                .extracting(EvaluationMeasurement::metric)
                .containsExactly("accuracy");
        assertThat(measured(Experiment.CLASSIFICATION).samples()).isEmpty();
        assertThat(measured(Experiment.DENOISING).evaluations())
                .extracting(EvaluationMeasurement::metric)
                .containsExactly("mse", "psnr", "ssim");
        assertThat(measured(Experiment.DENOISING).samples()).hasSize(2);
    }

    private static TaskShape shape(Experiment experiment, Protocol protocol) {
        TrialSpec spec = spec(experiment, protocol);
        return Procedure.ofNetwork(spec).shape(spec, TenImages.DATA);
    }

    private static Measured measured(Experiment experiment) {
        TrialSpec spec = spec(experiment, Protocol.RELEASED_CODE);
        try (TrainingSession session = new TrainingSession(spec, TenImages.DATA)) {
            return Procedure.ofNetwork(spec)
                    .measure(session.network(), spec, TenImages.DATA.test(), session.scaling(), () -> {});
        }
    }
}
