package dev.kappasweep.statistics;

import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.ranking.NaturalRanking;

/**
 * Spearman's rank correlation, tied values at their mean rank.
 *
 * @param rho in [-1, 1]; NaN if one side has no spread or there are fewer than three pairs
 * @param pValue two-sided, by Student's t with n - 2 degrees of freedom; NaN where rho is
 */
public record RankCorrelation(double rho, double pValue, int n) {
    /**
     * Of pairs (x_i, y_i).
     *
     * @throws IllegalArgumentException if the lengths differ
     */
    public static RankCorrelation of(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " values against " + y.length);
        }
        if (x.length < 3) {
            return new RankCorrelation(Double.NaN, Double.NaN, x.length);
        }
        double rho = pearson(new NaturalRanking().apply(x), new NaturalRanking().apply(y));
        double t = rho * Math.sqrt((x.length - 2) / ((1 - rho) * (1 + rho)));
        double pValue = Double.isNaN(rho)
                ? Double.NaN
                : 2 * TDistribution.of(x.length - 2.0).survivalProbability(Math.abs(t));
        return new RankCorrelation(rho, pValue, x.length);
    }

    private static double pearson(double[] x, double[] y) {
        double meanX = new Sample(x).mean();
        double meanY = new Sample(y).mean();
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - meanX) * (y[i] - meanY);
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }
        return Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
    }
}
