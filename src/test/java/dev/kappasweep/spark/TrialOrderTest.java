package dev.kappasweep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.results.ResultDirectory;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.results.SampleSweep;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.run.SweepListener;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.trial.TrialFunction;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialOrderTest {
    @Test
    void theMostExpensiveTrialsRunFirstOthersInTheirOrder(@TempDir Path directory) {
        SweepSpec sweep = SampleSweep.withSeeds(1L, 2L);
        TrialFunction function = (spec, data, observer) -> SampleSweep.completed(spec, Instant.now());
        try (JavaSparkContext spark = SparkContexts.start("test", new SparkOptions(Optional.of("local[1]")));
                ResultStore store = ResultStore.open(directory, sweep, SampleSweep.DATA)) {
            new SweepRunner(spark, function)
                    .run(sweep.trials(SampleSweep.DATA), FakeTrials.data(), store, SweepListener.NONE);
        }
        List<TrialSpec> inOrder = ResultDirectory.read(directory).trials().stream()
                .sorted(Comparator.comparing(TrialRow::startedAt))
                .map(TrialRow::spec)
                .toList();
        assertThat(inOrder).extracting(TrialSpec::lambda).containsExactly(0.1, 0.1, 0.0, 0.0);
        assertThat(inOrder).extracting(TrialSpec::seed).containsExactly(1L, 2L, 1L, 2L);
    }
}
