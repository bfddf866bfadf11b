package dev.kappasweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.bench.SiteReport;
import dev.kappasweep.bench.SiteReport.Cpu;
import dev.kappasweep.bench.SiteReport.Disk;
import dev.kappasweep.bench.SiteReport.Jvm;
import dev.kappasweep.bench.SiteReport.Kernels;
import dev.kappasweep.bench.SiteReport.Memory;
import dev.kappasweep.bench.SiteReport.NativeLevel;
import dev.kappasweep.bench.SiteReport.Speed;
import dev.kappasweep.cli.Diagnosis.Finding;
import dev.kappasweep.spark.ClusterReport;
import dev.kappasweep.spark.ExecutorReport;
import dev.kappasweep.spark.ExecutorReport.Clock;
import dev.kappasweep.spark.WorkerHost;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
    private static final long GIGABYTE = 1L << 30;

    /** A site with four cores on which nothing is wrong. */
    private static SiteReport site(String host, String cpu, double threads, int vectorBits, long freeDisk) {
        return site(host, cpu, threads, 0.98, 45, vectorBits, freeDisk);
    }

    private static SiteReport site(
            String host, String cpu, double threads, double share, double each, int vectorBits, long freeDisk) {
        return new SiteReport(
                new Jvm(host, 17, "17.0.15", "1"),
                new Cpu(cpu, 4, List.of("avx2", "fma")),
                new Kernels("OpenBLAS 0.3.31, kernels for Haswell", new NativeLevel(0, 2), vectorBits, List.of()),
                new Speed(threads, share, 50, each, 12, 6),
                new Memory(GIGABYTE, 4 * GIGABYTE, 0, 16 * GIGABYTE),
                List.of(new Disk("Spark's files", "/tmp", freeDisk)));
    }

    private static SiteReport withJava(SiteReport site, String java) {
        Jvm jvm = new Jvm(site.jvm().host(), site.jvm().pid(), java, "1");
        return new SiteReport(jvm, site.cpu(), site.kernels(), site.speed(), site.memory(), site.disks());
    }

    private static ExecutorReport executor(String id, int slots, SiteReport site) {
        return new ExecutorReport(id, slots, Clock.SAME, site);
    }

    private static SiteReport good() {
        return site("a-host", "a CPU", 1, 256, 100 * GIGABYTE);
    }

    private static List<Finding> diagnosis(List<ExecutorReport> executors) {
        return Diagnosis.of(new ClusterReport(executors, List.of()));
    }

    private static Finding only(ExecutorReport... reports) {
        List<Finding> findings = diagnosis(List.of(reports));
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    @Test
    void nothingIsFoundWhereNothingIsWrong() {
        assertThat(diagnosis(List.of(executor("driver", 0, good()), executor("1", 4, good()))))
                .isEmpty();
    }

    @Test
    void hostWithFewerExecutorsThanWorkersIsAWarning() {
        List<WorkerHost> hosts = List.of(
                new WorkerHost("10.0.0.1", 1, 1), new WorkerHost("10.0.0.2", 1, 0), new WorkerHost("10.0.0.3", 2, 1));
        List<Finding> findings = Diagnosis.of(new ClusterReport(List.of(executor("1", 4, good())), hosts));
        assertThat(findings).extracting(Finding::isError).containsOnly(false);
        assertThat(findings)
                .extracting(finding -> finding.where() + ": " + finding.problem())
                .containsExactly("10.0.0.2: 1 worker and 0 executors", "10.0.0.3: 2 workers and 1 executor");
        assertThat(findings)
                .extracting(Finding::remedy)
                .allMatch(remedy -> remedy.contains("ends before it registers"));
    }

    @Test
    void executorWithAnotherJavaThanIsSupportedIsAnError() {
        SiteReport site = good();
        for (String java : List.of("Debian 26-ea+3-Debian", "16.0.2+7")) {
            Finding finding = only(executor("1", 4, withJava(site, java)));
            assertThat(finding.isError()).isTrue();
            assertThat(finding.where()).isEqualTo("1");
            assertThat(finding.problem())
                    .startsWith("Java " + java.replaceAll("^Debian ", "").substring(0, 2)
                            + " is not supported with Spark 4.2");
        }
        assertThat(diagnosis(List.of(executor("1", 4, withJava(site, "Eclipse Adoptium 25+36-LTS")))))
                .isEmpty();
    }

    @Test
    void moreSlotsThanCoresAreAnErrorAlsoOfTwoExecutorsOnOneHost() {
        Finding finding = only(executor("1", 3, good()), executor("2", 2, good()));
        assertThat(finding.isError()).isTrue();
        assertThat(finding.where()).isEqualTo("a-host");
        assertThat(finding.problem()).isEqualTo("5 slots with 5 threads on 4 cores");
        assertThat(finding.remedy()).contains("local[4]", "spark.executor.cores");
        assertThat(diagnosis(
                        List.of(executor("1", 3, good()), executor("2", 2, site("b-host", "a CPU", 1, 256, GIGABYTE)))))
                .isEmpty();
    }

    @Test
    void threadsOfBlasMultiplySlots() {
        List<Finding> findings = diagnosis(List.of(executor("1", 2, site("a-host", "a CPU", 3.9, 256, GIGABYTE))));
        assertThat(findings).hasSize(2).allMatch(Finding::isError);
        assertThat(findings.get(0).problem()).isEqualTo("2 slots with 8 threads on 4 cores");
        assertThat(findings.get(1).problem()).isEqualTo("BLAS works on 3.9 threads instead of one");
        assertThat(findings.get(1).remedy()).contains("OMP_NUM_THREADS=1");
    }

    @Test
    void aBusyMachineIsCalledBusyAndNotBlamedForItsRates() {
        Finding busy = only(executor("1", 2, site("a-host", "a CPU", 1, 0.45, 10, 256, GIGABYTE)));
        assertThat(busy.isError()).isFalse();
        assertThat(busy.problem()).isEqualTo("other programs use the cores: one thread got 45 % of one");
        Finding slow = only(executor("1", 2, site("a-host", "a CPU", 1, 0.98, 10, 256, GIGABYTE)));
        assertThat(slow.problem()).isEqualTo("2 trials side by side each get 10.0 of the 50.0 GFLOP/s of one alone");
    }

    @Test
    void narrowVectorsAndFullDisksAreWarnings() {
        assertThat(only(executor("1", 1, site("a-host", "a CPU", 1, 128, GIGABYTE)))
                        .problem())
                .contains("vectors of 128 bits on a CPU with AVX2");
        assertThat(only(executor("1", 1, site("a-host", "a CPU", 1, 256, GIGABYTE - 1)))
                        .problem())
                .isEqualTo("1023 MB free for Spark's files in /tmp");
    }

    @Test
    void machinesOfSeveralKindsAreNoFinding() {
        SiteReport other = site("b", "other CPU", 1, 256, GIGABYTE);
        assertThat(diagnosis(List.of(executor("1", 1, good()), executor("2", 1, other))))
                .isEmpty();
    }

    @Test
    void aMachineThatComputesOtherwiseIsAnError() {
        SiteReport site = good();
        Kernels kernels = new Kernels("OpenBLAS", new NativeLevel(0, 2), 256, List.of("autoencoder", "least squares"));
        Finding wrong = only(executor(
                "1", 1, new SiteReport(site.jvm(), site.cpu(), kernels, site.speed(), site.memory(), site.disks())));
        assertThat(wrong.isError()).isTrue();
        assertThat(wrong.problem())
                .isEqualTo("trials are refused: it does not compute as it should (autoencoder, least squares)");
    }

    @Test
    void placeThatIsNotThereIsAnError() {
        assertThat(only(executor("1", 1, site("a-host", "a CPU", 1, 256, -1))).isError())
                .isTrue();
    }

    @Test
    void clockIsWrongOnlyByWhatIsCertain() {
        assertThat(only(new ExecutorReport("1", 1, new Clock(1.5, 2), good())).problem())
                .isEqualTo("its clock is off the driver's by 1.5 s or more");
        assertThat(only(new ExecutorReport("1", 1, new Clock(-9, -3), good())).problem())
                .isEqualTo("its clock is off the driver's by 3.0 s or more");
        assertThat(diagnosis(List.of(new ExecutorReport("1", 1, new Clock(-5, 5), good()))))
                .isEmpty();
    }
}
