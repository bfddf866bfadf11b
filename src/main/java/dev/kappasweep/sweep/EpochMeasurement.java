package dev.kappasweep.sweep;

import java.io.Serializable;

/**
 * One epoch of training.
 *
 * @param epoch counted from 1
 * @param trainLoss mean over the epoch's images of the data term of the loss, without the penalty
 * @param penalty mean over the epoch's steps of lambda times the regulariser, summed over layers
 * @param seconds wall-clock time of the epoch's steps, without the measurements after it
 * @param solverSteps steps of the top-singular-triplet solver, summed over the epoch
 * @param validationLoss data term of the loss after the epoch, mean over the images that are held back; NaN if none are
 * @param validationAccuracy fraction of these whose class is found; NaN if none are, or they have no class to be found
 */
public record EpochMeasurement(
        int epoch,
        double trainLoss,
        double penalty,
        double seconds,
        long solverSteps,
        double validationLoss,
        double validationAccuracy)
        implements Serializable {
    /** Without validation. */
    public static EpochMeasurement of(int epoch, double trainLoss, double penalty, double seconds, long solverSteps) {
        return new EpochMeasurement(epoch, trainLoss, penalty, seconds, solverSteps, Double.NaN, Double.NaN);
    }
}
