package dev.kappasweep.trial;

import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.LabelledImages;
import dev.kappasweep.sweep.Normalisation;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.TrialSpec;

/** The network's inputs for the 256 values of a pixel: (x/255 - mean)/deviation. */
final class InputScaling {
    private static final double GREY_MEAN = 0.1307;
    private static final double GREY_DEVIATION = 0.3081;
    private static final double COLOUR_MEAN = 0.4734;
    private static final double COLOUR_DEVIATION = 0.2516;
    private static final int VALUES = 256;
    private static final double WHITE = 255;

    private final double mean;
    private final double deviation;
    private final float[] scaled = new float[VALUES];

    private InputScaling(double mean, double deviation) {
        this.mean = mean;
        this.deviation = deviation;
        for (int value = 0; value < VALUES; value++) {
            scaled[value] = (float) ((value / WHITE - mean) / deviation);
        }
    }

    /** As {@code spec} asks for, of the images of {@code data} that it trains on. */
    static InputScaling of(TrialSpec spec, Dataset data) {
        Normalisation normalisation = spec.settings().get(Parameter.NORMALISATION, Normalisation.class);
        return switch (normalisation.kind()) {
            case MNIST -> published(data.train());
            case NONE -> new InputScaling(0, 1);
            case DATA -> ofImages(data.train(), TrainingSplit.of(spec, data.train()));
            case GIVEN -> new InputScaling(normalisation.mean(), normalisation.deviation());
        };
    }

    /** MNIST's mean and deviation for grey images, CIFAR-10's over all its channels for images of several. */
    static InputScaling published(LabelledImages images) {
        return images.channels() == 1
                ? new InputScaling(GREY_MEAN, GREY_DEVIATION)
                : new InputScaling(COLOUR_MEAN, COLOUR_DEVIATION);
    }

    /** Of the images that are learned from; the deviation is 1 where they all have one colour. */
    private static InputScaling ofImages(LabelledImages images, TrainingSplit split) {
        long sum = 0;
        long squares = 0;
        for (int image = 0; image < split.count(); image++) {
            int first = split.image(image) * images.size();
            for (int i = first; i < first + images.size(); i++) {
                int value = images.pixels()[i] & 0xff;
                sum += value;
                squares += (long) value * value;
            }
        }
        double size = (double) split.count() * images.size();
        double mean = sum / size;
        double variance = squares / size - mean * mean;
        return new InputScaling(mean / WHITE, variance > 0 ? Math.sqrt(variance) / WHITE : 1);
    }

    /** The inverse of the scaling: 0 for black and 1 for white, beyond them what is darker or brighter. */
    float pixel(float scaledValue) {
        return (float) (scaledValue * deviation + mean);
    }

    /** @param pixel an unsigned byte */
    float scale(byte pixel) {
        return scaled[pixel & 0xff];
    }
}
