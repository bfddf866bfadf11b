package dev.kappasweep.sampler;

import dev.kappasweep.sweep.Require;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * When a dimension is part of a point: when a choice that stands before it is one of some, and is itself part of the point.
 *
 * @param choice name of that dimension
 * @param among indices of that choice, in ascending order
 */
public record Condition(String choice, Set<Integer> among) {
    public Condition {
        Require.text("name of a choice", choice);
        Require.require(!among.isEmpty(), "condition on '" + choice + "'", "none of its values", "at least one");
        among = Collections.unmodifiableSet(new TreeSet<>(among));
    }
}
