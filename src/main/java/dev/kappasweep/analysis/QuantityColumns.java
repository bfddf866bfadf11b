package dev.kappasweep.analysis;

import dev.kappasweep.table.Quantity;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Numbers the quantities that were measured, so that a replicate's values are an array. */
final class QuantityColumns {
    static final int NONE = -1;

    private final Map<Quantity, Integer> numbers = new HashMap<>();

    /** Counted from 0; a new one if it has none. */
    int numberOf(Quantity quantity) {
        return numbers.computeIfAbsent(quantity, added -> numbers.size());
    }

    Set<Quantity> quantities() {
        return numbers.keySet();
    }

    /** {@link #NONE} if it was not measured. */
    int find(Quantity quantity) {
        return numbers.getOrDefault(quantity, NONE);
    }
}
