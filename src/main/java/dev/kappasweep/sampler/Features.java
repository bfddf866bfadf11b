package dev.kappasweep.sampler;

import dev.kappasweep.sampler.Dimension.Choice;

/**
 * Points as a Gaussian process sees them: shares of ordered dimensions, indices of other choices, NaN where a dimension is not part of the
 * point.
 */
final class Features {
    /** With which it is 1 from the middle and aside to an end. */
    private static final double ASIDE = 0.75;

    private final Space space;
    private final boolean[] isOrdered;

    Features(Space space) {
        this.space = space;
        isOrdered = new boolean[space.size()];
        for (int i = 0; i < isOrdered.length; i++) {
            isOrdered[i] = space.dimension(i).isOrdered();
        }
    }

    int size() {
        return isOrdered.length;
    }

    double[] of(Point point) {
        double[] features = space.shares(point);
        for (int i = 0; i < features.length; i++) {
            features[i] = space.dimension(i) instanceof Choice && !isOrdered[i] ? point.at(i) : features[i];
        }
        return features;
    }

    /**
     * How far two features are from each other, squared, as in a space with straight lines, without which no covariance is one: 1 between choices that
     * differ, of which none is another; where an ordered dimension is no part of the point, it is in the middle and off to the side.
     */
    double square(int dimension, double one, double other) {
        if (!isOrdered[dimension]) {
            return Double.compare(one, other) == 0 ? 0 : 1;
        }
        double way = place(one) - place(other);
        return way * way + (Double.isNaN(one) == Double.isNaN(other) ? 0 : ASIDE);
    }

    private static double place(double share) {
        return Double.isNaN(share) ? 0.5 : share;
    }

    /** Half the derivative of {@link #square} by {@code one}. */
    double way(int dimension, double one, double other) {
        return isOrdered[dimension] ? place(one) - place(other) : 0;
    }
}
