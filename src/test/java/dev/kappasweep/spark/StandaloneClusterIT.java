package dev.kappasweep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.files.Places;
import dev.kappasweep.results.ResultDirectory;
import dev.kappasweep.results.ResultTables;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.sweep.TrialStatus;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar on a standalone cluster in JVMs of its own, by the scripts that users call. */
class StandaloneClusterIT {
    @TempDir
    private Path temporary;

    @Test
    void aSubmittedSweepIsTrainedByTheClusterAndCommittedByTheDriverWhereverThatIs() throws Exception {
        Path out = temporary.resolve("runs of mine");
        Path ofCluster = temporary.resolve("runs of a cluster");
        try {
            String master = clusterCommand("start", "--workers", "2", "--memory", "1500m", "--port", freePort());
            assertThat(master).startsWith("spark://127.0.0.1:");
            assertThat(clusterCommand("status")).isEqualTo(master + ", 2 workers");
            String table = run(submission(out.toString(), "--master", master));
            String[] there = {"--master", master, "--deploy-mode", "cluster", "--driver-memory", "512m"};
            assertThat(run(submission("file://" + ofCluster, there))).isEqualTo(table);
            assertRefused(Ended.of(new ProcessBuilder(submission("runs/mine", there)), temporary, 4));
        } finally {
            clusterCommand("stop");
        }
        ResultTables tables = ResultDirectory.read(out);
        assertThat(tables.trials()).hasSize(4).allMatch(row -> row.status() == TrialStatus.COMPLETED);
        assertThat(tables.trials()).extracting(TrialRow::weightsSha256).doesNotHaveDuplicates();
        assertThat(tables.trials())
                .allSatisfy(row -> assertThat(row.weightsSha256())
                        .as("the bits of an executor are those of this JVM")
                        .isEqualTo(FourTrials.weightsHere(row.spec())));
        assertThat(weights(ofCluster)).isEqualTo(weights(out));
        assertThat(tables.evaluations()).hasSize(8);
        assertThat(tables.epochs()).hasSize(4);
        assertThat(Files.exists(out.resolve("trials/_SUCCESS"))).isFalse();
    }

    @Test
    @Tag("long")
    void twelveTrialsOfAClusterWithResultsOnS3AreThoseOfThisMachine() throws Exception {
        Path local = temporary.resolve("of this machine");
        String table = run(FourTrials.here(local, FourTrials.TWELVE));
        List<String> libraries = S3Server.libraries(temporary);
        try (S3Server server = S3Server.start(temporary)) {
            String master = clusterCommand("start", "--workers", "2", "--memory", "1500m", "--port", freePort());
            List<String> options = new ArrayList<>(List.of("--master", master, "--deploy-mode", "cluster"));
            options.addAll(List.of("--driver-memory", "512m", "--jars", String.join(",", libraries)));
            S3Server.settings(server.endpoint())
                    .forEach((name, value) -> options.addAll(List.of("--conf", "spark.hadoop." + name + "=" + value)));
            List<String> command = submission("s3a://sweeps/twelve", options.toArray(String[]::new));
            command.addAll(List.of("--set", FourTrials.TWELVE));
            assertThat(run(command, environment(libraries, server))).isEqualTo(table);
            S3Server.use(server.endpoint());
            assertThat(weights(Places.path("s3a://sweeps/twelve"))).hasSize(12).isEqualTo(weights(local));
        } finally {
            clusterCommand("stop");
        }
    }

    /** With which the table is read here. */
    private Map<String, String> environment(List<String> libraries, S3Server server) throws IOException {
        Path conf = S3Server.configuration(temporary.resolve("settings of Hadoop"), server.endpoint());
        return Map.of(
                "KAPPASWEEP_CLASSPATH", String.join(File.pathSeparator, libraries), "HADOOP_CONF_DIR", conf.toString());
    }

    private static List<String> weights(Path out) {
        return ResultDirectory.read(out).trials().stream()
                .map(row -> row.spec().id() + " " + row.weightsSha256())
                .sorted()
                .toList();
    }

    private static List<String> submission(String out, String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--executor-memory", "1g"));
        return FourTrials.submitted(out, all.toArray(String[]::new));
    }

    private static void assertRefused(Ended ended) {
        assertThat(ended.code()).as(ended.toString()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .as("what the driver has said on its worker")
                .containsSubsequence(
                        "submit: the driver ended with exit code 2; its last lines:",
                        "  kappasweep: out: 'runs/mine' would be a directory of whichever machine the cluster has chosen for the"
                                + " driver, expected in cluster mode the URI of a directory that every machine sees, such as"
                                + " hdfs://host/runs/mine or file:///shared/runs/mine, or --deploy-mode client");
    }

    private String clusterCommand(String verb, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("jobs/local-cluster", verb));
        command.addAll(List.of("--dir", temporary.resolve("a cluster").toString()));
        command.addAll(List.of(options));
        return run(command);
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Integer.toString(socket.getLocalPort());
        }
    }

    /** Runs a command at the project's root and returns what it printed. */
    private String run(List<String> command) throws IOException, InterruptedException {
        return run(command, Map.of());
    }

    private String run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        Path output = Files.createTempFile(temporary, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(4, TimeUnit.MINUTES)) {
            process.destroy();
        }
        String printed = Files.readString(output).strip();
        assertThat(process.waitFor())
                .describedAs("%s: %s", String.join(" ", command), printed)
                .isZero();
        return printed;
    }
}
