package dev.kappasweep.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.inference.ContinuityCorrection;
import org.apache.commons.statistics.inference.PValueMethod;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;
import org.apache.commons.statistics.ranking.NaturalRanking;

/**
 * Wilcoxon's signed rank test of paired differences, two-sided. Differences of zero are left out. Up to 200 differences the
 * probability is exact, over all assignments of signs to the ranks as they are, tied ones at their mean rank; libraries give
 * ties an approximation that is poor for the few seeds of a sweep. Beyond it is the normal approximation with tie correction.
 */
final class SignedRanks {
    private static final int MOST_EXACT = 200;

    private SignedRanks() {}

    /** NaN if no difference is other than zero. */
    static double pValue(double[] differences) {
        double[] nonZero =
                Arrays.stream(differences).filter(value -> value != 0).toArray();
        if (nonZero.length == 0) {
            return Double.NaN;
        }
        return nonZero.length <= MOST_EXACT ? exact(nonZero) : approximate(nonZero);
    }

    private static double exact(double[] differences) {
        double[] ranks = new NaturalRanking()
                .apply(Arrays.stream(differences).map(Math::abs).toArray());
        int positive = 0;
        int total = 0;
        for (int i = 0; i < ranks.length; i++) {
            int doubled = (int) Math.round(2 * ranks[i]); // a mean rank is a whole or a half
            total += doubled;
            positive += differences[i] > 0 ? doubled : 0;
        }
        double[] distribution = distribution(ranks, total);
        double atMost = Arrays.stream(distribution, 0, positive + 1).sum();
        double atLeast = Arrays.stream(distribution, positive, total + 1).sum();
        return Math.min(1, 2 * Math.min(atMost, atLeast));
    }

    /** The probability of each sum of doubled ranks over the positive differences if every sign is as likely as the other. */
    private static double[] distribution(double[] ranks, int total) {
        double[] probability = new double[total + 1];
        probability[0] = 1;
        for (double rank : ranks) {
            int doubled = (int) Math.round(2 * rank);
            for (int sum = total; sum >= 0; sum--) {
                probability[sum] = (probability[sum] + (sum >= doubled ? probability[sum - doubled] : 0)) / 2;
            }
        }
        return probability;
    }

    private static double approximate(double[] differences) {
        return WilcoxonSignedRankTest.withDefaults()
                .with(PValueMethod.ASYMPTOTIC)
                .with(ContinuityCorrection.DISABLED)
                .test(differences)
                .getPValue();
    }
}
