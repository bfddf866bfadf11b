package dev.kappasweep.sampler;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds where an acquisition is highest, among points that have not been tried: from good candidates up the gradient of what is continuous,
 * in turn with the neighbours, or all values where they are few, of what can be counted.
 */
final class Climb {
    private static final int ROUNDS = 5;
    private static final int STEPS = 30;

    /** Of so many values all are looked at. */
    private static final int FEW = 16;

    private final Space space;
    private final Features features;
    private final Acquisition acquisition;
    private final Tried tried;

    Climb(Space space, Features features, Acquisition acquisition, Tried tried) {
        this.space = space;
        this.features = features;
        this.acquisition = acquisition;
        this.tried = tried;
    }

    /** A place in the unit cube and the acquisition there. */
    private static final class Place {
        private final double[] shares;
        private final double height;

        Place(double[] shares, double height) {
            this.shares = shares;
            this.height = height;
        }
    }

    /**
     * The highest point found.
     *
     * @param candidates shares of points
     * @param climbs from how many of the highest candidates it goes up
     */
    Point highest(List<double[]> candidates, int climbs) {
        Place highest = candidates.stream()
                .map(this::place)
                .sorted(Comparator.comparingDouble(place -> -place.height))
                .limit(climbs)
                .map(this::climb)
                .reduce((one, other) -> other.height > one.height ? other : one)
                .orElseThrow();
        return space.at(highest.shares);
    }

    private Place place(double[] shares) {
        Point point = space.at(shares);
        return new Place(shares, tried.has(point) ? Double.NEGATIVE_INFINITY : acquisition.at(features.of(point)));
    }

    private Place climb(Place from) {
        Place place = from;
        for (int i = 0; i < ROUNDS; i++) {
            Place next = step(ascend(place));
            if (!(next.height > place.height + 1e-6)) {
                return next;
            }
            place = next;
        }
        return place;
    }

    /** Up the gradient of the continuous dimensions that are part of the point. */
    private Place ascend(Place from) {
        Point point = space.at(from.shares);
        int[] continuous = IntStream.range(0, space.size())
                .filter(i ->
                        point.has(i) && Double.isInfinite(space.dimension(i).count()))
                .toArray();
        if (continuous.length == 0) {
            return from;
        }
        double[] all = features.of(point);
        double[] start =
                IntStream.of(continuous).mapToDouble(i -> from.shares[i]).toArray();
        Descent.End end = Descent.minimise((x, gradient) -> depth(all, continuous, x, gradient), start, 0, 1, STEPS);
        double[] shares = from.shares.clone();
        for (int i = 0; i < continuous.length; i++) {
            shares[continuous[i]] = end.x()[i];
        }
        return higher(from, place(shares));
    }

    /** Minus the acquisition where the continuous features are {@code x}. */
    private double depth(double[] all, int[] continuous, double[] x, double[] gradient) {
        double[] point = all.clone();
        for (int i = 0; i < x.length; i++) {
            point[continuous[i]] = x[i];
        }
        double[] slopes = new double[point.length];
        double height = acquisition.at(point, slopes);
        for (int i = 0; i < x.length; i++) {
            gradient[i] = -slopes[continuous[i]];
        }
        return -height;
    }

    /** To other values of the dimensions that can be counted, one after the other. */
    private Place step(Place from) {
        Place place = from;
        for (int i = 0; i < space.size(); i++) {
            Point point = space.at(place.shares);
            if (point.has(i) && !Double.isInfinite(space.dimension(i).count())) {
                place = step(place, i, point.at(i));
            }
        }
        return place;
    }

    private Place step(Place from, int dimension, double value) {
        Dimension of = space.dimension(dimension);
        if (of.count() <= FEW) {
            Place place = from;
            for (int i = 0; i < of.count(); i++) {
                place = higher(place, with(from, dimension, of.at((i + 0.5) / of.count())));
            }
            return place;
        }
        Place place = from;
        double width = of.to(value) - of.from(value);
        for (double way = width; way < 1; way *= 2) {
            place = higher(place, with(from, dimension, of.at(Math.min(1, of.share(value) + way))));
            place = higher(place, with(from, dimension, of.at(Math.max(0, of.share(value) - way))));
        }
        return place;
    }

    private Place with(Place place, int dimension, double value) {
        double[] shares = place.shares.clone();
        shares[dimension] = space.dimension(dimension).share(value);
        return place(shares);
    }

    private static Place higher(Place one, Place other) {
        return other.height > one.height ? other : one;
    }
}
