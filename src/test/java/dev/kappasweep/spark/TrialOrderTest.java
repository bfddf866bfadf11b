package dev.kappasweep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.results.ResultStore;
import dev.kappasweep.results.SampleSweep;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialOrderTest {
    @Test
    void theMostExpensiveTrialsRunFirstOthersInTheirOrder(@TempDir Path directory) {
        SweepSpec sweep = SampleSweep.withSeeds(1L, 2L);
        List<Double> lambdas = new ArrayList<>();
        List<Long> seeds = new ArrayList<>();
        List<TrialId> started = new ArrayList<>();
        SweepListener listener = new SweepListener() {
            @Override
            public void trialStarted(TrialId trial) {
                started.add(trial);
            }

            @Override
            public void trialEnded(TrialResult result) {
                assertThat(started).contains(result.id());
                lambdas.add(result.spec().lambda());
                seeds.add(result.spec().seed());
            }
        };
        try (JavaSparkContext spark = SparkContexts.start("test", new SparkOptions(Optional.of("local[1]"), 1));
                ResultStore store = ResultStore.open(directory, sweep, SampleSweep.DATA)) {
            new SweepRunner(spark, new FakeTrials())
                    .run(sweep.trials(SampleSweep.DATA), FakeTrials.data(), store, listener);
        }
        assertThat(lambdas).containsExactly(0.1, 0.1, 0.0, 0.0);
        assertThat(seeds).containsExactly(1L, 2L, 1L, 2L);
    }
}
