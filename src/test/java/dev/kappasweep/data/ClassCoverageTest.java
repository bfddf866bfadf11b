package dev.kappasweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.conf.SweepFileReader;
import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.RunSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassCoverageTest {
    private static final RunSpec COUNTED = new RunSpec(1, 0, false, 1, "", true);

    private static LabelledImages images(int... labels) {
        byte[] bytes = new byte[labels.length];
        for (int i = 0; i < labels.length; i++) {
            bytes[i] = (byte) labels[i];
        }
        return new LabelledImages(1, 1, new byte[labels.length], bytes);
    }

    private static Dataset data(LabelledImages train, LabelledImages test, int classes) {
        return new Dataset(new DatasetId("x", "0".repeat(64)), classes, train, test);
    }

    private static ClassCoverage used(Dataset data, String... settings) {
        return ClassCoverage.of(
                data,
                SweepFileReader.parse(
                                "name: x\ndataset: digits\nnetwork: {hidden: [2]}\ntraining: {epochs: 1}\n",
                                "x.yaml",
                                List.of(settings))
                        .spec());
    }

    @Test
    void everyKindOfClassThatLacksImagesIsNamed() {
        ClassCoverage coverage = ClassCoverage.of(data(images(1, 2, 1), images(2, 3, 200), 201));

        assertThat(coverage.unseen()).containsExactly(3, 200);
        assertThat(coverage.notices())
                .containsExactly(
                        "197 of 201 classes have no image: 0, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 187 more",
                        "1 of 201 classes has no test image: 1",
                        "2 of 201 classes have test images and no training image: 3, 200");
        assertThatThrownBy(() -> coverage.requireTrained(RunSpec.DEFAULT))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "dataset: 2 of 201 classes have test images and no training image: 3, 200; expected training"
                                + " images of every class that is tested, or run.allowUnseenClasses: true");
        assertThatCode(() -> coverage.requireTrained(COUNTED)).doesNotThrowAnyException();
    }

    @Test
    void completeSetHasNoNotice() {
        assertThat(ClassCoverage.of(data(images(0, 1), images(1, 0), 2)).notices())
                .isEmpty();
    }

    @Test
    void imagesThatASweepDoesNotUseDoNotCount() {
        Dataset data = data(images(0, 0, 1), images(0, 1), 2);
        assertThat(used(data).unseen()).isEmpty();
        assertThat(used(data, "training.trainImages=3").unseen()).isEmpty();
        assertThat(used(data, "training.trainImages=2").unseen()).containsExactly(1);
        assertThat(used(data, "training.trainImages=2", "experiment=denoising", "network.hidden=2")
                        .unseen())
                .isEmpty();
    }

    @Test
    void moreImagesThanThereAreAreRefused() {
        Dataset data = data(images(0, 0, 1), images(0, 1), 2);
        assertThatThrownBy(() -> used(data, "training.trainImages=4"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("training.trainImages: 4 is not allowed, expected at most 3, the training images of "
                        + data.id().name() + ", or 0 for all");
    }
}
