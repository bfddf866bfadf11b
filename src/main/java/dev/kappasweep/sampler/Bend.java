package dev.kappasweep.sampler;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Losses above their median on a logarithmic scale, which they meet with a slope of 1: some that are huge would hide from a Gaussian process how
 * the others differ. Keeps their order.
 */
final class Bend implements ToDoubleFunction<Told> {
    private final ToDoubleFunction<Told> loss;
    private final double median;
    private final double spread;

    /** @param loss not finite of what failed, but not of all of {@code told} */
    Bend(List<Told> told, ToDoubleFunction<Told> loss) {
        this.loss = loss;
        double[] sorted = told.stream()
                .mapToDouble(loss)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        median = sorted[sorted.length / 2];
        double quartiles = sorted[(int) (3L * sorted.length / 4)] - sorted[sorted.length / 4];
        spread = quartiles > 0 ? quartiles : 1;
    }

    /** NaN of what failed. */
    @Override
    public double applyAsDouble(Told told) {
        double way = (loss.applyAsDouble(told) - median) / spread;
        return way > 0 ? StrictMath.log1p(way) : way;
    }
}
