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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.jdk.javaapi.CollectionConverters;

/** What Spark's pages, and event logs, know of a sweep. */
class SparkPagesTest {
    private static final class Pages extends SparkListener {
        private final List<String> jobs = Collections.synchronizedList(new ArrayList<>());
        private final List<String> tasks = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void onJobStart(SparkListenerJobStart start) {
            jobs.add(start.properties().getProperty("spark.job.description"));
            CollectionConverters.asJava(start.stageInfos()).forEach(stage -> jobs.add(stage.name()));
        }

        @Override
        public void onTaskEnd(SparkListenerTaskEnd end) {
            CollectionConverters.asJava(end.taskInfo().accumulables()).stream()
                    .filter(shown -> shown.name().contains("trial"))
                    .forEach(shown -> tasks.add(
                            shown.update().get() + " of all '" + shown.value().get() + "'"));
        }
    }

    @Test
    void jobIsNamedByItsSweepAndItsTrialAndATaskByItsTrial(@TempDir Path directory) {
        Pages pages = new Pages();
        SweepSpec sweep = SampleSweep.withSeeds(1L, 2L);
        TrialFunction function = (spec, data, observer) -> SampleSweep.completed(spec);
        try (JavaSparkContext spark = SparkContexts.start("test", new SparkOptions(Optional.of("local[2]")));
                ResultStore store = ResultStore.open(directory, sweep, SampleSweep.DATA)) {
            spark.sc().addSparkListener(pages);
            new SweepRunner(spark, function)
                    .run(sweep.trials(SampleSweep.DATA), FakeTrials.data(), store, SweepListener.NONE);
        }
        List<TrialSpec> trials = sweep.trials(SampleSweep.DATA);
        assertThat(new HashSet<>(pages.jobs))
                .isEqualTo(trials.stream()
                        .map(trial -> sweep.name() + ": trial " + trial.id())
                        .collect(Collectors.toSet()));
        assertThat(pages.tasks)
                .containsExactlyInAnyOrderElementsOf(trials.stream()
                        .map(trial -> "lambda " + trial.strength() + " seed " + trial.seed() + ", trial " + trial.id()
                                + " of all ''")
                        .toList());
    }
}
