package dev.kappasweep.spark;

import dev.kappasweep.sweep.InvalidInputException;
import java.util.Optional;

/**
 * Where trials run.
 *
 * @param master a Spark master URL; empty for what spark-submit says, and without it all cores of this machine
 */
public record SparkOptions(Optional<String> master) {
    private static final String MASTERS = "local(\\[([1-9][0-9]{0,3}|\\*)(,[1-9][0-9]{0,3})?\\])?"
            + "|local-cluster\\[[0-9]+,[0-9]+,[0-9]+\\]|spark://.+|k8s://.+|yarn";

    public SparkOptions {
        if (master.isPresent() && !master.get().matches(MASTERS)) {
            throw new InvalidInputException("master: '" + master.get()
                    + "' is not allowed, expected local[N], local[*], spark://HOST:PORT, yarn or k8s://URL");
        }
    }
}
