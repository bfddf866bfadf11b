package dev.kappasweep.analysis;

import dev.kappasweep.results.TrialRow;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A trial that has ended: what was asked, how it ended, and what it came to.
 *
 * @param epochs how many it has trained and measured
 * @param values by metric, {@code kappa(W1)} or {@code accuracy(0.5)}, after the last epoch, as they are stored: accuracies are shares. What is undefined is absent
 */
public record PerTrialRow(TrialRow trial, int epochs, Map<String, Double> values) {
    public PerTrialRow {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** NaN where it was not measured or is undefined. */
    public double value(String metric) {
        return values.getOrDefault(metric, Double.NaN);
    }
}
