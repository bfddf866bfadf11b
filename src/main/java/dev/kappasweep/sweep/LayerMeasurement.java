package dev.kappasweep.sweep;

import java.io.Serializable;

/**
 * The spectrum of one weight matrix at the end of one epoch.
 *
 * @param epoch 0 is the initial state
 * @param layer one of {@link Experiment#layerNames}
 * @param rows output units
 * @param cols input units
 * @param kappa sigmaMax / sigmaMin, at least 1; NaN for the zero matrix
 * @param sigmaMax largest singular value
 * @param sigmaMin smallest non-zero singular value; NaN for the zero matrix
 * @param stableRank ||W||_F^2 / sigmaMax^2, between 1 and min(rows, cols); NaN for the zero matrix
 * @param r the penalty r(W) of (2.1), whether or not it was trained with
 * @param deadUnits how many of the layer's ReLUs are 0 on every test image; -1 for another activation
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
        double r,
        int deadUnits)
        implements Serializable {
    /** The number of dead units of a layer without ReLUs. */
    public static final int NO_RELU = -1;

    /** Of a layer without ReLUs. */
    public LayerMeasurement(
            int epoch,
            String layer,
            int rows,
            int cols,
            double kappa,
            double sigmaMax,
            double sigmaMin,
            double stableRank,
            double r) {
        this(epoch, layer, rows, cols, kappa, sigmaMax, sigmaMin, stableRank, r, NO_RELU);
    }

    /** Whether no unit of the layer is active on any test image. */
    public boolean hasNoActiveUnit() {
        return deadUnits == rows;
    }
}
