package dev.kappasweep.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.api.Sweep;
import dev.kappasweep.api.SweepResults;
import dev.kappasweep.files.Places;
import dev.kappasweep.files.Store;
import dev.kappasweep.files.StoreContract;
import dev.kappasweep.results.EndedTrials;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.spark.FaultyProxy.Fault;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results on S3, through a proxy that makes requests slow, refuses some and loses answers. */
class S3IT extends StoreContract {
    private static final SweepSpec SWEEP = EndedTrials.sweep(20);
    private static final List<TrialSpec> TRIALS = EndedTrials.trials(SWEEP);

    @TempDir
    private static Path temporary = Path.of("");

    private static S3Server server;
    private static FaultyProxy proxy;

    @BeforeAll
    static void startServer() throws IOException, InterruptedException {
        server = S3Server.start(temporary);
        proxy = new FaultyProxy(server.endpoint());
        S3Server.use(proxy.endpoint());
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
    protected Path root() {
        return Places.path("s3a://sweeps/" + UUID.randomUUID());
    }

    private static ResultStore open(Path directory) {
        return ResultStore.open(directory, SWEEP, EndedTrials.DATA);
    }

    @Test
    void aSweepIsCommittedCompactedContinuedAndReadAsOnThisMachine() {
        Path here = temporary.resolve("here");
        Path there = root();
        for (Path directory : List.of(here, there)) {
            try (ResultStore store = open(directory)) {
                store.commit(
                        TRIALS.subList(0, 3).stream()
                                .map(EndedTrials::completed)
                                .toList(),
                        "4.2.0");
                store.commit(EndedTrials.failed(TRIALS.get(3)), "4.2.0");
                store.commit(EndedTrials.completed(TRIALS.get(4)), "4.2.0");
            }
            ResultStore.compact(directory);
            try (ResultStore store = open(directory)) {
                assertThat(store.finished()).hasSize(4);
                store.commit(EndedTrials.completed(TRIALS.get(3)), "4.2.0");
            }
        }
        assertThat(ResultStore.read(there)).isEqualTo(ResultStore.read(here));
        assertThat(ResultStore.read(there).trials()).hasSize(5).allMatch(TrialRow::isFinal);
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
        AtomicInteger count = new AtomicInteger();
        proxy.faults((method, path) -> {
            int number = count.incrementAndGet();
            if (method.equals("PUT") && number % 3 == 0) {
                return Fault.ANSWER_LOST;
            }
            return number % 7 == 0 ? Fault.REFUSED : Fault.NONE;
        });
        try (ResultStore store = open(directory)) {
            TRIALS.subList(0, 12).forEach(trial -> store.commit(EndedTrials.completed(trial), "4.2.0"));
        }
        faultless();
        assertThat(ResultStore.read(directory).trials())
                .extracting(TrialRow::id)
                .containsExactlyInAnyOrderElementsOf(
                        TRIALS.subList(0, 12).stream().map(TrialSpec::id).toList());
        assertThat(ResultStore.read(directory).layers()).hasSize(24);
    }

    @Test
    void aSecondRunIsRefusedWhileTheFirstShowsSignsOfLife() {
        Path directory = root();
        try (ResultStore store = open(directory)) {
            assertThatThrownBy(() -> open(directory))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith("results: " + directory + " is in use by another run (")
                    .hasMessageContaining("last sign of life");
            store.commit(EndedTrials.completed(TRIALS.get(0)), "4.2.0");
        }
        open(directory).close();
    }

    /** As a notebook does, by programs' interface and by Spark's own reader. */
    @Test
    void aNotebookRunsASweepThereAndReadsItsTables() throws InterruptedException, IOException {
        URI place = URI.create(root().toString());
        Sweep sweep = Sweep.read(
                        Path.of("conf/quickstart.yaml"),
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
                .getOrCreate()) {
            assertThat(results.dataset(spark, "trials").count()).isEqualTo(2);
            assertThat(results.dataset(spark, "layers").count())
                    .isEqualTo(results.layers().size());
            assertThat(spark.read().parquet(place + "/trials").count())
                    .as("plain Parquet")
                    .isEqualTo(2);
        }
    }

    /** Nothing that a run writes says how the server lets it in. */
    @Test
    void credentialsAreWrittenNowhere() throws IOException {
        Path directory = root();
        try (ResultStore store = open(directory)) {
            store.commit(EndedTrials.completed(TRIALS.get(0)), "4.2.0");
        }
        assertThat(EndedTrials.texts(directory)).isNotEmpty().noneMatch(text -> text.contains("secret"));
        assertThat(directory.toString()).doesNotContain("secret");
        assertThat(Store.of(directory)).isNotNull();
    }
}
