package dev.kappasweep.trial;

import dev.kappasweep.data.LabelledImages;
import dev.kappasweep.data.RandomStreams;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.nn.Network;
import dev.kappasweep.nn.Pass;
import dev.kappasweep.sweep.GreyImage;
import dev.kappasweep.sweep.SampleMeasurement;
import dev.kappasweep.sweep.Snr;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Takes the pictures of the table {@code samples}: the same images with the same noise from every network. */
final class Samples {
    private static final int MOST = 8;

    /** In place of a trial's seed, so that trials of all seeds see the same noise. */
    private static final long SEED = 0;

    private static final float WHITE = 255;

    private Samples() {}

    /** One for each SNR and each of the first eight classes, whose first image it is. */
    static List<SampleMeasurement> of(Network network, LabelledImages images, InputScaling scaling, List<Snr> snrs) {
        List<SampleMeasurement> samples = new ArrayList<>();
        List<Integer> indices = firstOfEachClass(images);
        try (Pass pass = Pass.forEvaluation(network, 1)) {
            for (Snr snr : snrs) {
                for (int index : indices) {
                    samples.add(sample(pass, images, scaling, index, snr));
                }
            }
        }
        return samples;
    }

    private static List<Integer> firstOfEachClass(LabelledImages images) {
        List<Integer> indices = new ArrayList<>();
        for (int label = 0; label < MOST; label++) {
            for (int i = 0; i < images.count(); i++) {
                if (images.label(i) == label) {
                    indices.add(i);
                    break;
                }
            }
        }
        return indices;
    }

    private static SampleMeasurement sample(
            Pass pass, LabelledImages images, InputScaling scaling, int index, Snr snr) {
        float[] noise = new float[images.size()];
        RandomGenerator stream = RandomStreams.stream(SEED, "sample noise " + index);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) stream.nextGaussian();
        }
        new ScaledImages(images, scaling).fill(pass.input(), index, noise, (float) snr.noiseStandardDeviation());
        pass.forward();
        byte[] clean = new byte[images.size()];
        System.arraycopy(images.pixels(), index * images.size(), clean, 0, clean.length);
        return new SampleMeasurement(
                snr,
                index,
                images.label(index),
                picture(images, clean),
                noisy(pass.input(), images, scaling),
                output(pass.output(), images));
    }

    /** Colour channels one under another. */
    private static GreyImage picture(LabelledImages images, byte[] pixels) {
        return new GreyImage(images.rows() * images.channels(), images.cols(), pixels);
    }

    private static GreyImage noisy(Matrix input, LabelledImages images, InputScaling scaling) {
        byte[] pixels = new byte[images.size()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = grey(scaling.pixel((float) input.get(i)));
        }
        return picture(images, pixels);
    }

    private static GreyImage output(Matrix output, LabelledImages images) {
        byte[] pixels = new byte[images.size()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = grey((float) output.get(i));
        }
        return picture(images, pixels);
    }

    /** @param brightness 0 for black, 1 for white; beyond them it is cut off */
    private static byte grey(float brightness) {
        return (byte) Math.round(WHITE * Math.min(1, Math.max(0, brightness)));
    }
}
