package dev.kappasweep.crew;

import java.io.Serializable;

/**
 * What the cores of one JVM do, and the memory that they share.
 *
 * @param cores that trials may use, at least 1
 * @param caches how many last-level caches the cores have, each for some of them; 0 where the system does not tell
 * @param cacheBytes of these caches together
 * @param flops a second of one core, all of them at work: products of large matrices
 * @param bytesAlone a second that one core reads and writes in memory that no cache holds, the others at rest
 * @param bytesTogether the same of all cores at once
 */
public record SharedCores(
        int cores, int caches, double cacheBytes, double flops, double bytesAlone, double bytesTogether)
        implements Serializable {
    public SharedCores {
        if (cores < 1 || caches < 0 || !(cacheBytes >= 0 && flops > 0 && bytesAlone > 0 && bytesTogether > 0)) {
            throw new IllegalArgumentException(cores + " cores, " + caches + " caches of " + cacheBytes + " bytes, "
                    + flops + " flops, " + bytesAlone + " and " + bytesTogether
                    + " bytes a second, expected at least one core and positive rates");
        }
    }
}
