package dev.kappasweep.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.Latency;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.results.SampleSweep;
import dev.kappasweep.run.SweepListener;
import dev.kappasweep.run.SweepOutcome;
import dev.kappasweep.sweep.RunSpec;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.trial.TrialFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Results that wait for a slow disk are few, and one that cannot be written stops the sweep whatever waits. */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("alone")
class WaitingResultsTest {
    private static final SweepSpec SWEEP =
            SampleSweep.withSeeds(LongStream.rangeClosed(1, 10).boxed().toArray(Long[]::new));
    private static final List<TrialSpec> TRIALS = SWEEP.trials(SampleSweep.DATA);
    private static final int MOST = 6;

    private JavaSparkContext spark;

    @TempDir
    private Path directory;

    /** In this JVM, where the trials of local[2] run. */
    private static final class Counting implements TrialFunction {
        private static final long serialVersionUID = 1;
        private static final AtomicInteger STARTED = new AtomicInteger();

        @Override
        public TrialResult run(TrialSpec spec, Dataset data, TrialObserver observer) {
            STARTED.incrementAndGet();
            return SampleSweep.completed(spec);
        }
    }

    @BeforeAll
    void startSpark() {
        spark = SparkContexts.start("test", new SparkOptions(Optional.of("local[2]")));
    }

    @AfterAll
    void stopSpark() {
        spark.close();
    }

    @BeforeEach
    void nothingHasStarted() {
        Counting.STARTED.set(0);
    }

    private SweepOutcome run(SweepListener listener) {
        SweepRunner runner = new SweepRunner(spark, new Counting(), RunSpec.DEFAULT, MOST);
        try (ResultStore store = ResultStore.open(directory, SWEEP, SampleSweep.DATA)) {
            return runner.run(TRIALS, FakeTrials.data(), store, listener);
        }
    }

    /** Holds the recorder at its first result until a job's trials have run and no job is active. */
    private class Holding implements SweepListener {
        private int told;
        private int mostWaiting;

        @Override
        public void trialEnded(TrialResult result) {
            if (told == 0) {
                awaitIdleSpark();
            }
            mostWaiting = Math.max(mostWaiting, Counting.STARTED.get() - told);
            told++;
        }
    }

    private void awaitIdleSpark() {
        try {
            Latency.await(() ->
                    Counting.STARTED.get() >= MOST && spark.statusTracker().getActiveJobIds().length == 0);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void noMoreTrialsRunThanResultsMayWait() {
        Holding holding = new Holding();
        assertThat(run(holding).ended(TrialStatus.COMPLETED)).isEqualTo(TRIALS.size());
        assertThat(holding.told).isEqualTo(TRIALS.size());
        assertThat(holding.mostWaiting).isEqualTo(MOST);
    }

    @Test
    void noTrialStartsAfterAnErrorOfTheDiskThatCameWhileResultsWaited() {
        SweepListener breaking = new Holding() {
            @Override
            public void trialEnded(TrialResult result) {
                super.trialEnded(result);
                throw new UncheckedIOException(new IOException("no space"));
            }
        };
        assertThatThrownBy(() -> run(breaking)).hasRootCauseMessage("no space");
        assertThat(Counting.STARTED).hasValue(MOST);
    }

    @Test
    void ofMessagesThatRepeatOthersTheLastAloneWaits() {
        Untold<String> untold = new Untold<>();
        assertThat(untold.put("1")).isTrue();
        assertThat(untold.put("1, 2")).isFalse();
        assertThat(untold.take()).isEqualTo("1, 2");
        assertThat(untold.put("3")).isTrue();
        assertThat(untold.take()).isEqualTo("3");
        assertThatThrownBy(untold::take).isInstanceOf(IllegalStateException.class);
    }
}
