package dev.kappasweep.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.deploy.SparkHadoopUtil;
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
        Configuration hadoop = SparkHadoopUtil.get().conf();
        Map.of(
                        "endpoint", proxy.endpoint().toString(),
                        "path.style.access", "true",
                        "access.key", "id",
                        "secret.key", "secret",
                        "endpoint.region", "us-east-1",
                        "connection.ssl.enabled", "false",
                        "attempts.maximum", "5",
                        "retry.limit", "3",
                        "retry.interval", "20ms")
                .forEach((key, value) -> hadoop.set("fs.s3a." + key, value));
    }

    @AfterAll
    static void stopServer() {
        proxy.close();
        server.close();
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
