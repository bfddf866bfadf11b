package dev.kappasweep.trial;

import dev.kappasweep.data.LabelledImages;

/**
 * The network's inputs for the 256 values of a pixel: (x/255 - mean)/deviation, with MNIST's mean 0.1307 and standard deviation
 * 0.3081 for grey images, as in the paper's code whatever the set, and CIFAR-10's 0.4734 and 0.2516, over all its channels, for
 * images of several channels.
 */
final class InputScaling {
    private static final double GREY_MEAN = 0.1307;
    private static final double GREY_DEVIATION = 0.3081;
    private static final double COLOUR_MEAN = 0.4734;
    private static final double COLOUR_DEVIATION = 0.2516;
    private static final int VALUES = 256;

    private final double mean;
    private final double deviation;
    private final float[] scaled = new float[VALUES];

    InputScaling(LabelledImages images) {
        boolean isGrey = images.channels() == 1;
        this.mean = isGrey ? GREY_MEAN : COLOUR_MEAN;
        this.deviation = isGrey ? GREY_DEVIATION : COLOUR_DEVIATION;
        for (int value = 0; value < VALUES; value++) {
            scaled[value] = (float) ((value / 255.0 - mean) / deviation);
        }
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
