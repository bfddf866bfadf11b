package dev.kappasweep.spark;

import java.util.List;

/**
 * What there is of a cluster.
 *
 * @param executors the driver first where it runs no trials, then the executors by id
 * @param hosts of a standalone cluster, by name; none of another
 */
public record ClusterReport(List<ExecutorReport> executors, List<WorkerHost> hosts) {
    public ClusterReport {
        executors = List.copyOf(executors);
        hosts = List.copyOf(hosts);
    }
}
