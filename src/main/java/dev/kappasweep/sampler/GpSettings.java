package dev.kappasweep.sampler;

import dev.kappasweep.sweep.Require;

/**
 * Of {@link GpSampler}.
 *
 * @param startup how many must have been told, without those that failed, before it decides
 * @param candidates how many points of Sobol's sequence are looked at
 * @param climbs from how many of them, and from the best points known, it goes up
 * @param mostPoints how many of those told are known at most
 * @param mostFitted of how many of those the lengths of the covariance are estimated at most
 */
public record GpSettings(int startup, int candidates, int climbs, int mostPoints, int mostFitted) {
    public static final GpSettings DEFAULT = new GpSettings(10, 512, 4, 200, 120);

    public GpSettings {
        Require.positive("startup", startup);
        Require.positive("candidates", candidates);
        Require.positive("climbs", climbs);
        Require.positive("most points", mostPoints);
        Require.positive("most fitted", mostFitted);
    }
}
