package dev.kappasweep.spark;

import java.util.Optional;

/**
 * Where trials run.
 *
 * @param master a Spark master URL; empty for what spark-submit says, and without it all cores of this machine
 * @param cpusPerTrial cores that one trial takes, and threads that its BLAS uses; at least 1
 */
public record SparkOptions(Optional<String> master, int cpusPerTrial) {}
