package dev.kappasweep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.api.Sweep;
import dev.kappasweep.api.SweepResults;
import dev.kappasweep.files.Places;
import dev.kappasweep.results.EndedTrials;
import dev.kappasweep.results.ResultDirectory;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.spark.FaultyProxy.Fault;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results on S3, through a proxy that makes requests slow, refuses some and loses answers. */
class S3IT extends StoredSweepContract {
    @TempDir
    private static Path temporary = Path.of("");

    private static S3Server server;
    private static FaultyProxy proxy;
    private static Path configuration;

    @BeforeAll
    static void startServer() throws IOException, InterruptedException {
        server = S3Server.start(temporary);
        proxy = new FaultyProxy(server.endpoint());
        S3Server.use(proxy.endpoint());
        configuration = S3Server.configuration(temporary, proxy.endpoint());
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
        proxy.close();
    }

    @AfterEach
    void faultless() {
        proxy.faults((method, path) -> Fault.NONE);
        proxy.delay(0);
    }

    @Override
    Path configuration() {
        return configuration;
    }

    @Override
    protected Path root() {
        return Places.path("s3a://sweeps/" + UUID.randomUUID());
    }

    @Test
    void aCommitTakesEightRequestsAtMost() {
        try (ResultStore store = open(root())) {
            store.commit(EndedTrials.completed(TRIALS.get(0)), "4.2.0");
            proxy.takeRequests();
            store.commit(
                    TRIALS.subList(1, 9).stream().map(EndedTrials::completed).toList(), "4.2.0");
            assertThat(proxy.takeRequests()).hasSizeLessThanOrEqualTo(8).allMatch(request -> request.startsWith("PUT"));
        }
    }

    @Test
    void answersThatAreLostAndRequestsThatAreRefusedLoseAndDoubleNothing() {
        Path directory = root();
        proxy.faults(FaultyProxy.everySoMany(3, 7));
        try (ResultStore store = open(directory)) {
            TRIALS.subList(0, 12).forEach(trial -> store.commit(EndedTrials.completed(trial), "4.2.0"));
        }
        faultless();
        assertThat(ResultDirectory.read(directory).trials())
                .extracting(TrialRow::id)
                .containsExactlyInAnyOrderElementsOf(
                        TRIALS.subList(0, 12).stream().map(TrialSpec::id).toList());
        assertThat(ResultDirectory.read(directory).layers()).hasSize(24);
    }

    /** As a notebook does, by programs' interface and by Spark's own reader. */
    @Test
    void aNotebookRunsASweepThereAndReadsItsTables() throws InterruptedException, IOException {
        URI place = URI.create(root().toString());
        Sweep sweep = Sweep.read(
                        Path.of("conf/quickstart.yaml"),
                        "network.hidden=8",
                        "training.trainImages=320",
                        "training.epochs=1",
                        "axes.lambda=0,1",
                        "axes.seed=1")
                .master("local[2]")
                .out(place);
        sweep.run();
        SweepResults results = SweepResults.read(place);
        assertThat(results.trials()).hasSize(2).allMatch(row -> row.status() == TrialStatus.COMPLETED);
        assertThat(sweep.run().alreadyDone()).isEqualTo(2);
        try (SparkSession spark = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", false)
                .config("spark.sql.shuffle.partitions", 1)
                .config("spark.sql.codegen.wholeStage", false)
                .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
                .getOrCreate()) {
            assertThat(results.dataset(spark, "trials").count()).isEqualTo(2);
            assertThat(results.dataset(spark, "layers").count())
                    .isEqualTo(results.layers().size());
            assertThat(spark.read().parquet(place + "/trials").count())
                    .as("plain Parquet")
                    .isEqualTo(2);
        }
    }

    @Test
    void credentialsAreInNoFileOfResults() throws IOException {
        Path directory = root();
        try (ResultStore store = open(directory)) {
            commit(store, 0, 1);
        }
        assertThat(EndedTrials.texts(directory))
                .isNotEmpty()
                .noneMatch(text -> text.contains(S3Server.ACCESS_KEY))
                .noneMatch(text -> text.contains(S3Server.SECRET_KEY));
    }

    /** Neither a run, with Spark's log of its events, nor what reads its results, nor a verb that fails, says how the server lets it in. */
    @Test
    @Tag("long")
    void credentialsAreWrittenNowhere() throws IOException, InterruptedException {
        Path directory = root();
        Path events = Files.createDirectories(temporary.resolve("events"));
        List<String> said = new ArrayList<>();
        said.addAll(said(0, events, FourTrials.here(directory)));
        said.addAll(said(0, events, List.of("jobs/kappasweep", "report", directory.toString())));
        said.addAll(said(2, events, List.of("jobs/kappasweep", "tables", root().toString(), "--debug")));
        List<String> written = EndedTrials.texts(directory);
        List<String> logged = EndedTrials.texts(events);
        assertThat(said).isNotEmpty();
        assertThat(written).anyMatch(text -> text.contains("<html")).anyMatch(text -> text.contains(" COMPLETED "));
        assertThat(logged).anyMatch(text -> text.contains("fs.s3a.endpoint"));
        assertThat(List.of(said, written, logged))
                .allSatisfy(texts -> assertThat(texts)
                        .noneMatch(text -> text.contains(S3Server.ACCESS_KEY))
                        .noneMatch(text -> text.contains(S3Server.SECRET_KEY)));
    }

    private static List<String> said(int code, Path events, List<String> command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("HADOOP_CONF_DIR", configuration.toString());
        builder.environment().put("KAPPASWEEP_CLASSPATH", System.getProperty("java.class.path"));
        builder.environment()
                .put(
                        "KAPPASWEEP_JAVA_OPTS",
                        "-Dspark.eventLog.enabled=true -Dspark.eventLog.compress=false -Dspark.eventLog.dir="
                                + events.toUri());
        Ended ended = Ended.of(builder, temporary, 4);
        assertThat(ended.code()).as(ended.toString()).isEqualTo(code);
        return Stream.concat(ended.out().stream(), ended.err().stream()).toList();
    }
}
