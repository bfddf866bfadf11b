package dev.kappasweep.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.Latency;
import dev.kappasweep.conf.SweepFile;
import dev.kappasweep.conf.SweepFileReader;
import dev.kappasweep.results.ResultDirectory;
import dev.kappasweep.results.SearchLog;
import dev.kappasweep.run.RunState;
import dev.kappasweep.run.StateMachine;
import dev.kappasweep.run.SweepListener;
import dev.kappasweep.run.SweepOutcome;
import dev.kappasweep.service.SweepLauncher.Launch;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.SearchEvent;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.trial.TrialRunner;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Several sweeps on one Spark. */
@TestInstance(Lifecycle.PER_CLASS)
class SparkLauncherTest {
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private SparkSession session;
    private SparkLauncher launcher;

    @TempDir
    private Path directory;

    @BeforeAll
    void startSpark() {
        session = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.executor.heartbeatInterval", "500ms")
                .getOrCreate();
        launcher = SparkLauncher.on(session, Optional.empty(), new TrialRunner());
    }

    @AfterAll
    void stopSpark() {
        launcher.close();
        session.stop();
        thread.shutdownNow();
    }

    /** A task that is killed may write a last checkpoint into the directory that JUnit deletes. */
    @AfterEach
    void awaitTasks() throws Exception {
        Latency.await(() -> Stream.of(session.sparkContext().statusTracker().getExecutorInfos())
                .allMatch(executor -> executor.numRunningTasks() == 0));
    }

    private static SweepFile file(String name, int epochs, String seeds) {
        return SweepFileReader.parse(
                "name: " + name + "\ndataset: digits\nnetwork: {hidden: [16]}\ntraining: {epochs: " + epochs
                        + "}\naxes: {lambda: [0, 0.1], seed: " + seeds + "}\nrun: {canary: false}",
                name,
                List.of());
    }

    private StateMachine queued() {
        return new StateMachine(RunState.QUEUED, thread, Clock.systemUTC());
    }

    private CompletableFuture<SweepOutcome> launch(
            String sweep, SweepFile file, StateMachine state, int priority, SweepListener listener) {
        return CompletableFuture.supplyAsync(
                () -> launcher.run(new Launch(sweep, file, directory.resolve(sweep), state, priority, listener)));
    }

    private Map<String, String> digests(String sweep) {
        Map<String, String> digests = new TreeMap<>();
        ResultDirectory.read(directory.resolve(sweep))
                .trials()
                .forEach(row -> digests.put(row.id().text(), row.weightsSha256()));
        return digests;
    }

    /** Counts down when a trial's epoch ends. */
    private static SweepListener after(CountDownLatch epochs) {
        return new SweepListener() {
            @Override
            public void epochEnded(TrialId trial, EpochMeasurement epoch) {
                epochs.countDown();
            }
        };
    }

    @Test
    void aShortSweepEndsWhileALongOneRunsWhichIsPausedAndResumedWithTheSameBits() throws Exception {
        SweepFile long_ = file("long", 12, "1..3");
        StateMachine first = queued();
        CountDownLatch epochs = new CountDownLatch(1);
        CompletableFuture<SweepOutcome> one = launch("long", long_, first, 0, after(epochs));
        epochs.await();
        SweepOutcome two = launch("short", file("short", 1, "[1]"), queued(), 0, SweepListener.NONE)
                .join();
        assertThat(two.notRun()).isZero();
        assertThat(first.state()).isEqualTo(RunState.RUNNING);

        launcher.pause("long", "lunch");
        assertThat(one.join().isCancelled()).isTrue();
        assertThat(first.state()).isEqualTo(RunState.PAUSED);
        assertThat(first.last().reason()).isEqualTo("lunch");

        first.become(RunState.QUEUED, "");
        assertThat(launch("long", long_, first, 0, SweepListener.NONE).join().notRun())
                .isZero();
        assertThat(first.state()).isEqualTo(RunState.COMPLETED);
        launch("undisturbed", long_, queued(), 0, SweepListener.NONE).join();
        assertThat(digests("long")).hasSize(6).isEqualTo(digests("undisturbed"));
    }

    private static SweepFile search(int trials, String... from) {
        return SweepFileReader.parse(
                "name: search\ndataset: digits\nnetwork: {hidden: [8]}\ntraining: {epochs: 4, trainImages: 320}\n"
                        + "search: {strategy: asha, eta: 2, trials: " + trials
                        + ", objective: {maximise: accuracy(inf)}, seeds: [1, 2], from: [" + String.join(",", from)
                        + "],"
                        + " space: {learningRate: {from: 1e-4, to: 1e-2, log: true}}}",
                "search",
                List.of());
    }

    @Test
    void aSearchIsPausedAndResumedWithTheSameBitsAndGoesOnWithMoreTrials() throws Exception {
        StateMachine state = queued();
        CountDownLatch epochs = new CountDownLatch(3);
        CompletableFuture<SweepOutcome> first = launch("search", search(6), state, 0, after(epochs));
        epochs.await();
        launcher.pause("search", "lunch");
        assertThat(first.join().isCancelled()).isTrue();
        assertThat(state.state()).isEqualTo(RunState.PAUSED);
        state.become(RunState.QUEUED, "");
        assertThat(launch("search", search(6), state, 0, SweepListener.NONE)
                        .join()
                        .notRun())
                .isZero();
        assertThat(state.state()).isEqualTo(RunState.COMPLETED);
        launch("quiet", search(6), queued(), 0, SweepListener.NONE).join();
        assertThat(digests("search")).hasSize(12).isEqualTo(digests("quiet"));

        launch("search", search(8), queued(), 0, SweepListener.NONE).join();
        assertThat(digests("search")).hasSize(16);

        launch("warm", search(1, "search"), queued(), 0, SweepListener.NONE).join();
        assertThat(SearchLog.read(directory.resolve("warm")))
                .filteredOn(SearchEvent.Known.class::isInstance)
                .hasSizeGreaterThan(1);
    }

    @Test
    void pausedWithinTwoSecondsAndCancelledToo() throws Exception {
        Latency.assertBelow(Duration.ofSeconds(2), () -> {
            StateMachine state = queued();
            CountDownLatch epochs = new CountDownLatch(1);
            CompletableFuture<SweepOutcome> run =
                    launch("endless", file("endless", 100_000, "1..2"), state, 0, after(epochs));
            epochs.await();
            Instant asked = Instant.now();
            launcher.cancel("endless", "enough");
            run.join();
            assertThat(state.state()).isEqualTo(RunState.STOPPED);
            return Duration.between(asked, Instant.now());
        });
    }

    @Test
    void whatIsAskedBeforeTheFirstTrialIsDone() {
        StateMachine state = queued();
        state.listen(change -> {
            if (change.state() == RunState.STARTING) {
                launcher.pause("early", "not yet");
            }
        });
        launch("early", file("early", 100_000, "[1]"), state, 0, SweepListener.NONE)
                .join();
        assertThat(state.state()).isEqualTo(RunState.PAUSED);
    }

    @Test
    void aSweepThatCannotRunFailsAloneAndSaysWhy() {
        launch("taken", file("taken", 1, "[1]"), queued(), 0, SweepListener.NONE)
                .join();
        assertThatThrownBy(() -> launch("taken", file("other", 2, "[1]"), queued(), 0, SweepListener.NONE)
                        .join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(InvalidInputException.class);
        assertThat(digests("taken")).hasSize(2);
    }
}
