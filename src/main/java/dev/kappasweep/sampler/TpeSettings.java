package dev.kappasweep.sampler;

import dev.kappasweep.sweep.Require;

/**
 * Of {@link TpeSampler}.
 *
 * @param startup how many must have been told, without those that failed, before it decides
 * @param candidates how many are drawn, of which the best is taken
 * @param goodShare which part of those told is good, rounded up
 * @param mostGood how many are good at most
 * @param isMultivariate whether kernels of a single loss are of all dimensions together; with several losses, or where it is not, each dimension is decided
 *     on by itself
 */
public record TpeSettings(int startup, int candidates, double goodShare, int mostGood, boolean isMultivariate) {
    public static final TpeSettings DEFAULT = new TpeSettings(10, 64, 0.1, 25, true);

    public TpeSettings {
        Require.positive("startup", startup);
        Require.positive("candidates", candidates);
        Require.require(goodShare > 0 && goodShare < 1, "good share", goodShare, "above 0 and below 1");
        Require.positive("most good", mostGood);
    }

    int good(int told) {
        return Math.min(mostGood, (int) Math.ceil(goodShare * told));
    }
}
