package dev.kappasweep.sweep;

import java.io.Serializable;

/** What a search makes as large or as small as it can; {@code metric} in the text form of tables, {@code accuracy(0.5)}. */
public record SearchObjective(String metric, boolean maximise) implements Serializable {
    public SearchObjective {
        Require.text("objective", metric);
    }

    /** Of what a search minimises: the value, or its negative. */
    public double loss(double value) {
        return maximise ? -value : value;
    }

    /** {@code maximise accuracy(0.5)}. */
    public String text() {
        return (maximise ? "maximise " : "minimise ") + metric;
    }
}
