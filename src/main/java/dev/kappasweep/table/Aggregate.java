package dev.kappasweep.table;

import dev.kappasweep.statistics.Bootstrap;
import dev.kappasweep.statistics.Interval;
import dev.kappasweep.statistics.Sample;
import dev.kappasweep.sweep.Named;

/** What a table shows of the seeds of a configuration. */
public enum Aggregate implements Named {
    /** With the 95 % interval of the mean by Student's t. */
    MEAN("mean", "Mean over n seeds, ± half the 95 % confidence interval of the mean (Student's t)."),
    /** The mean with its 95 % bootstrap interval. */
    BOOTSTRAP(
            "bootstrap",
            "Mean over n seeds, with its 95 % bootstrap interval (expanded percentiles); below 10 seeds it is too narrow."),
    /** With its 95 % bootstrap interval. */
    MEDIAN(
            "median",
            "Median over n seeds, with its 95 % bootstrap interval (expanded percentiles); below 10 seeds it is too narrow."),
    /** The standard deviation, n - 1 in the denominator. */
    STANDARD_DEVIATION("sd", "Standard deviation over n seeds, n - 1 in the denominator."),
    MIN("min", "Smallest value over n seeds."),
    MAX("max", "Largest value over n seeds.");

    private final String text;
    private final String note;

    Aggregate(String text, String note) {
        this.text = text;
        this.note = note;
    }

    @Override
    public String text() {
        return text;
    }

    /** The sentence that says what a cell is. */
    public String note() {
        return note;
    }

    /** Of the seeds; NaN without any. */
    public double value(Sample sample) {
        return switch (this) {
            case MEAN, BOOTSTRAP -> sample.mean();
            case MEDIAN -> sample.median();
            case STANDARD_DEVIATION -> sample.standardDeviation();
            case MIN -> sample.min();
            case MAX -> sample.max();
        };
    }

    /** About {@link #value}; {@link Interval#NONE} where it has none. */
    public Interval interval(Sample sample) {
        return switch (this) {
            case MEAN -> sample.interval();
            case BOOTSTRAP -> Bootstrap.ofMean(sample);
            case MEDIAN -> Bootstrap.ofMedian(sample);
            case STANDARD_DEVIATION, MIN, MAX -> Interval.NONE;
        };
    }

    /** Whether the interval lies evenly about the value. */
    public boolean isSymmetric() {
        return this == MEAN;
    }
}
