package dev.kappasweep.statistics;

/**
 * A confidence interval.
 *
 * @param low NaN, as {@code high}, where too few values allow none
 */
public record Interval(double low, double high) {
    /** What there is where no interval can be given. */
    public static final Interval NONE = new Interval(Double.NaN, Double.NaN);

    /** Half the width, NaN if there is no interval. */
    public double halfWidth() {
        return (high - low) / 2;
    }

    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
