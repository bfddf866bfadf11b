package dev.kappasweep.sampler;

import dev.kappasweep.sweep.Require;
import java.util.List;

/**
 * What became of a candidate.
 *
 * @param number of the candidate, from 0
 * @param losses one for each objective, to be minimised; a candidate with one that is not finite has failed, and is worse than every
 *     other
 * @param violations one for each constraint, which is met at 0 or less; what is not a number is met by nothing
 */
public record Told(long number, Point point, List<Double> losses, List<Double> violations) {
    public Told {
        Require.require(number >= 0, "number of a candidate", number, "at least 0");
        losses = List.copyOf(losses);
        violations = List.copyOf(violations);
        Require.require(!losses.isEmpty(), "losses of candidate " + number, losses, "at least one");
    }

    public boolean hasFailed() {
        for (double loss : losses) {
            if (!Double.isFinite(loss)) {
                return true;
            }
        }
        return false;
    }

    /** The sum of those above 0, 0 where all constraints are met; infinite where one is not a number. */
    public double violation() {
        double sum = 0;
        for (double one : violations) {
            sum += Double.isNaN(one) ? Double.POSITIVE_INFINITY : Math.max(0, one);
        }
        return sum;
    }
}
