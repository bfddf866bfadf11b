package dev.kappasweep.sampler;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Of an ordered dimension: normal distributions of its shares, cut off outside of [0, 1]; of values that can be counted the
 * probability of the value's part. As wide as the way to the farther neighbour, within bounds; the prior as wide as the range.
 */
final class NormalKernels implements Kernels {
    /** The least width as a part of the range, times two more than there are kernels. */
    private static final double NARROW = 0.5;

    /** The least width as a part of the range, however many kernels there are. */
    private static final double NARROWEST = 0.01;

    private final Dimension dimension;
    private final boolean isContinuous;
    private final double[] centres;
    private final double[] widths;
    private final double[] logInside;

    NormalKernels(Dimension dimension, int index, List<Point> points) {
        this.dimension = dimension;
        isContinuous = Double.isInfinite(dimension.count());
        int prior = points.size();
        centres = new double[prior + 1];
        widths = new double[prior + 1];
        for (int i = 0; i <= prior; i++) {
            boolean has = i < prior && points.get(i).has(index);
            centres[i] = has ? dimension.share(points.get(i).at(index)) : 0.5;
            widths[i] = 1;
        }
        setWidths(IntStream.range(0, prior)
                .filter(i -> points.get(i).has(index))
                .boxed()
                .sorted((one, other) -> Double.compare(centres[one], centres[other]))
                .mapToInt(Integer::intValue)
                .toArray());
        logInside = IntStream.rangeClosed(0, prior).mapToDouble(this::logInside).toArray();
    }

    /** @param order of the kernels that have a centre of their own */
    private void setWidths(int[] order) {
        double narrowest = Math.max(NARROWEST, NARROW / (order.length + 2));
        for (int i = 0; i < order.length; i++) {
            double centre = centres[order[i]];
            double below = i > 0 ? centre - centres[order[i - 1]] : -1;
            double above = i + 1 < order.length ? centres[order[i + 1]] - centre : -1;
            double width = order.length == 1 ? Math.max(centre, 1 - centre) : Math.max(below, above);
            widths[order[i]] = Math.max(narrowest, Math.min(1, width));
        }
    }

    private double logInside(int index) {
        double inside = Normal.between(-centres[index] / widths[index], (1 - centres[index]) / widths[index]);
        return StrictMath.log(inside) + (isContinuous ? StrictMath.log(widths[index]) : 0);
    }

    @Override
    public double logDensity(int index, double value) {
        double centre = centres[index];
        double width = widths[index];
        double log = isContinuous
                ? Normal.logDensity((dimension.share(value) - centre) / width)
                : StrictMath.log(Normal.between(
                        (dimension.from(value) - centre) / width, (dimension.to(value) - centre) / width));
        return log - logInside[index];
    }

    /** A centre is inside, so that at least every third draw is. */
    @Override
    public double draw(int index, RandomGenerator random) {
        while (true) {
            double share = centres[index] + widths[index] * random.nextGaussian();
            if (share >= 0 && share <= 1) {
                return dimension.at(share);
            }
        }
    }
}
