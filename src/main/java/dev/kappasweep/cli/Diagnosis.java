package dev.kappasweep.cli;

import dev.kappasweep.bench.SiteReport;
import dev.kappasweep.bench.SiteReport.Disk;
import dev.kappasweep.spark.ClusterReport;
import dev.kappasweep.spark.ExecutorReport;
import dev.kappasweep.spark.Platform;
import dev.kappasweep.spark.WorkerHost;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is wrong with the places that trials run on, and how to mend it. */
final class Diagnosis {
    private static final double MOST_THREADS = 1.3;
    private static final double LEAST_SHARE_UNDER_LOAD = 0.6;
    private static final double LEAST_CORE_SHARE = 0.8;
    private static final double MOST_CLOCK_SECONDS = 1;
    private static final long LEAST_DISK = 1L << 30;
    private static final long LEAST_OFF_HEAP_PER_SLOT = 256L << 20;

    private final List<Finding> findings = new ArrayList<>();

    /**
     * One thing that is wrong.
     *
     * @param isError whether trials would fail or be slow beyond use; otherwise it is a warning
     * @param where the executor or the host
     */
    record Finding(boolean isError, String where, String problem, String remedy) {}

    private Diagnosis() {}

    /** Errors and warnings, in the order of the reports. */
    static List<Finding> of(ClusterReport cluster) {
        List<ExecutorReport> reports = cluster.executors();
        Diagnosis diagnosis = new Diagnosis();
        cluster.hosts().forEach(diagnosis::check);
        diagnosis.checkSlots(reports);
        reports.forEach(diagnosis::check);
        return diagnosis.findings;
    }

    /** Several executors may share a host. */
    private void checkSlots(List<ExecutorReport> reports) {
        Map<String, List<ExecutorReport>> byHost = new LinkedHashMap<>();
        reports.forEach(report -> byHost.computeIfAbsent(report.site().jvm().host(), host -> new ArrayList<>())
                .add(report));
        byHost.forEach((host, there) -> {
            long threads = there.stream()
                    .mapToLong(report -> report.slots()
                            * Math.max(1, Math.round(report.site().speed().threads())))
                    .sum();
            int slots = there.stream().mapToInt(ExecutorReport::slots).sum();
            int cores = there.stream()
                    .mapToInt(report -> report.site().cpu().cores())
                    .max()
                    .orElse(0);
            if (threads > cores) {
                error(
                        host,
                        slots + " slots with " + threads + " threads on " + cores + " cores",
                        "give no more slots than cores: --master local[" + cores
                                + "], spark.executor.cores, or the worker's --cores");
            }
        });
    }

    private void check(WorkerHost host) {
        if (host.executors() < host.workers()) {
            warn(
                    host.host(),
                    host.workers() + (host.workers() == 1 ? " worker" : " workers") + " and " + host.executors()
                            + (host.executors() == 1 ? " executor" : " executors"),
                    "an executor that ends before it registers writes why to stderr below the worker's directory"
                            + " (work/app-ID/N); a worker also gives none while other applications have its cores, or"
                            + " with less memory than spark.executor.memory");
        }
    }

    private void check(ExecutorReport report) {
        SiteReport site = report.site();
        String where = report.executor();
        Platform.problemOfExecutor(javaVersion(site))
                .ifPresent(problem -> error(where, problem, "give its host a Java that is, by JAVA_HOME"));
        if (site.speed().threads() > MOST_THREADS) {
            error(
                    where,
                    String.format(
                            Locale.ROOT,
                            "BLAS works on %.1f threads instead of one",
                            site.speed().threads()),
                    "set OMP_NUM_THREADS=1 and take other settings of OpenBLAS out of the environment");
        }
        if (!site.kernels().wrong().isEmpty()) {
            error(
                    where,
                    "trials are refused: it does not compute as it should ("
                            + String.join(", ", site.kernels().wrong()) + ")",
                    "take options for the JVM's compiler out, try another JDK, or leave the machine out");
        }
        checkRates(report);
        checkInstructions(where, site);
        checkMemory(report);
        site.disks().forEach(disk -> check(where, disk));
        if (report.clock().certain() > MOST_CLOCK_SECONDS) {
            warn(
                    where,
                    String.format(
                            Locale.ROOT,
                            "its clock is off the driver's by %.1f s or more",
                            report.clock().certain()),
                    "let NTP set the clocks; started_at in the tables is by the executor's");
        }
    }

    private void checkRates(ExecutorReport report) {
        SiteReport site = report.site();
        if (site.speed().coreShare() < LEAST_CORE_SHARE) {
            warn(
                    report.executor(),
                    String.format(
                            Locale.ROOT,
                            "other programs use the cores: one thread got %.0f %% of one",
                            100 * site.speed().coreShare()),
                    "rates are those of a busy machine, and say little of an idle one; stop what else runs");
        } else if (site.speed().gigaflopsEach()
                < LEAST_SHARE_UNDER_LOAD * site.speed().gigaflops()) {
            warn(
                    report.executor(),
                    String.format(
                            Locale.ROOT,
                            "%d trials side by side each get %.1f of the %.1f GFLOP/s of one alone",
                            report.slots(),
                            site.speed().gigaflopsEach(),
                            site.speed().gigaflops()),
                    "stop what else uses the cores, or give fewer slots");
        }
    }

    private void checkInstructions(String where, SiteReport site) {
        boolean hasAvx2 = site.cpu().cpuFlags().contains("avx2");
        if (hasAvx2 && site.kernels().vectorBits() < 256) {
            warn(
                    where,
                    "the training loops use vectors of " + site.kernels().vectorBits() + " bits on a CPU with AVX2",
                    "take -XX:UseAVX and -XX:MaxVectorSize out of the options of Java");
        }
        if (site.kernels().blas().contains("unknown")
                || site.kernels().blas().endsWith("kernels for Prescott")
                || site.kernels().blas().endsWith("kernels for Generic")) {
            warn(
                    where,
                    "OpenBLAS runs with the kernels of no modern CPU: "
                            + site.kernels().blas(),
                    "take OPENBLAS_CORETYPE out of the environment");
        }
    }

    private void checkMemory(ExecutorReport report) {
        SiteReport site = report.site();
        long needed = report.slots() * LEAST_OFF_HEAP_PER_SLOT;
        if (site.memory().offHeapBytes() < needed) {
            warn(
                    report.executor(),
                    Megabytes.text(site.memory().offHeapBytes()) + " for matrices of " + report.slots() + " trials",
                    "raise -Xmx or -Dorg.bytedeco.javacpp.maxbytes to " + Megabytes.text(needed) + " or more");
        }
        if (report.slots() > 0 && site.memory().heapBytes() > site.memory().memoryBytes()) {
            error(
                    report.executor(),
                    "a Java heap of up to " + Megabytes.text(site.memory().heapBytes()) + " on a machine of "
                            + Megabytes.text(site.memory().memoryBytes()),
                    "lower -Xmx or --executor-memory");
        }
    }

    private void check(String where, Disk disk) {
        if (disk.freeBytes() < 0) {
            error(
                    where,
                    "no place for " + disk.use() + " at " + disk.path(),
                    "make it a directory that can be written");
        } else if (disk.freeBytes() < LEAST_DISK) {
            warn(
                    where,
                    Megabytes.text(disk.freeBytes()) + " free for " + disk.use() + " in " + disk.path(),
                    "make room for 1 GB, or name another directory by spark.local.dir or"
                            + " -Dorg.bytedeco.javacpp.cachedir");
        }
    }

    /** 17 of "Debian 17.0.15+6-Debian-1deb12u1". */
    private static int javaVersion(SiteReport site) {
        String version = site.jvm().java().substring(site.jvm().java().lastIndexOf(' ') + 1);
        return Runtime.Version.parse(version).feature();
    }

    private void error(String where, String problem, String remedy) {
        findings.add(new Finding(true, where, problem, remedy));
    }

    private void warn(String where, String problem, String remedy) {
        findings.add(new Finding(false, where, problem, remedy));
    }
}
