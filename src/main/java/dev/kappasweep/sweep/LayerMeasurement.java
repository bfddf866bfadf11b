package dev.kappasweep.sweep;

import java.io.Serializable;

/**
 * The spectrum of one weight matrix at the end of one epoch.
 *
 * @param epoch 0 is the initial state
 * @param layer W1, W2, ...
 * @param rows output units
 * @param cols input units
 * @param kappa sigmaMax / sigmaMin, at least 1; NaN for the zero matrix
 * @param sigmaMax largest singular value
 * @param sigmaMin smallest non-zero singular value; NaN for the zero matrix
 * @param stableRank ||W||_F^2 / sigmaMax^2, between 1 and min(rows, cols); NaN for the zero matrix
 * @param r the penalty r(W) of (2.1), whether or not it was trained with
 */
public record LayerMeasurement(
        int epoch,
        String layer,
        int rows,
        int cols,
        double kappa,
        double sigmaMax,
        double sigmaMin,
        double stableRank,
        double r)
        implements Serializable {}
