package dev.kappasweep.sweep;

import java.io.Serializable;

/**
 * What training came to.
 *
 * @param steps optimiser steps taken
 * @param trainLoss data term of the loss over the last finished epoch, NaN if there is none
 * @param weightsSha256 digest of all final weights and biases, empty unless COMPLETED or DEAD
 */
public record TrainingSummary(long steps, double trainLoss, String weightsSha256) implements Serializable {
    /** Of a trial that left nothing behind. */
    public static final TrainingSummary NONE = new TrainingSummary(0, Double.NaN, "");

    public TrainingSummary {
        Require.require(steps >= 0, "steps", steps, "a whole number of at least 0", steps);
    }
}
