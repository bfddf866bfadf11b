package dev.kappasweep.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.kappasweep.bench.SiteReport.Cpu;
import dev.kappasweep.bench.SiteReport.Disk;
import dev.kappasweep.bench.SiteReport.Jvm;
import dev.kappasweep.bench.SiteReport.Kernels;
import dev.kappasweep.bench.SiteReport.Memory;
import dev.kappasweep.bench.SiteReport.NativeLevel;
import dev.kappasweep.bench.SiteReport.Speed;
import dev.kappasweep.crew.LaneModel;
import dev.kappasweep.crew.SharedCores;
import dev.kappasweep.crew.StepDemand;
import dev.kappasweep.kernel.FloatKernels;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.OpenBlas;
import dev.kappasweep.linalg.Precision;
import dev.kappasweep.sweep.Environment;
import dev.kappasweep.sweep.Seconds;
import dev.kappasweep.trial.Environments;
import dev.kappasweep.trial.SelfTest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/** Measures what trials find in this JVM, as they find it: BLAS is set up as for a trial, then loaded and watched. */
public final class SiteProbe {
    private static final int SIZE = 768;
    private static final double FLOPS = 2.0 * SIZE * SIZE * SIZE;
    private static final double SECONDS = 0.3;
    private static final double SHORT_SECONDS = 0.05;
    private static final double MOST_WAIT = 10;
    private static final int MOST_LOADS = 10;
    private static final double UNDISTURBED = 1.1;
    private static final List<String> FLAGS = List.of("avx", "avx2", "fma", "avx512f", "asimd", "sve");

    private SiteProbe() {}

    /**
     * Takes about a second, on a busy machine some.
     *
     * @param slots how many trials this JVM runs side by side, at least 1
     * @param directories where trials need space, besides that for native libraries
     */
    public static SiteReport measure(int slots, List<Path> directories) {
        OpenBlas.useOneThread();
        Environment environment = Environments.current();
        load(SECONDS / 3); // to warm up
        Load alone = undisturbed();
        MemoryRates memory = MemoryRates.measure(slots, Caches.ofMachine().bytes());
        return new SiteReport(
                jvm(environment),
                new Cpu(environment.cpu(), Runtime.getRuntime().availableProcessors(), cpuFlags()),
                new Kernels(environment.blas(), nativeLevel(), FloatKernels.vectorBits(), SelfTest.wrong()),
                new Speed(
                        alone.threads(),
                        alone.coreShare(),
                        alone.gigaflops(),
                        slots == 1 ? alone.gigaflops() : gigaflopsEach(slots, SECONDS),
                        memory.bytesAlone() / 1e9,
                        memory.bytesEach() / 1e9),
                memory(),
                disks(directories));
    }

    /**
     * Measures for some tenths of a second what the cores of this JVM have for trials.
     *
     * @param cores that run trials, at least 1
     */
    public static SharedCores sharedCores(int cores) {
        Caches caches = caches(cores);
        MemoryRates memory = MemoryRates.measure(cores, caches.bytes());
        load(SHORT_SECONDS); // to warm up
        return new SharedCores(
                cores,
                caches.count(),
                caches.bytes(),
                1e9 * (cores == 1 ? load(SHORT_SECONDS).gigaflops() : gigaflopsEach(cores, SHORT_SECONDS)),
                memory.bytesAlone(),
                cores * memory.bytesEach());
    }

    /** Whether it can matter how many trials are in training at once on so many cores of this JVM. */
    public static boolean lanesCanMatter(int cores, StepDemand step) {
        Caches caches = caches(cores);
        return LaneModel.canMatter(cores, caches.count(), (double) caches.bytes(), step);
    }

    private static Caches caches(int cores) {
        return Caches.ofMachine().of(cores);
    }

    private static Jvm jvm(Environment environment) {
        String ompThreads = System.getenv().getOrDefault("OMP_NUM_THREADS", "");
        return new Jvm(environment.host(), ProcessHandle.current().pid(), environment.java(), ompThreads);
    }

    private static Memory memory() {
        return new Memory(
                Runtime.getRuntime().maxMemory(),
                OpenBlas.offHeapLimit(),
                OpenBlas.physicalLimit(),
                system().getTotalMemorySize());
    }

    /** What products of large matrices took; see {@link SiteReport}. */
    private record Load(double threads, double coreShare, double gigaflops) {}

    /**
     * Repeated while other threads of this JVM work: the compiler and the garbage collector come and go, threads of BLAS do not.
     */
    private static Load undisturbed() {
        Load least = load(SECONDS);
        for (int i = 1; i < MOST_LOADS && least.threads() > UNDISTURBED; i++) {
            Load next = load(SECONDS);
            least = next.threads() < least.threads() ? next : least;
        }
        return least;
    }

    /** For so many seconds of a core; on a busy machine that is longer. */
    private static Load load(double seconds) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        try (Matrix a = Matrix.zeros(Precision.FLOAT32, SIZE, SIZE);
                Matrix b = Matrix.zeros(Precision.FLOAT32, SIZE, SIZE);
                Matrix c = Matrix.zeros(Precision.FLOAT32, SIZE, SIZE)) {
            long processBefore = system().getProcessCpuTime();
            long threadBefore = threads.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            long products = 0;
            double own = 0;
            double wall = 0;
            while (own < seconds && wall < MOST_WAIT * seconds) {
                OpenBlas.multiply(a, b, c);
                products++;
                own = Seconds.ofNanos(threads.getCurrentThreadCpuTime() - threadBefore);
                wall = Seconds.since(start);
            }
            double process = Seconds.ofNanos(system().getProcessCpuTime() - processBefore);
            return new Load(process / own, own / wall, products * FLOPS / wall / 1e9);
        }
    }

    /** The mean rate of as many threads as there are slots. */
    private static double gigaflopsEach(int slots, double seconds) {
        ExecutorService threads = Executors.newFixedThreadPool(slots);
        try {
            List<Future<Load>> lanes = new ArrayList<>();
            for (int lane = 0; lane < slots; lane++) {
                lanes.add(threads.submit(() -> load(seconds)));
            }
            double sum = 0;
            for (Future<Load> lane : lanes) {
                sum += lane.get().gigaflops();
            }
            return sum / slots;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a product of matrices failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static OperatingSystemMXBean system() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    }

    private static NativeLevel nativeLevel() {
        Nd4j.getBackend(); // loads the natives, which the next line only asks
        NativeOps natives = NativeOpsHolder.getInstance().getDeviceNativeOps();
        return new NativeLevel(natives.binaryLevel(), natives.optimalLevel());
    }

    private static List<String> cpuFlags() {
        Path info = Path.of("/proc/cpuinfo");
        try (Stream<String> lines = Files.lines(info)) {
            List<String> all = lines.filter(line -> line.startsWith("flags") || line.startsWith("Features"))
                    .findFirst()
                    .map(line -> List.of(line.split("\\s+")))
                    .orElse(List.of());
            return FLAGS.stream().filter(all::contains).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static List<Disk> disks(List<Path> directories) {
        List<Disk> disks = new ArrayList<>();
        directories.forEach(directory -> disks.add(new Disk("Spark's files", directory.toString(), free(directory))));
        try {
            Path natives = OpenBlas.nativesDirectory();
            disks.add(new Disk("native libraries", natives.toString(), free(natives)));
        } catch (IOException e) {
            disks.add(new Disk("native libraries", "(" + e.getMessage() + ")", -1));
        }
        return disks;
    }

    private static long free(Path directory) {
        try {
            return Files.getFileStore(directory).getUsableSpace();
        } catch (IOException e) {
            return -1;
        }
    }
}
