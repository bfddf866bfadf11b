package dev.kappasweep.spark;

/**
 * A host of a standalone cluster.
 *
 * @param host as Spark names it
 * @param workers how many the master knows there
 * @param executors of this application there that have registered with the driver
 */
public record WorkerHost(String host, int workers, int executors) {}
