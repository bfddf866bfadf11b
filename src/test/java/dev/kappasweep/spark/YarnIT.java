package dev.kappasweep.spark;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.files.Places;
import dev.kappasweep.results.EndedTrials;
import dev.kappasweep.results.ResultDirectory;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialStatus;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps submitted to YARN, in a cluster of two node managers that this starts. */
@Tag("long")
class YarnIT {
    private static final int MINUTES = 5;

    @TempDir
    private static Path temporary = Path.of("");

    private static Path sparkHome = Path.of("");
    private static HadoopClusters clusters;

    @BeforeAll
    static void startClusters() throws Exception {
        sparkHome = SparkHome.make(
                temporary.resolve("spark"),
                org.apache.spark.package$.MODULE$.SPARK_VERSION(),
                scala.util.Properties.versionNumberString(),
                "-Pmanagers");
        clusters = HadoopClusters.start(Files.createDirectories(temporary.resolve("clusters")));
    }

    @AfterAll
    static void stopClusters() throws Exception {
        clusters.close();
    }

    private static ProcessBuilder submission(String out, List<String> options, String... settings) {
        List<String> all = new ArrayList<>(List.of("--master", "yarn", "--num-executors", "1"));
        all.addAll(List.of("--driver-memory", "512m", "--executor-memory", "512m"));
        all.addAll(List.of("--conf", "spark.yarn.jars=local:" + sparkHome + "/jars/*"));
        all.addAll(List.of("--conf", "spark.executor.memoryOverhead=512m"));
        all.addAll(options);
        List<String> command = FourTrials.submitted(out, all.toArray(String[]::new));
        Stream.of(settings).forEach(setting -> command.addAll(List.of("--set", setting)));
        ProcessBuilder builder = new ProcessBuilder(command);
        SparkHome.use(sparkHome, builder);
        builder.environment().put("HADOOP_CONF_DIR", clusters.configuration().toString());
        return builder;
    }

    private static Ended submit(String out, List<String> options) throws IOException, InterruptedException {
        return Ended.of(submission(out, options), temporary, MINUTES);
    }

    private static Map<TrialId, String> weights(Path directory) {
        Map<TrialId, String> weights = new TreeMap<>();
        for (TrialRow row : ResultDirectory.read(directory).trials()) {
            assertThat(row.status()).isEqualTo(TrialStatus.COMPLETED);
            assertThat(weights.put(row.spec().id(), row.weightsSha256()))
                    .as("result before this one of the same trial")
                    .isNull();
        }
        return weights;
    }

    @Test
    void bothDeployModesTrainTheSameBitsAndShowTheSameTable() throws Exception {
        Path client = temporary.resolve("of a client");
        Ended here = submit(client.toString(), List.of("--deploy-mode", "client"));
        assertThat(here.code()).as(here.toString()).isZero();

        Path cluster = temporary.resolve("of a cluster");
        Ended there = submit("file://" + cluster, List.of("--deploy-mode", "cluster"));
        assertThat(there.code()).as(there.toString()).isZero();
        assertThat(there.out()).isEqualTo(here.out()).contains("### quickstart");
        assertThat(weights(cluster)).hasSize(4).isEqualTo(weights(client));

        Ended again = submit("file://" + cluster, List.of("--deploy-mode", "cluster"));
        assertThat(again.code()).as("nothing to do: %s", again).isZero();
        assertThat(again.out()).isEqualTo(here.out());
    }

    @Test
    void placeThatWouldBeLostWithTheDriverIsRefusedAndTheSubmitterIsToldTheCodeAndTheLine() throws Exception {
        Ended ended = submit("runs/mine", List.of("--deploy-mode", "cluster", "--conf", "spark.yarn.maxAppAttempts=1"));
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().subList(ended.err().size() - 2, ended.err().size()))
                .first()
                .isEqualTo("submit: the driver ended with exit code 2; its last lines:");
        assertThat(ended.err().get(ended.err().size() - 1))
                .startsWith("  kappasweep: out: 'runs/mine' would be a directory of whichever machine");
    }

    @Test
    void twelveTrialsOfAClusterWithResultsOnHdfsAreThoseOfThisMachine() throws Exception {
        Path local = temporary.resolve("of this machine");
        Ended here = Ended.of(new ProcessBuilder(FourTrials.here(local, FourTrials.TWELVE)), temporary, MINUTES);
        assertThat(here.code()).as(here.toString()).isZero();

        Path out = Places.path(clusters.files() + "/runs/twelve");
        ProcessBuilder cluster = submission(out.toString(), List.of("--deploy-mode", "cluster"), FourTrials.TWELVE);
        Ended there = Ended.of(cluster, temporary, MINUTES);
        assertThat(there.code()).as(there.toString()).isZero();
        assertThat(there.out()).isEqualTo(here.out()).contains("### quickstart");
        assertThat(weights(out)).hasSize(12).isEqualTo(weights(local));
    }

    @Test
    void secondAttemptGoesOnWhereAKilledDriverWas() throws Exception {
        Path out = Places.path(clusters.files() + "/runs/killed");
        ProcessBuilder submission = submission(
                out.toString(),
                List.of("--deploy-mode", "cluster"),
                "axes.seed=1..8",
                "training.epochs=2",
                "training.trainImages=1600");
        CompletableFuture<Ended> run = CompletableFuture.supplyAsync(() -> {
            try {
                return Ended.of(submission, temporary, MINUTES);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        while (!run.isDone() && !hasResult(out)) {
            await(run);
        }
        assertThat(clusters.drivers().filter(ProcessHandle::destroyForcibly).count())
                .isPositive();

        Ended ended = run.join();
        assertThat(ended.code()).as(ended.toString()).isZero();
        assertThat(weights(out)).hasSize(16);
        assertThat(EndedTrials.texts(out.resolve("_commits")))
                .as("times that a driver opened the directory")
                .filteredOn(entry -> entry.contains("opened"))
                .hasSize(2);
        assertThat(EndedTrials.texts(out.resolve("logs")))
                .last(as(InstanceOfAssertFactories.STRING))
                .contains("started: 16 trials, ")
                .doesNotContain(" 0 already done");
    }

    private static void await(CompletableFuture<Ended> run) throws Exception {
        try {
            run.get(50, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // It runs.
        }
    }

    private static boolean hasResult(Path out) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(out.resolve("trials"), "*.parquet")) {
            return files.iterator().hasNext();
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
