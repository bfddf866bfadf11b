package dev.kappasweep.bench;

import dev.kappasweep.trial.SelfTest;
import java.io.Serializable;
import java.util.List;

/**
 * What trials find in one JVM, measured there.
 *
 * @param disks where trials and natives need space
 */
public record SiteReport(Jvm jvm, Cpu cpu, Kernels kernels, Speed speed, Memory memory, List<Disk> disks)
        implements Serializable {
    public SiteReport {
        disks = List.copyOf(disks);
    }

    /**
     * The process.
     *
     * @param ompThreads the environment's OMP_NUM_THREADS, empty if it is not set
     */
    public record Jvm(String host, long pid, String java, String ompThreads) implements Serializable {}

    /**
     * What computes.
     *
     * @param cores that this JVM may use
     * @param cpuFlags vector instructions that the CPU has, of those that matter here; empty where the system does not tell
     */
    public record Cpu(String cpu, int cores, List<String> cpuFlags) implements Serializable {
        public Cpu {
            cpuFlags = List.copyOf(cpuFlags);
        }
    }

    /**
     * The code that was chosen for the CPU.
     *
     * @param blas name, version and the CPU whose kernels were chosen
     * @param nativeLevel of the instructions that ND4J's library was built for, and the best for this CPU
     * @param vectorBits width of the vectors of the training loops
     * @param wrong what does not compute the bits that it should, by {@link SelfTest}; trials are refused if there is anything
     */
    public record Kernels(String blas, NativeLevel nativeLevel, int vectorBits, List<String> wrong)
            implements Serializable {
        public Kernels {
            wrong = List.copyOf(wrong);
        }
    }

    /**
     * Of products of large matrices, and of memory.
     *
     * @param threads CPU time of the whole process by that of the calling thread in products, the least of some tries
     * @param coreShare CPU time by wall-clock time of that thread: below 1 where other programs use the cores as well
     * @param gigaflops billion operations a second of one such thread alone
     * @param gigaflopsEach the same of each when as many work as the JVM has slots
     * @param gigabytes that one thread alone reads and writes a second in memory that no cache holds
     * @param gigabytesEach the same of each when as many work as the JVM has slots
     */
    public record Speed(
            double threads,
            double coreShare,
            double gigaflops,
            double gigaflopsEach,
            double gigabytes,
            double gigabytesEach)
            implements Serializable {}

    /**
     * Limits.
     *
     * @param heapBytes the most that the Java heap may grow to
     * @param offHeapBytes the most that matrices may take
     * @param physicalBytes the most that the process may have when it asks for a matrix; 0 for no limit
     * @param memoryBytes of the machine or the container
     */
    public record Memory(long heapBytes, long offHeapBytes, long physicalBytes, long memoryBytes)
            implements Serializable {}

    /** ND4J's numbers for instruction sets, where a higher one has more of them. */
    public record NativeLevel(int built, int best) implements Serializable {}

    /**
     * Free space of one directory's file system.
     *
     * @param use what it is for
     * @param freeBytes -1 if it cannot be told
     */
    public record Disk(String use, String path, long freeBytes) implements Serializable {}
}
