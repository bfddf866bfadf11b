package dev.kappasweep.trial;

import dev.kappasweep.sweep.EpochMeasurement;

/**
 * What the steps of one epoch add up to so far.
 *
 * @param loss sum over images
 * @param penalty sum over steps
 * @param seconds of the steps
 */
record EpochSums(double loss, double penalty, long solverSteps, int steps, double seconds) {
    static final EpochSums NONE = new EpochSums(0, 0, 0, 0, 0);

    EpochMeasurement measurement(int epoch, int images, Validation.Measured validated) {
        return new EpochMeasurement(
                epoch, loss / images, penalty / steps, seconds, solverSteps, validated.loss(), validated.accuracy());
    }
}
