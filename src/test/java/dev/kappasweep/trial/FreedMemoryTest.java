package dev.kappasweep.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.bench.PaperClassifier;
import dev.kappasweep.data.LabelledImages;
import dev.kappasweep.linalg.Allocations;
import dev.kappasweep.linalg.Precision;
import dev.kappasweep.nn.Network;
import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.EvaluationSpec;
import dev.kappasweep.sweep.NetworkSpec;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialSpec;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a trial and its parts allocate outside the heap is freed when they end. */
@Tag("alone")
final class FreedMemoryTest {
    private static final List<Snr> SNR = List.of(Snr.INFINITE, new Snr(1));
    private static final EvaluationSpec EVALUATION = new EvaluationSpec(SNR, 2);

    private final LabelledImages images = new LabelledImages(2, 2, new byte[8], new byte[2]);

    @AutoClose
    private final Network network = new Network(Precision.FLOAT32, List.of(4, 4), List.of(Activation.RELU));

    /** At the second time: at the first, libraries allocate what they keep. */
    private static void assertFrees(Runnable action) {
        action.run();
        assertThat(Allocations.leftBy(action)).isNotPositive();
    }

    @Test
    void ofEvaluators() {
        assertFrees(() -> {
            try (Evaluator evaluator = new Evaluator(network, images, InputScaling.published(images), () -> {})) {
                evaluator.accuracies(EVALUATION, 1);
            }
        });
        assertFrees(() -> {
            try (DenoisingEvaluator evaluator =
                    new DenoisingEvaluator(network, images, InputScaling.published(images), () -> {})) {
                evaluator.measure(EVALUATION, 1);
            }
        });
    }

    @Test
    void ofSamplesAndDeadUnits() {
        assertFrees(() -> Samples.of(network, images, InputScaling.published(images), SNR));
        assertFrees(() -> DeadUnitCount.of(network, images, InputScaling.published(images)));
    }

    @Test
    void ofATrial() {
        TrialSpec spec = PaperClassifier.of(TenImages.DATA.id())
                .with()
                .network(new NetworkSpec(List.of(3), Activation.RELU))
                .build();
        assertThat(spec.regularizer().kind()).isEqualTo(RegularizerKind.CONDITION_NUMBER);
        assertFrees(() -> new TrialRunner().run(spec, TenImages.DATA, TrialObserver.NONE));
    }
}
