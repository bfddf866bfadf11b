package dev.kappasweep.spark;

import dev.kappasweep.sweep.InvalidInputException;
import java.util.Optional;

/**
 * Where trials run.
 *
 * @param master a Spark master URL; empty for what spark-submit says, and without it all cores of this machine
 * @param cpusPerTrial cores that one trial takes, and threads that its BLAS uses; at least 1
 */
public record SparkOptions(Optional<String> master, int cpusPerTrial) {
    public SparkOptions {
        if (master.isPresent()
                && !master.get().matches("local(\\[.+\\])?|local-cluster\\[.+\\]|spark://.+|k8s://.+|yarn")) {
            throw new InvalidInputException("master: '" + master.get()
                    + "' is not allowed, expected local[N], local[*], spark://HOST:PORT, yarn or k8s://URL");
        }
        if (cpusPerTrial < 1) {
            throw new InvalidInputException(
                    "CPUs per trial: " + cpusPerTrial + " is not allowed, expected a whole number of at least 1");
        }
    }
}
