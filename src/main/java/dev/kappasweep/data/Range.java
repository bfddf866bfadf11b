package dev.kappasweep.data;

import java.util.List;

/** The smallest and the largest of some coordinates. */
record Range(double low, double high) {
    /** One coordinate of a stroke's point. */
    @FunctionalInterface
    interface Coordinate {
        double of(Stroke stroke, int point);
    }

    static Range of(List<Stroke> strokes, Coordinate coordinate) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Stroke stroke : strokes) {
            for (int i = 0; i < stroke.points(); i++) {
                low = Math.min(low, coordinate.of(stroke, i));
                high = Math.max(high, coordinate.of(stroke, i));
            }
        }
        return new Range(low, high);
    }

    double length() {
        return high - low;
    }

    double middle() {
        return (low + high) / 2;
    }
}
