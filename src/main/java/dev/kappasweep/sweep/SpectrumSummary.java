package dev.kappasweep.sweep;

import java.io.Serializable;

/**
 * What the singular values of one weight matrix come to.
 *
 * @param kappa sigmaMax / sigmaMin, at least 1; NaN for the zero matrix
 * @param sigmaMax largest singular value
 * @param sigmaMin smallest non-zero singular value; NaN for the zero matrix
 * @param stableRank ||W||_F^2 / sigmaMax^2, between 1 and min(rows, cols); NaN for the zero matrix
 * @param r the penalty r(W) of (2.1), whether or not it was trained with
 * @param numericalKappa kappa of the singular values above max(rows, cols) x 2^-23 x sigmaMax, from 1 to kappa; NaN for the zero
 *     matrix, and where it was not recorded
 */
public record SpectrumSummary(
        double kappa, double sigmaMax, double sigmaMin, double stableRank, double r, double numericalKappa)
        implements Serializable {
    public SpectrumSummary {
        Require.require(Double.isNaN(kappa) || kappa >= 1, "kappa", kappa, "at least 1, or NaN", kappa);
        Require.nonNegativeFinite("sigma_max", sigmaMax);
        Require.require(
                Double.isNaN(sigmaMin) || sigmaMin > 0, "sigma_min", sigmaMin, "a number above 0, or NaN", sigmaMin);
        Require.require(
                Double.isNaN(stableRank) || stableRank > 0,
                "stable_rank",
                stableRank,
                "a number above 0, or NaN",
                stableRank);
        Require.require(
                Double.isNaN(numericalKappa) || (numericalKappa >= 1 && numericalKappa <= kappa),
                "numerical_kappa",
                numericalKappa,
                "a number from 1 to kappa, or NaN",
                numericalKappa);
    }
}
