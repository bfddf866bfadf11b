package dev.kappasweep.sweep;

import java.io.Serializable;

/**
 * Where a trial ran. No bit of what it found depends on that.
 *
 * @param gitCommit the commit the program was built from, with {@code -dirty} appended if the tree had changes
 * @param blas name, version and the CPU kernels that were chosen, of a library that trials do not compute with
 */
public record Environment(
        String appVersion,
        String gitCommit,
        String java,
        String osArch,
        String cpu,
        String nd4j,
        String blas,
        int blasThreads,
        String host)
        implements Serializable {
    /** For a trial that failed before anything was known of where it ran. */
    public static final Environment UNKNOWN = new Environment("", "", "", "", "", "", "", 0, "");
}
