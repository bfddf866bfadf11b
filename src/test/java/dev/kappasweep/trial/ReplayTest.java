package dev.kappasweep.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.Prerequisite;
import dev.kappasweep.Run;
import dev.kappasweep.crew.Team;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.LabelledImages;
import dev.kappasweep.data.RandomStreams;
import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.Experiment;
import dev.kappasweep.sweep.NetworkSpec;
import dev.kappasweep.sweep.Optimizer;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.RegularizerSpec;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SolverKind;
import dev.kappasweep.sweep.SolverSpec;
import dev.kappasweep.sweep.TrainingSpec;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialSpec;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Trained weights, bit by bit, against a program that was written from docs/numerics.md and docs/streams.md. */
class ReplayTest {
    private static final String SCRIPT = "src/test/resources/numerics/replay.py";

    /** What the script prints. */
    private static final String PANELS = "af5236b0edf13231e12ae1f692206e20c94569d9e6bd5baa35c5289aaf1bd4d4";

    private static final String BACKGROUND = "aaf5226743ee51c204c3cff5d4fb6e8bcf199d9feb480cb1631f464c87835043";

    private static final String STORED_GRADIENT = "d8b89e4f0b5e09638c3418cdf7f027d273b7a85620320011fed02c63a8e55321";

    private static final String DESCENT = "3e757aea894c052196ac92c723248a7020cc5ff001298e59f639298605179d0c";

    private static final String DECAYED = "c749a8f7bf6b88fac04a03bec399b7cd7464743e5aa789985def9b764b8fd5e3";

    private static final String ORTHONORMAL = "777a5daf444f5737a272be5153dc758b2e384a7b6c899bba96bd22c1fbc2a739";

    /** In 51 steps, of which each third has a smaller batch. */
    private static String trainedWeights(NetworkSpec network, RegularizerKind penalty) {
        return trainedWeights(network, penalty, new Snr(2), SelfTest.images());
    }

    private static String trainedWeights(NetworkSpec network, RegularizerKind penalty, Snr snr, Dataset images) {
        return trainedWeights(spec(network, penalty).with(Parameter.TRAIN_SNR, snr), images);
    }

    private static TrialSpec spec(NetworkSpec network, RegularizerKind penalty) {
        RegularizerSpec regularizer =
                new RegularizerSpec(penalty, List.of("W1", "W2"), SolverSpec.of(SolverKind.TRACKING), 0.02);
        return SelfTest.network(Experiment.CLASSIFICATION, network, regularizer)
                .with()
                .trainSnr(new Snr(2))
                .training(new TrainingSpec(17, 5, Optimizer.ADAM, 1e-2, 0))
                .build();
    }

    /** @param parameters as {@code training.momentum=0.9} */
    private static String trainedWeights(NetworkSpec network, RegularizerKind penalty, String... parameters) {
        TrialSpec spec = spec(network, penalty);
        for (String one : parameters) {
            Parameter parameter = Parameter.named("parameter", one.substring(0, one.indexOf('=')));
            spec = spec.with(parameter, parameter.parse(one.substring(one.indexOf('=') + 1)));
        }
        return trainedWeights(spec, SelfTest.images());
    }

    private static String trainedWeights(TrialSpec spec, Dataset images) {
        try (TrialExecution execution = new NetworkExecution(spec, images, TrialObserver.NONE, Team.ALONE)) {
            return execution.run().weightsSha256();
        }
    }

    @Test
    void weightsInPanelsAreThoseOfTheScript() {
        NetworkSpec network = new NetworkSpec(List.of(35), Activation.SIGMOID);
        assertThat(trainedWeights(network, RegularizerKind.TIKHONOV)).isEqualTo(PANELS);
    }

    /** Most of a picture is background, and there are more inputs than a chunk has. */
    @Test
    void weightsOfImagesWithABackgroundAreThoseOfTheScript() {
        NetworkSpec network = new NetworkSpec(List.of(35), Activation.SIGMOID);
        assertThat(trainedWeights(network, RegularizerKind.TIKHONOV, Snr.INFINITE, largeImages()))
                .isEqualTo(BACKGROUND);
    }

    private static Dataset largeImages() {
        LabelledImages small = SelfTest.images().train();
        int side = 12;
        RandomGenerator random = RandomStreams.stream(1, "self-test train");
        byte[] pixels = new byte[small.count() * side * side];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.max(0, random.nextInt(512) - 256);
        }
        LabelledImages images = new LabelledImages(side, side, pixels, small.labels());
        return new Dataset(SelfTest.images().id(), SelfTest.images().classes(), images, images);
    }

    @Test
    void weightsWithAStoredGradientAreThoseOfTheScript() {
        NetworkSpec network = new NetworkSpec(List.of(33, 26), List.of(Activation.RELU, Activation.SIGMOID), 0.25);
        assertThat(trainedWeights(network, RegularizerKind.L1)).isEqualTo(STORED_GRADIENT);
    }

    @Test
    void weightsOfDescentWithMomentumAndDecayAreThoseOfTheScript() {
        NetworkSpec network = new NetworkSpec(List.of(35), Activation.TANH);
        assertThat(trainedWeights(
                        network,
                        RegularizerKind.TIKHONOV,
                        "training.optimizer=sgd",
                        "training.momentum=0.9",
                        "training.nesterov=true",
                        "training.weightDecay=0.5",
                        "training.learningRateSchedule=cosine",
                        "training.validation=0.25",
                        "training.normalisation=data",
                        "network.initialisation=xavierUniform"))
                .isEqualTo(DESCENT);
    }

    @Test
    void weightsOfAdamWithDecayAreThoseOfTheScript() {
        NetworkSpec network = new NetworkSpec(List.of(33, 26), List.of(Activation.GELU, Activation.TANH), 0.25);
        assertThat(trainedWeights(
                        network,
                        RegularizerKind.L1,
                        "training.weightDecay=0.5",
                        "training.learningRateSchedule=step(5, 0.3)",
                        "training.normalisation=none",
                        "network.initialisation=heNormal"))
                .isEqualTo(DECAYED);
    }

    @Test
    void weightsThatBeginOrthonormalAreThoseOfTheScript() {
        NetworkSpec network = new NetworkSpec(List.of(70), Activation.GELU);
        assertThat(trainedWeights(
                        network,
                        RegularizerKind.TIKHONOV,
                        "training.optimizer=sgd",
                        "training.momentum=0.5",
                        "training.normalisation=0.2/0.4",
                        "network.initialisation=orthogonal"))
                .isEqualTo(ORTHONORMAL);
    }

    @Test
    void theScriptPrintsWhatIsPinned() {
        Run script = Run.of(List.of(Prerequisite.numpy().toString(), SCRIPT));
        assertThat(script.code()).as(script.output()).isZero();
        assertThat(script.output().lines())
                .containsExactly(
                        "panels " + PANELS,
                        "background " + BACKGROUND,
                        "stored gradient " + STORED_GRADIENT,
                        "descent " + DESCENT,
                        "decayed " + DECAYED,
                        "orthonormal " + ORTHONORMAL);
    }
}
