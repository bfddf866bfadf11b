package dev.kappasweep.sweep;

import java.io.Serializable;

/**
 * What the bits of a trial depended on besides its spec: they are equal on equal environments, and may differ in the last
 * digits on another CPU or BLAS, since both choose the order of floating-point sums.
 *
 * @param gitCommit the commit the program was built from, with {@code -dirty} appended if the tree had changes
 * @param blas name, version and the CPU kernels that were chosen
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
