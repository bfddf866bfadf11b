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

    /** In 51 steps, of which each third has a smaller batch. */
    private static String trainedWeights(NetworkSpec network, RegularizerKind penalty) {
        return trainedWeights(network, penalty, new Snr(2), SelfTest.images());
    }

    private static String trainedWeights(NetworkSpec network, RegularizerKind penalty, Snr snr, Dataset images) {
        RegularizerSpec regularizer =
                new RegularizerSpec(penalty, List.of("W1", "W2"), SolverSpec.of(SolverKind.TRACKING), 0.02);
        TrialSpec spec = SelfTest.network(Experiment.CLASSIFICATION, network, regularizer)
                .with()
                .trainSnr(snr)
                .training(new TrainingSpec(17, 5, Optimizer.ADAM, 1e-2, 0))
                .build();
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
    void theScriptPrintsWhatIsPinned() {
        Run script = Run.of(List.of(Prerequisite.numpy().toString(), SCRIPT));
        assertThat(script.code()).as(script.output()).isZero();
        assertThat(script.output().lines())
                .containsExactly("panels " + PANELS, "background " + BACKGROUND, "stored gradient " + STORED_GRADIENT);
    }
}
