package dev.kappasweep.figure;

import dev.kappasweep.analysis.Estimate;
import dev.kappasweep.statistics.Interval;
import dev.kappasweep.table.Metric;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/**
 * Points joined by a line.
 *
 * @param style number of the marker and of the dashes
 */
record Series(String name, Color color, int style, List<Point> points) {
    Series {
        points = List.copyOf(points);
    }

    /** @param low end of the interval, equal to {@code y} where there is none, as {@code high} */
    record Point(double x, double y, double low, double high) {
        /** The mean with its 95 % interval, as far as the metric has values. */
        static Point of(double x, Estimate estimate, Metric metric) {
            Interval interval = estimate.interval();
            double y = estimate.mean();
            return Double.isNaN(interval.low())
                    ? new Point(x, y, y, y)
                    : new Point(
                            x, y, Math.max(interval.low(), metric.least()), Math.min(interval.high(), metric.most()));
        }
    }

    /** Every y, and every end of an interval. */
    static double[] extent(List<Series> all) {
        List<Double> values = new ArrayList<>();
        for (Series series : all) {
            for (Point point : series.points()) {
                values.add(point.low());
                values.add(point.high());
            }
        }
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Every y. */
    static double[] values(List<Series> all) {
        return all.stream()
                .flatMap(series -> series.points().stream())
                .mapToDouble(Point::y)
                .toArray();
    }
}
