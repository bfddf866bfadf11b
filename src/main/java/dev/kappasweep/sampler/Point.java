package dev.kappasweep.sampler;

import java.util.Arrays;

/** A value for each dimension of a {@link Space}, NaN where the dimension is not part of the point. Equal to another of the same values. */
public final class Point implements Comparable<Point> {
    private final double[] values;

    public Point(double... values) {
        this.values = Arrays.stream(values).map(value -> value + 0.0).toArray();
    }

    public int size() {
        return values.length;
    }

    /** Of that dimension. */
    public double at(int dimension) {
        return values[dimension];
    }

    public boolean has(int dimension) {
        return !Double.isNaN(values[dimension]);
    }

    public double[] values() {
        return values.clone();
    }

    /** By the first value that differs, NaN last. */
    @Override
    public int compareTo(Point other) {
        return Arrays.compare(values, other.values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Point point && Arrays.equals(values, point.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
