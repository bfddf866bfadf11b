package dev.kappasweep.sampler;

import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/** What has been tried or is running: trained once more it would give the same. */
final class Tried {
    private static final int TRIES = 1000;

    private final Set<Point> points;

    Tried(History history) {
        points = new HashSet<>(history.running());
        history.told().forEach(one -> points.add(one.point()));
    }

    boolean has(Point point) {
        return points.contains(point);
    }

    /** {@code point} if it has not been tried, else a random one that has not, or any where there seems to be none. */
    Point orAnother(Point point, Space space, RandomGenerator random) {
        Point other = point;
        for (int i = 0; i < TRIES && has(other); i++) {
            other = RandomSampler.draw(space, random);
        }
        return other;
    }
}
