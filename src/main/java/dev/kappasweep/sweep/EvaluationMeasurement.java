package dev.kappasweep.sweep;

import java.io.Serializable;

/**
 * One metric of the trained model at one test SNR.
 *
 * @param metric {@code accuracy}, a fraction in [0, 1]
 * @param images how many test images it is over
 * @param noiseDraws how many noise draws it is the mean of; 1 at infinite SNR
 */
public record EvaluationMeasurement(Snr snr, String metric, double value, int images, int noiseDraws)
        implements Serializable {}
