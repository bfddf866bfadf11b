package dev.kappasweep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.results.ResultStore;
import dev.kappasweep.results.SampleSweep;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.trial.TrialFunction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MakespanTest {
    private static final double NANOS_PER_SECOND = 1e9;

    /** Trials of one to 32 epochs, an epoch taking 40 ms, in the worst order: the longest last. */
    @Test
    void trialsOfVeryDifferentCostTakeHardlyLongerThanTheyMust(@TempDir Path directory) {
        List<TrialSpec> trials = trials();
        TrialFunction function = (spec, data, observer) -> {
            pause(40L * spec.training().epochs());
            return SampleSweep.completed(spec);
        };
        double longest = 0.04 * 32;
        double total = trials.stream()
                .mapToDouble(spec -> 0.04 * spec.training().epochs())
                .sum();
        SweepSpec sweep = SampleSweep.withSeeds(1L);
        try (JavaSparkContext spark = SparkContexts.start("test", new SparkOptions(Optional.of("local[2]")));
                ResultStore store = ResultStore.open(directory, sweep, SampleSweep.DATA)) {
            SweepRunner runner = new SweepRunner(spark, function);
            runner.run(trials.subList(0, 1), FakeTrials.data(), store, SweepListener.NONE); // Spark's own start
            long start = System.nanoTime();
            runner.run(trials, FakeTrials.data(), store, SweepListener.NONE);
            double makespan = (System.nanoTime() - start) / NANOS_PER_SECOND;
            assertThat(makespan).isLessThan(1.1 * Math.max(total / 2, longest));
        }
    }

    private static List<TrialSpec> trials() {
        SweepSpec sweep = SampleSweep.withSeeds(1L);
        List<TrialSpec> trials = new ArrayList<>();
        IntStream.rangeClosed(1, 32)
                .filter(epochs -> epochs % 4 == 0 || epochs < 8)
                .forEach(epochs ->
                        trials.addAll(SampleSweep.withEpochs(sweep, epochs).trials(SampleSweep.DATA)));
        Collections.shuffle(trials.subList(1, trials.size()), new Random(1));
        return trials;
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
