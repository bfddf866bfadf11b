package dev.kappasweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kappasweep.data.LabelledImages;
import dev.kappasweep.data.RandomStreams;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.Precision;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.trial.BatchSource.Target;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Of six images of two pixels, image i with the pixels 20 i and 20 i + 10. */
final class BatchSourceTest {
    private static final int COUNT = 6;

    @AutoClose
    private final Matrix input = Matrix.zeros(Precision.FLOAT32, 2, 2);

    @AutoClose
    private final Matrix target = Matrix.zeros(Precision.FLOAT32, 2, 2);

    @AutoClose
    private final Matrix labels = Matrix.zeros(Precision.FLOAT32, 2, 1);

    private static LabelledImages images() {
        byte[] pixels = new byte[2 * COUNT];
        byte[] classes = new byte[COUNT];
        for (int i = 0; i < COUNT; i++) {
            pixels[2 * i] = (byte) (20 * i);
            pixels[2 * i + 1] = (byte) (20 * i + 10);
            classes[i] = (byte) i;
        }
        return new LabelledImages(1, 2, pixels, classes);
    }

    private static BatchSource source(Target kind, Snr snr) {
        return new BatchSource(images(), TrainingSplit.first(COUNT), InputScaling.published(images()), kind, snr, 7);
    }

    private List<Double> batch(BatchSource source, Target kind) {
        Matrix wanted = kind == Target.LABEL ? labels : target;
        source.fill(input, wanted);
        source.take();
        List<Double> numbers = new ArrayList<>();
        for (Matrix matrix : List.of(input, wanted)) {
            for (double number : matrix.toArray()) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    @Test
    void imagesAreScaledAndTheirLabelsTheTarget() {
        BatchSource source = source(Target.LABEL, Snr.INFINITE);
        assertThat(source.remaining()).isEqualTo(6);
        source.fill(input, labels);
        assertThat(source.isFilled()).isTrue();
        assertThat(source.remaining()).as("until it is taken").isEqualTo(6);
        source.take();
        assertThat(source.isFilled()).isFalse();
        assertThat(source.remaining()).isEqualTo(4);
        for (int row = 0; row < 2; row++) {
            double label = labels.get(row);
            assertThat(input.get(row, 0)).isCloseTo((20 * label / 255 - 0.1307) / 0.3081, within(1e-6));
            assertThat(input.get(row, 1)).isCloseTo(((20 * label + 10) / 255 - 0.1307) / 0.3081, within(1e-6));
        }
        source.startEpoch();
        assertThat(source.remaining()).isEqualTo(6);
    }

    @Test
    void noiseIsOnTheInputUnlessTheTargetIsTheNoisyImage() {
        source(Target.LABEL, Snr.INFINITE).fill(input, labels);
        double[] scaled = input.toArray();
        source(Target.CLEAN_IMAGE, new Snr(4)).fill(input, target);
        assertThat(target.toArray()).as("clean target").isEqualTo(scaled);
        double[] noisy = input.toArray();
        for (int i = 0; i < noisy.length; i++) {
            assertThat(noisy[i]).isNotEqualTo(scaled[i]);
        }
        source(Target.NOISY_IMAGE, new Snr(4)).fill(input, target);
        assertThat(input.toArray()).as("clean input").isEqualTo(scaled);
        assertThat(target.toArray()).as("the same noise on the target").isEqualTo(noisy);
    }

    @Test
    void noiseIsThatOfTheEpochsStreamTimesTheDeviationOfItsRatio() {
        source(Target.LABEL, Snr.INFINITE).fill(input, labels);
        double[] scaled = input.toArray();
        RandomGenerator noise = RandomStreams.stream(7, "training noise 1");
        source(Target.LABEL, new Snr(4)).fill(input, labels);
        for (int i = 0; i < scaled.length; i++) {
            double expected = scaled[i] + new Snr(4).noiseStandardDeviation() * noise.nextGaussian();
            assertThat(input.get(i)).as("element %d", i).isCloseTo(expected, within(1e-6));
        }
    }

    @ParameterizedTest
    @EnumSource
    void goesOnWithTheSameImagesAndNoiseWithinAnEpoch(Target kind) throws IOException {
        for (Snr snr : List.of(Snr.INFINITE, new Snr(1))) {
            BatchSource first = source(kind, snr);
            first.startEpoch();
            batch(first, kind);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            first.save(new DataOutputStream(bytes));
            BatchSource second = source(kind, snr);
            second.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            assertThat(second.remaining()).isEqualTo(4);
            assertThat(batch(second, kind)).isEqualTo(batch(first, kind));
            first.startEpoch();
            second.startEpoch();
            assertThat(batch(second, kind)).isEqualTo(batch(first, kind));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, -1", "1, 7"})
    void aPlaceThatIsInNoEpochIsRefused(int epoch, int taken) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(epoch);
        out.writeInt(taken);
        assertThatThrownBy(() -> source(Target.LABEL, Snr.INFINITE)
                        .restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
                .isInstanceOf(IOException.class)
                .hasMessage("epoch " + epoch + ", image " + taken + " is not within 6 images");
    }

    @Test
    void anEpochThatIsOverIsAPlaceToo() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(1);
        out.writeInt(6);
        BatchSource source = source(Target.LABEL, Snr.INFINITE);
        source.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(source.remaining()).isZero();
    }
}
