package dev.kappasweep.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Tells what is equal but for rounding. Accuracies are fractions of whole numbers of images: the difference of two of them is one of few
 * values, but not to the last bit, and tests of ranks or of spread would see the bits. Nothing that is measured is known to a billionth.
 */
public final class Rounding {
    /** What counts as equal, as a part of the larger of two values. */
    public static final double RELATIVE = 1e-9;

    private Rounding() {}

    /** {@code a - b}; 0 where they are equal but for rounding. */
    public static double difference(double a, double b) {
        double difference = a - b;
        return Math.abs(difference) <= tolerance(a, b) ? 0 : difference;
    }

    /**
     * {@code a_i - b_i}, as {@link #difference} says; where two of them are of one size but for rounding, whatever their signs, they
     * are exactly so.
     *
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double[] differences(double[] a, double[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(a.length + " values against " + b.length);
        }
        double[] differences = IntStream.range(0, a.length)
                .mapToDouble(i -> difference(a[i], b[i]))
                .toArray();
        double[] sizes = IntStream.range(0, a.length)
                .mapToDouble(i -> Math.abs(differences[i]))
                .toArray();
        List<Integer> ascending = IntStream.range(0, a.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> sizes[i]))
                .toList();
        double[] tied = differences.clone();
        for (int place = 1; place < a.length; place++) {
            int i = ascending.get(place);
            int before = ascending.get(place - 1);
            if (sizes[i] - sizes[before] <= Math.min(tolerance(a[i], b[i]), tolerance(a[before], b[before]))) {
                tied[i] = Math.copySign(tied[before], differences[i]);
            }
        }
        return tied;
    }

    private static double tolerance(double a, double b) {
        return RELATIVE * Math.max(Math.abs(a), Math.abs(b));
    }

    /** How far the mean of {@code sample} may be from the one of exact arithmetic. */
    public static double ofMean(Sample sample) {
        return sample.n() == 0 ? 0 : RELATIVE * Math.max(Math.abs(sample.min()), Math.abs(sample.max()));
    }
}
