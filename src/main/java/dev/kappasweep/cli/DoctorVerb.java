package dev.kappasweep.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kappasweep.bench.SiteReport;
import dev.kappasweep.cli.Diagnosis.Finding;
import dev.kappasweep.spark.ClusterProbe;
import dev.kappasweep.spark.ClusterReport;
import dev.kappasweep.spark.ExecutorReport;
import dev.kappasweep.spark.SparkContexts;
import dev.kappasweep.spark.SparkOptions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        footer = {"", "Examples:", "  kappasweep doctor --master 'local[2]'"},
        description = {
            "Measure what trials would really use on the driver and on every executor, and say what is wrong "
                    + "and how to mend it.",
            "Takes a few seconds, and writes nothing. Exits with 1 on an error, such as more slots than cores; "
                    + "warnings exit with 0."
        })
final class DoctorVerb implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--master",
            paramLabel = "URL",
            description =
                    "Spark master, such as local[2] or spark://host:7077 (default: what spark-submit says, else all "
                            + "cores of this machine).")
    private Optional<String> master = Optional.empty();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    DoctorVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ClusterReport cluster;
        try (JavaSparkContext spark = SparkContexts.startFixed("kappasweep doctor", new SparkOptions(master))) {
            cluster = new ClusterProbe(spark).measure();
        }
        List<ExecutorReport> reports = cluster.executors();
        List<Finding> findings = Diagnosis.of(cluster);
        console.result(json ? Json.text(json(reports, findings)) : text(reports, findings));
        return findings.stream().anyMatch(Finding::isError) ? ExitCode.FAILED : ExitCode.OK;
    }

    static String text(List<ExecutorReport> reports, List<Finding> findings) {
        StringBuilder text = new StringBuilder();
        reports.forEach(report -> text.append(text(report)));
        findings.forEach(finding -> text.append(finding.isError() ? "error    " : "warning  ")
                .append(finding.where())
                .append(": ")
                .append(finding.problem())
                .append("; ")
                .append(finding.remedy())
                .append('\n'));
        return findings.isEmpty() ? text.append("nothing is wrong\n").toString() : text.toString();
    }

    private static String text(ExecutorReport report) {
        SiteReport site = report.site();
        String disks = site.disks().stream()
                .map(disk -> Megabytes.text(disk.freeBytes()) + " for " + disk.use() + " in " + disk.path())
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                """
                %s on %s, process %d: %d slots, %d cores
                  Java            %s
                  CPU             %s (%s)
                  BLAS            %s
                  BLAS threads    %.2f (CPU time of the process by that of the caller), OMP_NUM_THREADS=%s
                  GEMM            %.1f GFLOP/s alone, %.1f each of %d side by side; a thread got %.0f %% of a core
                  memory rate     %.1f GB/s read and written alone, %.1f each of %d side by side
                  vectors         %d bits in the training loops; ND4J built for level %d, best here %d
                  numerics        %s
                  memory          heap %s, matrices %s, process %s, machine %s
                  disk            %s
                  clock           between %.3f and %.3f s ahead of the driver's
                """,
                report.executor(),
                site.jvm().host(),
                site.jvm().pid(),
                report.slots(),
                site.cpu().cores(),
                site.jvm().java(),
                site.cpu().cpu(),
                String.join(" ", site.cpu().cpuFlags()),
                site.kernels().blas(),
                site.speed().threads(),
                site.jvm().ompThreads(),
                site.speed().gigaflops(),
                site.speed().gigaflopsEach(),
                Math.max(1, report.slots()),
                100 * site.speed().coreShare(),
                site.speed().gigabytes(),
                site.speed().gigabytesEach(),
                Math.max(1, report.slots()),
                site.kernels().vectorBits(),
                site.kernels().nativeLevel().built(),
                site.kernels().nativeLevel().best(),
                site.kernels().wrong().isEmpty()
                        ? "every bit of the self-test is right"
                        : "wrong: " + String.join(", ", site.kernels().wrong()),
                Megabytes.text(site.memory().heapBytes()),
                Megabytes.text(site.memory().offHeapBytes()),
                site.memory().physicalBytes() == 0
                        ? "unlimited"
                        : Megabytes.text(site.memory().physicalBytes()),
                Megabytes.text(site.memory().memoryBytes()),
                disks,
                report.clock().least(),
                report.clock().most());
    }

    private static ObjectNode json(List<ExecutorReport> reports, List<Finding> findings) {
        ObjectNode root = Json.object();
        ArrayNode executors = root.putArray("executors");
        reports.forEach(report -> executors.add(Json.ofRecord(report)));
        ArrayNode found = root.putArray("findings");
        findings.forEach(finding -> found.addObject()
                .put("severity", finding.isError() ? "error" : "warning")
                .put("where", finding.where())
                .put("problem", finding.problem())
                .put("remedy", finding.remedy()));
        return root;
    }
}
