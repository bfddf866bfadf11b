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
 */
public record EpochMeasurement(int epoch, double trainLoss, double penalty, double seconds, long solverSteps)
        implements Serializable {}
