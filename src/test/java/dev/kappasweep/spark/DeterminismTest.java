package dev.kappasweep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.conf.SweepFileReader;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.results.ResultDirectory;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.results.TrialComparison;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.run.SweepListener;
import dev.kappasweep.run.SweepOutcome;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.Environment;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.trial.TrialFunction;
import dev.kappasweep.trial.TrialRunner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gate: however a trial is run, all its rows but times have the same bits. */
class DeterminismTest {
    private static final Dataset DIGITS = new DatasetLoader(Optional.empty(), Map.of()).load(DatasetSpec.DIGITS);
    private static final long LOST_ONCE = 3;
    private static final SweepSpec SWEEP = sweep();
    private static final List<TrialSpec> TRIALS = SWEEP.trials(DIGITS.id());
    private static final List<TrialResult> EXPECTED = new ArrayList<>();

    @TempDir
    private Path directory;

    private static SweepSpec sweep() {
        return SweepFileReader.read(
                        Path.of("conf/quickstart.yaml"),
                        List.of(
                                "network.hidden=24,12",
                                "regularizer.layers=W1,W2",
                                "training.epochs=2",
                                "training.trainImages=330",
                                "axes.lambda=0,0.1",
                                "axes.seed=1,2," + LOST_ONCE,
                                "evaluation.snr=inf,1"))
                .spec();
    }

    /** Each trial in a thread of its own that has never trained anything. */
    @BeforeAll
    static void trainEachInAFreshThread() throws Exception {
        for (TrialSpec trial : TRIALS) {
            ExecutorService fresh = Executors.newSingleThreadExecutor();
            EXPECTED.add(fresh.submit(() -> train(trial)).get());
            fresh.shutdown();
        }
        assertThat(EXPECTED).extracting(TrialResult::weightsSha256).doesNotHaveDuplicates();
    }

    private static TrialResult train(TrialSpec trial) {
        return new TrialRunner().run(trial, DIGITS, TrialObserver.NONE);
    }

    @Test
    void aReusedThreadGivesTheBitsOfAFreshOne() throws Exception {
        ExecutorService reused = Executors.newSingleThreadExecutor();
        try (ResultStore store = ResultStore.open(directory, SWEEP, DIGITS.id())) {
            for (TrialSpec trial : TRIALS) {
                store.commit(reused.submit(() -> train(trial)).get(), "none");
            }
        } finally {
            reused.shutdown();
        }
        assertCommittedAsExpected();
    }

    @ParameterizedTest
    @ValueSource(strings = {"local[1]", "local[2]"})
    void anyParallelismGivesTheSameBits(String master) {
        try (JavaSparkContext spark = SparkContexts.start("test", new SparkOptions(Optional.of(master)))) {
            run(spark, TRIALS);
        }
        assertCommittedAsExpected();
    }

    @Test
    void theReversedOrderGivesTheSameBits() {
        List<TrialSpec> reversed = new ArrayList<>(TRIALS);
        Collections.reverse(reversed);
        try (JavaSparkContext spark = SparkContexts.start("test", new SparkOptions(Optional.of("local[2]")))) {
            run(spark, reversed);
        }
        assertCommittedAsExpected();
    }

    @Test
    void anotherExecutorAndASecondAttemptGiveTheSameBits() throws Exception {
        try (JavaSparkContext spark = LocalCluster.start("4")) {
            run(spark, TRIALS);
        }
        assertCommittedAsExpected();
        List<Integer> attempts = ResultDirectory.readTrials(directory).trials().stream()
                .filter(row -> row.spec().seed() == LOST_ONCE)
                .map(TrialRow::attempt)
                .toList();
        assertThat(attempts).hasSize(2).allMatch(attempt -> attempt > 1);
    }

    private void run(JavaSparkContext spark, List<TrialSpec> trials) {
        try (ResultStore store = ResultStore.open(directory, SWEEP, DIGITS.id())) {
            SweepOutcome outcome =
                    new SweepRunner(spark, new LosesExecutors()).run(trials, DIGITS, store, SweepListener.NONE);
            assertThat(outcome.failures()).isEmpty();
            assertThat(outcome.ended(TrialStatus.COMPLETED)).isEqualTo(trials.size());
        }
    }

    private void assertCommittedAsExpected() {
        Map<TrialId, TrialResult> expected =
                EXPECTED.stream().collect(Collectors.toMap(TrialResult::id, result -> result));
        List<TrialRow> rows = ResultDirectory.readTrials(directory).trials();
        assertThat(rows).hasSize(EXPECTED.size()).allSatisfy(row -> {
            TrialComparison comparison = TrialComparison.of(
                    ResultDirectory.read(directory, row.id()), Objects.requireNonNull(expected.get(row.id())));
            assertThat(comparison.differences()).isEmpty();
        });
    }

    /** Real training; on a cluster the executor of some trials ends after their first epoch, once. */
    private static final class LosesExecutors implements TrialFunction {
        private static final long serialVersionUID = 1;
        private final TrialRunner runner = new TrialRunner();

        @Override
        public Environment prepare() {
            return runner.prepare();
        }

        @Override
        public TrialResult run(TrialSpec spec, Dataset data, TrialObserver observer) {
            TaskContext task = TaskContext.get();
            boolean isToBeLost = spec.seed() == LOST_ONCE && task.attemptNumber() == 0 && !LocalCluster.isDriver();
            return runner.run(spec, data, isToBeLost ? LocalCluster.haltingAfterAnEpoch() : observer);
        }
    }
}
