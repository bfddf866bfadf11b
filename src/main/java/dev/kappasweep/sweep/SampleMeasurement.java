package dev.kappasweep.sweep;

import java.io.Serializable;

/**
 * What a trained autoencoder makes of one noisy test image. Images and noise are the same for every trial on one data set.
 *
 * @param snr of the noise on {@code noisy}
 * @param image index among the test images, counted from 0
 * @param label class of the image
 * @param noisy the network's input in grey values, cut off at 0 and 255
 * @param output of the network, its range 0 to 1 as 0 to 255
 */
public record SampleMeasurement(Snr snr, int image, int label, GreyImage clean, GreyImage noisy, GreyImage output)
        implements Serializable {}
