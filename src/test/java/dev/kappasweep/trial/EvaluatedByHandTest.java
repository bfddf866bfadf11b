package dev.kappasweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.LabelledImages;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.Precision;
import dev.kappasweep.nn.Network;
import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.EvaluationMeasurement;
import dev.kappasweep.sweep.EvaluationSpec;
import dev.kappasweep.sweep.Experiment;
import dev.kappasweep.sweep.NetworkSpec;
import dev.kappasweep.sweep.Normalisation;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.RegularizerSpec;
import dev.kappasweep.sweep.SampleMeasurement;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SolverKind;
import dev.kappasweep.sweep.SolverSpec;
import dev.kappasweep.sweep.TrialSpec;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Metrics of networks whose outputs are known beforehand, on images that are black and white. */
class EvaluatedByHandTest {
    private static final byte WHITE = (byte) 255;
    private static final List<Snr> SNR = List.of(Snr.INFINITE, new Snr(1e6));
    private final AtomicInteger batches = new AtomicInteger();

    /** Without hidden layers, and with all weights 0. */
    private static Network network(int inputs, int outputs, Activation activation) {
        return new Network(Precision.FLOAT32, List.of(inputs, outputs), List.of(activation));
    }

    private static List<String> text(List<EvaluationMeasurement> measurements) {
        return measurements.stream()
                .map(one -> one.metric() + " " + one.snr() + " of " + one.images() + " x " + one.noiseDraws())
                .toList();
    }

    /** The brighter pixel is the class: right for the 167 images of 501 whose first pixel is white. Batches of 500 and of 1. */
    @Test
    void accuracyIsTheFractionOfImagesWhoseClassIsTheLargestOutput() {
        byte[] pixels = new byte[2 * 501];
        for (int i = 0; i < 501; i++) {
            pixels[2 * i + (i % 3 == 2 ? 0 : 1)] = WHITE;
        }
        LabelledImages images = new LabelledImages(1, 2, pixels, new byte[501]);
        try (Network network = network(2, 2, Activation.IDENTITY)) {
            Matrix weights = network.layers().get(0).weights().value();
            weights.set(0, 0, 1);
            weights.set(1, 1, 1);
            try (Evaluator evaluator =
                    new Evaluator(network, images, InputScaling.published(images), batches::incrementAndGet)) {
                List<EvaluationMeasurement> all = evaluator.accuracies(new EvaluationSpec(SNR, 3), 1);
                assertThat(text(all)).containsExactly("accuracy inf of 501 x 1", "accuracy 1000000 of 501 x 3");
                assertThat(all).extracting(EvaluationMeasurement::value).containsOnly(167.0 / 501);
                assertThat(batches).as("2 without noise, 2 a draw").hasValue(8);
            }
        }
    }

    /** An output of 0.5 is the grey value 0.5 x 0.3081 + 0.1307 = 0.28475; psnr and ssim of flat pictures from their formulas. */
    @Test
    void greyPicturesAreComparedImageByImage() {
        byte[] pixels = new byte[18];
        Arrays.fill(pixels, 9, 18, WHITE);
        LabelledImages images = new LabelledImages(3, 3, pixels, new byte[2]);
        assertThat(measured(images, 3))
                .containsExactly(
                        new double[] {0.2963325625, 6.910784008, 0.264031169, 0.2963325625, 6.910784008, 0.264031169},
                        within(1e-6));
        assertThat(batches).hasValue(4);
    }

    /** 0.5 x 0.2516 + 0.4734 = 0.5992, of one image with a black and two white channels. */
    @Test
    void channelsOfAPictureAreAveragedBeforeItsPsnr() {
        byte[] pixels = new byte[27];
        Arrays.fill(pixels, 9, 27, WHITE);
        LabelledImages images = new LabelledImages(3, 3, 3, pixels, new byte[1]);
        assertThat(measured(images, 1)).startsWith(new double[] {0.22677397, 6.4440679, 0.5879643}, within(1e-5));
    }

    private double[] measured(LabelledImages images, int draws) {
        try (Network network = network(images.size(), images.size(), Activation.SIGMOID);
                DenoisingEvaluator evaluator = new DenoisingEvaluator(
                        network, images, InputScaling.published(images), batches::incrementAndGet)) {
            List<EvaluationMeasurement> all = evaluator.measure(new EvaluationSpec(SNR, draws), 1);
            assertThat(all)
                    .extracting(EvaluationMeasurement::metric)
                    .containsExactly("mse", "psnr", "ssim", "mse", "psnr", "ssim");
            assertThat(all).extracting(EvaluationMeasurement::noiseDraws).startsWith(1, 1, 1, draws);
            assertThat(all).extracting(EvaluationMeasurement::images).containsOnly(images.count());
            return all.stream().mapToDouble(EvaluationMeasurement::value).toArray();
        }
    }

    /** Outputs of 1, 0, 1/2 and 1/2, and no picture of class 9. */
    @Test
    void samplesAreTheFirstImagesOfTheFirstEightClasses() {
        byte[] pixels = new byte[16];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (15 * i);
        }
        LabelledImages images = new LabelledImages(2, 2, pixels, new byte[] {9, 7, 0, 7});
        try (Network network = network(4, 4, Activation.SIGMOID)) {
            network.layers().get(0).bias().value().set(0, 100);
            network.layers().get(0).bias().value().set(1, -100);
            List<SampleMeasurement> samples = Samples.of(network, images, InputScaling.published(images), SNR);
            assertThat(samples).extracting(SampleMeasurement::image).containsExactly(2, 1, 2, 1);
            assertThat(samples).extracting(SampleMeasurement::label).containsExactly(0, 7, 0, 7);
            assertThat(samples)
                    .extracting(SampleMeasurement::snr)
                    .containsExactly(SNR.get(0), SNR.get(0), SNR.get(1), SNR.get(1));
            for (SampleMeasurement sample : samples) {
                int first = 4 * sample.image();
                assertThat(sample.clean().pixels()).containsExactly(Arrays.copyOfRange(pixels, first, first + 4));
                assertThat(sample.noisy()).isEqualTo(sample.clean());
                assertThat(sample.output().pixels()).containsExactly(255, 0, 128, 128);
            }
        }
    }

    @Test
    void noiseOfASampleIsOfItsRatioAndTheSameForEveryNetwork() {
        LabelledImages images = new LabelledImages(2, 50, new byte[100], new byte[1]);
        try (Network one = network(100, 100, Activation.SIGMOID);
                Network other = network(100, 100, Activation.IDENTITY)) {
            SampleMeasurement sample = Samples.of(one, images, InputScaling.published(images), List.of(new Snr(1)))
                    .get(0);
            assertThat(Samples.of(other, images, InputScaling.published(images), List.of(new Snr(1)))
                            .get(0)
                            .noisy())
                    .isEqualTo(sample.noisy());
            long black = 0;
            for (byte pixel : sample.noisy().pixels()) {
                black += pixel == 0 ? 1 : 0;
            }
            assertThat(black).as("half of the noise is below black and cut off").isBetween(30L, 70L);
        }
    }

    @Test
    void pixelsAreScaledByMeanAndDeviationOfTheirKind() {
        InputScaling grey = InputScaling.published(new LabelledImages(1, 1, new byte[1], new byte[1]));
        InputScaling colour = InputScaling.published(new LabelledImages(3, 1, 1, new byte[3], new byte[1]));
        assertThat(new float[] {grey.scale((byte) 0), grey.scale((byte) 51), grey.scale(WHITE)})
                .containsExactly(new float[] {-0.42421f, 0.22493f, 2.82149f}, within(1e-5f));
        assertThat(new float[] {colour.scale((byte) 0), colour.scale(WHITE)})
                .containsExactly(new float[] {-1.88156f, 2.09300f}, within(1e-5f));
        assertThat(new float[] {grey.pixel(0), grey.pixel(1), colour.pixel(-1)})
                .containsExactly(new float[] {0.1307f, 0.4388f, 0.2218f}, within(1e-6f));
    }

    /** Two images are trained on, of the values 0, 0, 0, 255 and 51, 51, 51, 102; the mean is 0.25, and the mean of the squares 0.16. */
    @Test
    void pixelsMayBeScaledByTheImagesThatAreTrainedOn() {
        byte[] pixels = {0, 0, 0, WHITE, 51, 51, 51, 102, WHITE, WHITE, WHITE, WHITE};
        LabelledImages images = new LabelledImages(2, 2, pixels, new byte[3]);
        Dataset data = new Dataset(TenImages.DATA.id(), 1, images, images);
        TrialSpec spec = spec().with(Parameter.TRAIN_IMAGES, 2);
        InputScaling own = InputScaling.of(spec.with(Parameter.NORMALISATION, Normalisation.DATA), data);
        double deviation = Math.sqrt((1 + 3 * 0.04 + 0.16) / 8 - 0.25 * 0.25);
        assertThat(new double[] {own.scale((byte) 0), own.scale(WHITE), own.pixel(0)})
                .containsExactly(new double[] {-0.25 / deviation, 0.75 / deviation, 0.25}, within(1e-6));
        InputScaling none = InputScaling.of(spec.with(Parameter.NORMALISATION, Normalisation.NONE), data);
        assertThat(new double[] {none.scale((byte) 0), none.scale((byte) 51), none.pixel(0.2f)})
                .containsExactly(new double[] {0, 0.2, 0.2}, within(1e-7));
        InputScaling given = InputScaling.of(spec.with(Parameter.NORMALISATION, Normalisation.parse("0.25/0.5")), data);
        assertThat(new double[] {given.scale((byte) 0), given.scale((byte) 51), given.scale(WHITE), given.pixel(1)})
                .containsExactly(new double[] {-0.5, -0.1, 1.5, 0.75}, within(1e-7));
        assertThat(InputScaling.of(spec, data).scale(WHITE)).isCloseTo(2.82149f, within(1e-5f));
    }

    @Test
    void imagesOfOneColourAreScaledToNothing() {
        LabelledImages images = new LabelledImages(1, 2, new byte[] {7, 7}, new byte[1]);
        TrialSpec spec = spec().with(Parameter.NORMALISATION, Normalisation.DATA);
        InputScaling scaling = InputScaling.of(spec, new Dataset(TenImages.DATA.id(), 1, images, images));
        assertThat(scaling.scale((byte) 7)).isZero();
    }

    private static TrialSpec spec() {
        return SelfTest.network(
                Experiment.CLASSIFICATION,
                new NetworkSpec(List.of(3), Activation.RELU),
                new RegularizerSpec(RegularizerKind.NONE, List.of("W1"), SolverSpec.of(SolverKind.EXACT), 0.02));
    }
}
