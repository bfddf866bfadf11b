package dev.kappasweep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.results.ResultStore;
import dev.kappasweep.results.SampleSweep;
import dev.kappasweep.run.SweepListener;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("alone")
class MakespanTest {
    private static final int SLOTS = 2;

    /** Trials of one to 32 epochs, an epoch taking one unit of time, in the worst order: the longest last. */
    @Test
    void trialsOfVeryDifferentCostTakeHardlyLongerThanTheyMust(@TempDir Path directory) {
        List<TrialSpec> trials = trials();
        SimulatedTime.restart(SLOTS, trials.size());
        TrialFunction function = (spec, data, observer) -> {
            SimulatedTime.pass(spec.training().epochs());
            return SampleSweep.completed(spec);
        };
        long longest = 32;
        long total = trials.stream().mapToLong(spec -> spec.training().epochs()).sum();
        SweepSpec sweep = SampleSweep.withSeeds(1L);
        try (JavaSparkContext spark =
                        SparkContexts.start("test", new SparkOptions(Optional.of("local[" + SLOTS + "]")));
                ResultStore store = ResultStore.open(directory, sweep, SampleSweep.DATA)) {
            new SweepRunner(spark, function).run(trials, FakeTrials.data(), store, SweepListener.NONE);
        }
        assertThat((double) SimulatedTime.now()).isLessThan(1.1 * Math.max((double) total / SLOTS, (double) longest));
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
}
