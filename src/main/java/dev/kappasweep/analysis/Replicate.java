package dev.kappasweep.analysis;

import dev.kappasweep.results.TrialRow;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.table.Quantity;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is measured of one trial that has ended. */
final class Replicate {
    private final TrialRow trial;
    private final QuantityColumns columns;
    private double[] values = {};
    private int epochs;

    Replicate(TrialRow trial, QuantityColumns columns) {
        this.trial = trial;
        this.columns = columns;
    }

    TrialRow trial() {
        return trial;
    }

    TrialStatus status() {
        return trial.status();
    }

    /** How many epochs it has trained and measured. */
    int epochs() {
        return epochs;
    }

    void reached(int epoch) {
        epochs = Math.max(epochs, epoch);
    }

    /** @param value in the unit in which it is stored */
    void put(Quantity quantity, double value) {
        int number = columns.numberOf(quantity);
        int before = values.length;
        if (number >= before) {
            values = Arrays.copyOf(values, number + 1);
            Arrays.fill(values, before, number, Double.NaN);
        }
        values[number] = value;
    }

    /** In the unit of tables; NaN where it was not measured or is undefined. */
    double value(Quantity quantity) {
        return quantity.metric().factor() * stored(quantity);
    }

    /** The same in the unit in which it is stored. */
    double stored(Quantity quantity) {
        int number = columns.find(quantity);
        return number == QuantityColumns.NONE || number >= values.length ? Double.NaN : values[number];
    }

    /** By seed. */
    static Map<Long, Replicate> bySeed(List<Replicate> replicates) {
        return replicates.stream()
                .collect(Collectors.toMap(
                        one -> one.trial().spec().seed(), Function.identity(), (first, later) -> later));
    }
}
