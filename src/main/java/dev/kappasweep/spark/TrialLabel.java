package dev.kappasweep.spark;

import org.apache.spark.util.AccumulatorV2;

/**
 * Says which trial a task is: Spark's pages and event logs show a task's accumulators when it has ended. The driver's own copy stays
 * empty, since all labels of a job in one place would help nobody.
 */
final class TrialLabel extends AccumulatorV2<String, String> {
    private static final long serialVersionUID = 1;

    private volatile String label = "";

    @Override
    public boolean isZero() {
        return label.isEmpty();
    }

    @Override
    public TrialLabel copy() {
        TrialLabel copy = new TrialLabel();
        copy.label = label;
        return copy;
    }

    @Override
    public void reset() {
        label = "";
    }

    @Override
    public void add(String text) {
        label = text;
    }

    @Override
    public void merge(AccumulatorV2<String, String> other) {
        // Each is of its task only.
    }

    @Override
    public String value() {
        return label;
    }
}
