package dev.kappasweep.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.results.ResultDirectory;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.results.SampleSweep;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.run.SweepListener;
import dev.kappasweep.run.SweepOutcome;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Executors in JVMs of their own, which trials end. */
@Tag("alone")
class ExecutorLossTest {
    @TempDir
    private Path directory;

    @Test
    void aLostTrialIsTriedAgainAndFailsAloneInTheEnd() throws IOException, InterruptedException {
        SweepSpec sweep = SampleSweep.withSeeds(FakeTrials.HALTS_ONCE, FakeTrials.HALTS_ALWAYS, 1L);
        List<TrialSpec> trials = sweep.trials(SampleSweep.DATA).stream()
                .filter(trial -> trial.lambda() == 0)
                .toList();
        SweepOutcome outcome;
        try (JavaSparkContext spark = LocalCluster.start("2");
                ResultStore store = ResultStore.open(directory, sweep, SampleSweep.DATA)) {
            outcome =
                    new SweepRunner(spark, new FakeTrials()).run(trials, FakeTrials.data(), store, SweepListener.NONE);
        }
        assertThat(outcome.ended(TrialStatus.COMPLETED)).isEqualTo(2);
        assertThat(outcome.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.trial()).isEqualTo(trials.get(1).id());
            assertThat(failure.reason())
                    .startsWith("lost 4 times, 2 of them while no other trial ran")
                    .contains("exited with code 17");
        });
        // A third where the job was given up before the second had ended: the first of the next job is lost again.
        assertThat(row(trials.get(0)).attempt()).isBetween(2, 3);
        assertThat(row(trials.get(1)).status()).isEqualTo(TrialStatus.FAILED);
        assertThat(row(trials.get(1)).attempt()).isEqualTo(4);
        assertThat(row(trials.get(2)).attempt()).isEqualTo(1);
    }

    /** All three run on one executor, which the second ends. */
    @Test
    void theNeighboursOfATrialThatEndsItsExecutorComplete() throws IOException, InterruptedException {
        SweepSpec sweep = SampleSweep.withSeeds(FakeTrials.SLOW, FakeTrials.HALTS_LATE, FakeTrials.SLOW + 1);
        List<TrialSpec> trials = sweep.trials(SampleSweep.DATA).stream()
                .filter(trial -> trial.lambda() == 0)
                .toList();
        SweepOutcome outcome;
        try (JavaSparkContext spark = LocalCluster.start(1, 3, "1");
                ResultStore store = ResultStore.open(directory, sweep, SampleSweep.DATA)) {
            outcome =
                    new SweepRunner(spark, new FakeTrials()).run(trials, FakeTrials.data(), store, SweepListener.NONE);
        }
        assertThat(outcome.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.trial()).isEqualTo(trials.get(1).id());
            assertThat(failure.reason()).startsWith("lost 3 times, 1 of them while no other trial ran");
        });
        assertThat(outcome.ended(TrialStatus.COMPLETED)).isEqualTo(2);
        assertThat(row(trials.get(0)).attempt()).isEqualTo(2);
        assertThat(row(trials.get(2)).attempt()).isEqualTo(3);
    }

    /** Whatever was lost before, and has its result since, is not why the job has ended. */
    @Test
    void aJobThatSomebodyElseEndsIsNoLossOfATrial() throws IOException, InterruptedException {
        SweepSpec sweep = SampleSweep.withSeeds(FakeTrials.HALTS_ONCE, FakeTrials.RUNS_ON);
        List<TrialSpec> trials = sweep.trials(SampleSweep.DATA).stream()
                .filter(trial -> trial.lambda() == 0)
                .toList();
        try (JavaSparkContext spark = LocalCluster.start("4");
                ResultStore store = ResultStore.open(directory, sweep, SampleSweep.DATA)) {
            SweepListener cancelling = new SweepListener() {
                @Override
                public void trialEnded(TrialResult result) {
                    spark.sc().cancelAllJobs();
                }
            };
            SweepRunner runner = new SweepRunner(spark, new FakeTrials());
            assertThatThrownBy(() -> runner.run(trials, FakeTrials.data(), store, cancelling))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Spark gave the sweep up")
                    .hasMessageContaining("cancelled");
        }
        assertThat(ResultDirectory.read(directory).trials()).singleElement().satisfies(row -> {
            assertThat(row.id()).isEqualTo(trials.get(0).id());
            assertThat(row.status()).isEqualTo(TrialStatus.COMPLETED);
            assertThat(row.attempt()).isEqualTo(2);
        });
    }

    private TrialRow row(TrialSpec trial) {
        return ResultDirectory.read(directory).trials().stream()
                .filter(row -> row.id().equals(trial.id()))
                .findFirst()
                .orElseThrow();
    }
}
