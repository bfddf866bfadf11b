package dev.kappasweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kappasweep.data.LabelledImages;
import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.Experiment;
import dev.kappasweep.sweep.NetworkSpec;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.Protocol;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.RegularizerSpec;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SolverKind;
import dev.kappasweep.sweep.SolverSpec;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The split of the training images; what is measured on it is held against numpy by {@link KeptWeightsTest}. */
class ValidationTest {
    private static TrialSpec spec(Experiment experiment) {
        String layer = experiment == Experiment.DENOISING ? "E1" : "W1";
        return SelfTest.network(
                experiment,
                new NetworkSpec(List.of(9), Activation.SIGMOID),
                new RegularizerSpec(RegularizerKind.NONE, List.of(layer), SolverSpec.of(SolverKind.EXACT), 0.02));
    }

    /** Image i has label i. */
    private static LabelledImages images(int count) {
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) i;
        }
        return new LabelledImages(1, 1, labels.clone(), labels);
    }

    private static List<Integer> learned(TrainingSplit split) {
        List<Integer> learned = new ArrayList<>();
        for (int i = 0; i < split.count(); i++) {
            learned.add(split.image(i));
        }
        return learned;
    }

    private static List<Integer> heldBack(TrainingSplit split, LabelledImages images) {
        LabelledImages held = split.heldBack(images);
        List<Integer> labels = new ArrayList<>();
        for (int i = 0; i < held.count(); i++) {
            assertThat(held.pixels()[i]).isEqualTo(held.labels()[i]);
            labels.add(held.label(i));
        }
        return labels;
    }

    /** Python's {@code Stream.named(1, "validation").order(12)} of src/test/resources/data/streams.py begins with 8, 7, 2. */
    @Test
    void theFirstImagesOfTheDocumentedShuffleAreHeldBack() {
        LabelledImages images = images(12);
        TrainingSplit split =
                TrainingSplit.of(spec(Experiment.CLASSIFICATION).with(Parameter.VALIDATION, 0.25), images);
        assertThat(heldBack(split, images)).containsExactly(2, 7, 8);
        assertThat(learned(split)).containsExactly(0, 1, 3, 4, 5, 6, 9, 10, 11);
    }

    @ParameterizedTest
    @CsvSource({"0, 12, 0", "0.25, 12, 3", "0.125, 12, 2", "1e-9, 12, 1", "0.999, 12, 11", "0.5, 1, 0", "0.29, 100, 29"
    })
    void aShareIsSoManyOfTheImagesInUse(double share, int used, int expected) {
        LabelledImages images = images(120);
        TrialSpec spec = spec(Experiment.CLASSIFICATION)
                .with(Parameter.VALIDATION, share)
                .with(Parameter.TRAIN_IMAGES, used);
        TrainingSplit split = TrainingSplit.of(spec, images);
        List<Integer> held = heldBack(split, images);
        assertThat(held).hasSize(expected);
        assertThat(split.count()).isEqualTo(TrainingSplit.learned(spec, images)).isEqualTo(used - expected);
        List<Integer> all = learned(split);
        all.addAll(held);
        assertThat(all).hasSize(used).doesNotHaveDuplicates().allMatch(image -> image < used);
    }

    private static TrialResult run(TrialSpec spec) {
        return new TrialRunner().run(spec, SelfTest.images(), TrialObserver.NONE);
    }

    @Test
    void withoutASplitNothingIsMeasured() {
        assertThat(run(spec(Experiment.CLASSIFICATION)).epochs())
                .allMatch(epoch -> Double.isNaN(epoch.validationLoss()) && Double.isNaN(epoch.validationAccuracy()));
    }

    /** Noise on the validation images would change what is measured; noise of training does not, but for the weights. */
    @Test
    void imagesToBeClassifiedHaveNoNoise() {
        TrialSpec spec =
                spec(Experiment.CLASSIFICATION).with(Parameter.VALIDATION, 0.25).with(Parameter.LEARNING_RATE, 1e-30);
        assertThat(last(spec.with(Parameter.TRAIN_SNR, new Snr(0.1))).validationLoss())
                .isCloseTo(last(spec.with(Parameter.TRAIN_SNR, Snr.INFINITE)).validationLoss(), within(1e-12));
    }

    private static EpochMeasurement last(TrialSpec spec) {
        List<EpochMeasurement> epochs = run(spec).epochs();
        return epochs.get(epochs.size() - 1);
    }

    /** The target is the image without noise in both protocols, and the noise the same after every epoch. */
    @Test
    void imagesToBeDenoisedHaveTheNoiseOfTraining() {
        TrialSpec spec =
                spec(Experiment.DENOISING).with(Parameter.VALIDATION, 0.25).with(Parameter.LEARNING_RATE, 1e-30);
        List<EpochMeasurement> noisy =
                run(spec.with(Parameter.TRAIN_SNR, new Snr(0.1))).epochs();
        assertThat(noisy.get(0).validationLoss()).isEqualTo(noisy.get(1).validationLoss());
        assertThat(noisy.get(0).validationAccuracy()).isNaN();
        double clean = last(spec.with(Parameter.TRAIN_SNR, Snr.INFINITE)).validationLoss();
        assertThat(noisy.get(0).validationLoss()).isNotCloseTo(clean, within(1e-4));
        assertThat(last(spec.with(Parameter.TRAIN_SNR, new Snr(0.1)).with(Parameter.PROTOCOL, Protocol.PAPER))
                        .validationLoss())
                .isCloseTo(noisy.get(1).validationLoss(), within(1e-12));
    }
}
