package dev.kappasweep.search;

import dev.kappasweep.sampler.Point;
import dev.kappasweep.sampler.Told;
import java.util.List;

/**
 * What was measured of a candidate on a rung.
 *
 * @param losses of each objective the mean over seeds, to be minimised; NaN where a trial has failed, diverged or has no such value
 * @param violations of each constraint by how much the mean breaks it; met at 0 or less
 * @param isWhole whether it has had all seeds; otherwise it was surely worse than the best before that
 */
public record Evaluation(
        long candidate, int rung, Point point, List<Double> losses, List<Double> violations, boolean isWhole) {
    public Evaluation {
        losses = List.copyOf(losses);
        violations = List.copyOf(violations);
    }

    /** For samplers. */
    public Told told() {
        return new Told(candidate, point, losses, violations);
    }

    /** The same as of one that has failed. */
    Evaluation failed() {
        List<Double> none = losses.stream().map(loss -> Double.NaN).toList();
        return new Evaluation(candidate, rung, point, none, violations, isWhole);
    }
}
