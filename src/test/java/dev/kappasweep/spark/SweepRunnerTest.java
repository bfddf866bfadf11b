package dev.kappasweep.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.Latency;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.results.ResultDirectory;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.results.ResultTables;
import dev.kappasweep.results.SampleSweep;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.run.SweepListener;
import dev.kappasweep.run.SweepOutcome;
import dev.kappasweep.sweep.Environment;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.trial.TrialFunction;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class SweepRunnerTest {
    private JavaSparkContext spark;

    @TempDir
    private Path directory;

    @BeforeAll
    void startSpark() {
        spark = SparkContexts.start("test", new SparkOptions(Optional.of("local[2]")));
    }

    @AfterAll
    void stopSpark() {
        spark.close();
    }

    @Test
    void aSecondSparkInOneJvmIsRefusedWithTheWayOut() {
        assertThatThrownBy(() -> SparkContexts.start("second", new SparkOptions(Optional.of("local[1]"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("master: local[1] cannot start while another Spark runs in this JVM, "
                        + "expected to run on that one's session");
    }

    private SweepOutcome run(SweepSpec sweep, SweepListener listener) {
        return run(new SweepRunner(spark, new FakeTrials()), sweep, listener);
    }

    private SweepOutcome run(SweepRunner runner, SweepSpec sweep, SweepListener listener) {
        try (ResultStore store = ResultStore.open(directory, sweep, SampleSweep.DATA)) {
            return runner.run(sweep.trials(SampleSweep.DATA), FakeTrials.data(), store, listener);
        }
    }

    private static List<TrialId> ids(SweepSpec sweep) {
        return sweep.trials(SampleSweep.DATA).stream().map(TrialSpec::id).toList();
    }

    @Test
    void eachTrialIsCommittedOnceAndTold() {
        SweepSpec sweep = SampleSweep.withSeeds(1L, 2L, 3L);
        RecordingListener listener = new RecordingListener();
        assertThat(run(sweep, listener))
                .isEqualTo(new SweepOutcome(6, 0, Map.of(TrialStatus.COMPLETED, 6), List.of(), ""));
        ResultTables tables = ResultDirectory.read(directory);
        assertThat(tables.trials()).extracting(TrialRow::id).containsExactlyInAnyOrderElementsOf(ids(sweep));
        assertThat(tables.trials())
                .allMatch(row -> row.attempt() == 1 && row.spark().equals(spark.version()));
        assertThat(tables.evaluations()).hasSize(12);
        assertThat(listener.calls()).startsWith("started 6 0").doesNotHaveDuplicates();
        for (TrialId id : ids(sweep)) {
            assertThat(listener.calls())
                    .containsSubsequence(
                            "trialStarted " + id,
                            "epochEnded " + id + " 1",
                            "epochEnded " + id + " 2",
                            "trialEnded " + id);
        }
    }

    /** As where the directory that they are unpacked to is mounted noexec. */
    private static final class WithoutNatives implements TrialFunction {
        private static final long serialVersionUID = 1;

        @Override
        public Environment prepare() {
            NoClassDefFoundError error = new NoClassDefFoundError("Library");
            error.initCause(new UnsatisfiedLinkError("x.so: failed to map\nsegment from shared object"));
            throw error;
        }

        @Override
        public TrialResult run(TrialSpec spec, Dataset data, TrialObserver observer) {
            throw new AssertionError("trained");
        }
    }

    @Test
    void whereNativeCodeCannotBeLoadedNoTrialIsTriedAndOneLineSaysWhatHelps() {
        assertThatThrownBy(() -> new SweepRunner(spark, new WithoutNatives()).requireUsableSites())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(
                        "native libraries cannot be loaded (x.so: failed to map segment from shared object), expected ")
                .hasMessageContaining("-Djava.io.tmpdir (now ")
                .hasMessageContaining("-Dorg.bytedeco.javacpp.cachedir (now ");
    }

    /** Whose arithmetic fails the self-test. */
    private static final class Refused implements TrialFunction {
        private static final long serialVersionUID = 1;

        @Override
        public Environment prepare() {
            throw new InvalidInputException("this machine does not compute as it should");
        }

        @Override
        public TrialResult run(TrialSpec spec, Dataset data, TrialObserver observer) {
            throw new AssertionError("trained");
        }
    }

    @Test
    void aMachineThatIsRefusedIsSoInOneLineBeforeAnythingIsWritten() {
        assertThatThrownBy(() -> new SweepRunner(spark, new Refused()).requireUsableSites())
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("this machine does not compute as it should");
    }

    @Test
    void onlyMissingTrialsAreTrainedOnResume() {
        run(SampleSweep.withSeeds(1L), SweepListener.NONE);
        RecordingListener listener = new RecordingListener();
        SweepOutcome outcome = run(SampleSweep.withSeeds(1L, 2L), listener);
        assertThat(outcome).isEqualTo(new SweepOutcome(4, 2, Map.of(TrialStatus.COMPLETED, 2), List.of(), ""));
        assertThat(listener.calls())
                .filteredOn(call -> call.startsWith("trialEnded"))
                .hasSize(2);
        assertThat(run(SampleSweep.withSeeds(1L, 2L), SweepListener.NONE).alreadyDone())
                .isEqualTo(4);
    }

    @Test
    void aTrialThatThrowsIsARowAndStopsNoOther() {
        SweepSpec sweep = SampleSweep.withSeeds(FakeTrials.THROWS, 1L);
        SweepOutcome outcome = run(sweep, SweepListener.NONE);
        assertThat(outcome.ended(TrialStatus.COMPLETED)).isEqualTo(2);
        assertThat(outcome.failures())
                .extracting(SweepOutcome.Failure::reason)
                .containsExactly("IllegalArgumentException: no luck", "IllegalArgumentException: no luck");
        assertThat(ResultDirectory.read(directory).trials())
                .filteredOn(row -> row.status() == TrialStatus.FAILED)
                .hasSize(2);
        assertThat(run(sweep, SweepListener.NONE).failures()).hasSize(2);
    }

    @Test
    void aDivergedTrialIsAResult() {
        SweepSpec sweep = SampleSweep.withSeeds(FakeTrials.DIVERGES);
        assertThat(run(sweep, SweepListener.NONE).ended(TrialStatus.DIVERGED)).isEqualTo(2);
        assertThat(run(sweep, SweepListener.NONE).alreadyDone()).isEqualTo(2);
    }

    @Test
    void cancelStopsRunningTrialsAndKeepsWhatIsCommitted() throws Exception {
        run(SampleSweep.withSeeds(1L), SweepListener.NONE);
        Latency.assertBelow(Duration.ofSeconds(2), this::cancelAfterTheFirstStart);
    }

    private Duration cancelAfterTheFirstStart() throws InterruptedException {
        SweepRunner runner = new SweepRunner(spark, new FakeTrials());
        RecordingListener listener = new RecordingListener();
        SweepSpec sweep = SampleSweep.withSeeds(1L, FakeTrials.RUNS_ON);
        CompletableFuture<SweepOutcome> run = CompletableFuture.supplyAsync(() -> run(runner, sweep, listener));
        listener.awaitFirstStart();
        Instant cancelled = Instant.now();
        runner.cancel();
        SweepOutcome outcome = run.join();
        Duration took = Duration.between(cancelled, Instant.now());
        assertThat(outcome.isCancelled()).isTrue();
        assertThat(outcome.notRun()).isEqualTo(2);
        assertThat(ResultDirectory.read(directory).trials()).hasSize(2);
        return took;
    }

    /** A trial of this sweep ends only when its epoch has been told. */
    @Test
    void epochsAreToldWhileTheTrialRuns() {
        SweepSpec sweep = SampleSweep.withSeeds(FakeTrials.WAITS_FOR_EPOCH);
        RecordingListener listener = new RecordingListener() {
            @Override
            public void epochEnded(TrialId trial, EpochMeasurement epoch) {
                super.epochEnded(trial, epoch);
                FakeTrials.epochTold(trial);
            }
        };
        SweepOutcome outcome = run(sweep, listener);
        assertThat(outcome.failures()).isEmpty();
        assertThat(listener.calls())
                .filteredOn(call -> call.startsWith("epochEnded") && call.endsWith(" 1"))
                .hasSize(2);
    }

    @Test
    void whatATrialSaysIsToldHoweverLateSparkPassesItOn() {
        SparkListener slow = new SparkListener() {
            @Override
            public void onTaskEnd(SparkListenerTaskEnd end) {
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        };
        TrialFunction speaking = (spec, data, observer) -> {
            observer.notice(spec.id(), "a word");
            return SampleSweep.completed(spec);
        };
        SweepSpec sweep = SampleSweep.withSeeds(1L, 2L);
        RecordingListener listener = new RecordingListener();
        spark.sc().addSparkListener(slow);
        try {
            run(new SweepRunner(spark, speaking), sweep, listener);
        } finally {
            spark.sc().removeSparkListener(slow);
        }
        assertThat(listener.calls())
                .filteredOn(call -> call.startsWith("noticed"))
                .containsExactlyInAnyOrderElementsOf(ids(sweep).stream()
                        .map(id -> "noticed " + id + " a word")
                        .toList());
    }

    @Test
    void aResultThatCannotBeWrittenStopsTheSweep() throws java.io.IOException {
        SweepSpec sweep = SampleSweep.withSeeds(1L, FakeTrials.RUNS_ON);
        try (ResultStore store = ResultStore.open(directory, sweep, SampleSweep.DATA)) {
            java.nio.file.Files.delete(directory.resolve("epochs"));
            SweepRunner runner = new SweepRunner(spark, new FakeTrials());
            org.assertj.core.api.Assertions.assertThatThrownBy(() ->
                            runner.run(sweep.trials(SampleSweep.DATA), FakeTrials.data(), store, SweepListener.NONE))
                    .isInstanceOf(java.io.UncheckedIOException.class)
                    .hasMessageContaining("cannot be written");
        }
    }
}
