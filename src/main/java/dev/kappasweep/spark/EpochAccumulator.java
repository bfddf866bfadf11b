package dev.kappasweep.spark;

import dev.kappasweep.sweep.EpochMeasurement;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.util.AccumulatorV2;

/**
 * Takes the last epochs of a running trial to the driver: Spark sends a task's accumulators, whether new or not, with every
 * heartbeat of its executor, so all epochs of a long trial would be sent again and again. Only these messages matter; the driver's
 * own copy stays empty. The trial's thread adds while the heartbeat's thread reads, hence
 * the list that is never changed, only replaced.
 */
final class EpochAccumulator extends AccumulatorV2<EpochMeasurement, List<EpochMeasurement>> {
    private static final long serialVersionUID = 1;

    /** A trial with more epochs in one heartbeat tells some of them with its result only. */
    static final int MOST = 32;

    private volatile ArrayList<EpochMeasurement> epochs = new ArrayList<>();

    @Override
    public boolean isZero() {
        return epochs.isEmpty();
    }

    @Override
    public EpochAccumulator copy() {
        EpochAccumulator copy = new EpochAccumulator();
        copy.epochs = epochs;
        return copy;
    }

    @Override
    public void reset() {
        epochs = new ArrayList<>();
    }

    @Override
    public void add(EpochMeasurement epoch) {
        ArrayList<EpochMeasurement> before = epochs;
        ArrayList<EpochMeasurement> last =
                new ArrayList<>(before.subList(Math.max(0, before.size() - MOST + 1), before.size()));
        last.add(epoch);
        epochs = last;
    }

    @Override
    public void merge(AccumulatorV2<EpochMeasurement, List<EpochMeasurement>> other) {
        // The epochs come to the driver in the trial's result too.
    }

    @Override
    public List<EpochMeasurement> value() {
        return List.copyOf(epochs);
    }
}
