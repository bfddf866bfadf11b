package dev.kappasweep.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.crew.Team;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.results.ResultDirectory;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.results.SampleSweep;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.run.SweepListener;
import dev.kappasweep.run.SweepOutcome;
import dev.kappasweep.sweep.Checkpoints;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.KeepWeights;
import dev.kappasweep.sweep.RunSpec;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.trial.TrialFunction;
import dev.kappasweep.trial.TrialRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The options of a run: timeout, limit of failures, canaries and checkpoints. */
@TestInstance(Lifecycle.PER_CLASS)
class RunSpecTest {
    private static final Dataset DIGITS = new DatasetLoader(Optional.empty(), Map.of()).load(DatasetSpec.DIGITS);
    private static final double NEVER = Double.POSITIVE_INFINITY;

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

    private SweepOutcome run(RunSpec options, TrialFunction function, SweepSpec sweep, SweepListener listener) {
        try (ResultStore store = ResultStore.open(directory, sweep, SampleSweep.DATA)) {
            return new SweepRunner(spark, function, options)
                    .run(sweep.trials(SampleSweep.DATA), FakeTrials.data(), store, listener);
        }
    }

    private SweepOutcome run(RunSpec options, SweepSpec sweep) {
        return run(options, new FakeTrials(), sweep, SweepListener.NONE);
    }

    private List<TrialRow> rows() {
        return ResultDirectory.read(directory).trials();
    }

    /** Tells how many threads may train a trial. */
    private static final class TellsSeats implements TrialFunction {
        static final Queue<Integer> SEATS = new ConcurrentLinkedQueue<>();

        @Override
        public TrialResult run(TrialSpec spec, Dataset data, TrialObserver observer) {
            throw new IllegalStateException("without a team");
        }

        @Override
        public TrialResult run(TrialSpec spec, Dataset data, TrialObserver observer, Team team) {
            SEATS.add(team.seats());
            return SampleSweep.completed(spec);
        }
    }

    @Test
    void idleCoresHelpUnlessTheyAreToldNotTo() {
        int most = Math.min(2, Runtime.getRuntime().availableProcessors());
        run(RunSpec.DEFAULT, new TellsSeats(), SampleSweep.withSeeds(1L), SweepListener.NONE);
        assertThat(TellsSeats.SEATS).containsExactly(most, most);
        TellsSeats.SEATS.clear();
        RunSpec without = new RunSpec(NEVER, 0, false, NEVER, "", false, KeepWeights.NONE, false, 0);
        run(without, new TellsSeats(), SampleSweep.withSeeds(1L, 2L), SweepListener.NONE);
        assertThat(TellsSeats.SEATS).containsExactly(1, 1);
    }

    @Test
    void aTrialThatTakesTooLongIsTimedOutAndTriedAgainByTheNextRun() {
        RunSpec options = new RunSpec(0.2, 0, false, NEVER, "", false);
        SweepSpec sweep = SampleSweep.withSeeds(FakeTrials.RUNS_ON, 1L);
        SweepOutcome outcome = run(options, sweep);
        assertThat(outcome.ended(TrialStatus.COMPLETED)).isEqualTo(2);
        assertThat(outcome.failures())
                .hasSize(2)
                .allMatch(failure -> failure.reason().equals("timed out after 0.2 s (run.timeout)"));
        assertThat(rows())
                .filteredOn(row -> row.status() == TrialStatus.TIMED_OUT)
                .hasSize(2);
        assertThat(run(options, sweep).alreadyDone()).isEqualTo(2);
    }

    @Test
    void theSweepStopsAtTheLimitOfFailures() {
        Long[] seeds = {FakeTrials.THROWS, FakeTrials.RUNS_ON};
        SweepOutcome outcome = run(new RunSpec(NEVER, 2, false, NEVER, "", false), SampleSweep.withSeeds(seeds));
        assertThat(outcome.stopReason()).isEqualTo("2 trials failed (run.maxFailures)");
        assertThat(outcome.failures()).hasSize(2);
        assertThat(outcome.notRun()).isEqualTo(2);
        assertThat(outcome.isCancelled()).isFalse();
    }

    @Test
    void aFailedCanaryStopsTheSweepBeforeItsOtherTrials() {
        TrialFunction penaltyFails = (spec, data, observer) -> {
            if (spec.lambda() > 0) {
                throw new IllegalStateException("no memory");
            }
            return SampleSweep.completed(spec);
        };
        SweepSpec sweep = SampleSweep.withSeeds(1L, 2L, 3L);
        SweepOutcome outcome =
                run(new RunSpec(NEVER, 0, true, NEVER, "", false), penaltyFails, sweep, SweepListener.NONE);
        assertThat(outcome.stopReason()).isEqualTo("1 of the trials that run first (run.canary) failed");
        assertThat(outcome.ended(TrialStatus.COMPLETED)).isEqualTo(1);
        assertThat(outcome.notRun()).isEqualTo(4);
        assertThat(run(new RunSpec(NEVER, 0, true, NEVER, "", false), sweep).ended(TrialStatus.COMPLETED))
                .isEqualTo(5);
    }

    @Test
    void aTrialThatFailsAfterTheCanariesStopsNothing() {
        TrialFunction thirdSeedFails = (spec, data, observer) -> {
            if (spec.seed() == 3) {
                throw new IllegalStateException("no luck");
            }
            return SampleSweep.completed(spec);
        };
        SweepSpec sweep = SampleSweep.withSeeds(1L, 2L, 3L);
        SweepOutcome outcome =
                run(new RunSpec(NEVER, 0, true, NEVER, "", false), thirdSeedFails, sweep, SweepListener.NONE);
        assertThat(outcome.stopReason()).isEmpty();
        assertThat(outcome.failures()).hasSize(2);
        assertThat(outcome.notRun()).isZero();
    }

    private SweepSpec realSweep() {
        return SampleSweep.withSeeds(1L);
    }

    private SweepOutcome runReal(RunSpec options, TrialFunction function, SweepListener listener) {
        SweepSpec sweep = realSweep();
        try (ResultStore store = ResultStore.open(directory, sweep, DIGITS.id())) {
            return new SweepRunner(spark, function, options).run(sweep.trials(DIGITS.id()), DIGITS, store, listener);
        }
    }

    /** Trains, but is told to stop after 200 steps; Spark does not retry locally, so the trial is FAILED then. */
    private static TrialFunction stopping() {
        return (spec, data, observer) -> {
            TrialObserver stopping = new TrialObserver() {
                private int steps = 200;

                @Override
                public boolean isCancelled() {
                    return steps-- <= 0;
                }

                @Override
                public void notice(TrialId trial, String text) {
                    observer.notice(trial, text);
                }

                @Override
                public Checkpoints checkpoints() {
                    return observer.checkpoints();
                }
            };
            return new TrialRunner().run(spec, data, stopping);
        };
    }

    private List<Path> checkpoints() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("checkpoints"))) {
            return files.sorted().toList();
        }
    }

    @Test
    void aStoppedTrialLeavesItsStateAndTheNextRunGoesOnFromItAndDeletesIt() throws IOException {
        RunSpec options = new RunSpec(NEVER, 0, false, 1e9, "", false);
        assertThat(runReal(options, stopping(), SweepListener.NONE).failures()).hasSize(2);
        List<TrialId> ids = realSweep().trials(DIGITS.id()).stream()
                .map(TrialSpec::id)
                .sorted()
                .toList();
        assertThat(checkpoints())
                .extracting(file -> file.getFileName().toString())
                .as("checkpoints")
                .containsExactly(ids.get(0) + ".checkpoint", ids.get(1) + ".checkpoint");
        Files.write(checkpoints().get(0), new byte[] {1, 2, 3});

        RecordingListener listener = new RecordingListener();
        assertThat(runReal(options, new TrialRunner(), listener).ended(TrialStatus.COMPLETED))
                .isEqualTo(2);
        assertThat(listener.calls())
                .filteredOn(call -> call.startsWith("noticed"))
                .containsExactly(
                        "noticed " + ids.get(0)
                                + " checkpoint ignored, the trial starts at its beginning: its digest does not fit its content");
        assertThat(directory.resolve("checkpoints")).doesNotExist();
        for (TrialRow row : rows()) {
            assertThat(row.weightsSha256())
                    .isEqualTo(new TrialRunner()
                            .run(row.spec(), DIGITS, TrialObserver.NONE)
                            .weightsSha256());
        }
    }

    @Test
    void whatADriverLeftThatDiedAfterItsLastCommitIsDeletedByARunWithNothingToTrain() throws IOException {
        RunSpec options = new RunSpec(NEVER, 0, false, 1e9, "", false);
        runReal(options, new TrialRunner(), SweepListener.NONE);
        SharedCheckpoints left = SharedCheckpoints.in(
                        directory.resolve("checkpoints").toUri().toString(), 1)
                .create();
        left.write(realSweep().trials(DIGITS.id()).get(0).id(), out -> out.write(1));

        assertThat(runReal(options, new TrialRunner(), SweepListener.NONE).alreadyDone())
                .isEqualTo(2);

        assertThat(directory.resolve("checkpoints")).doesNotExist();
    }

    @Test
    void aDirectoryThatIsNotTheDriversIsNotUsed() throws IOException {
        SharedCheckpoints made =
                SharedCheckpoints.in(directory.toUri().toString(), 1).create();
        assertThat(made.isVisible()).isTrue();
        Files.writeString(directory.resolve(".run"), "another run");
        assertThat(made.isVisible()).isFalse();
    }

    @Test
    void aCheckpointDirectoryThatCannotBeIsRefused() {
        RunSpec options = new RunSpec(NEVER, 0, false, 1, "nowhere://host/dir", false);
        assertThatThrownBy(() -> run(options, SampleSweep.withSeeds(1L)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("run.checkpointDirectory: nowhere://host/dir cannot be written");
    }
}
