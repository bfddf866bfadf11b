package dev.kappasweep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.crew.StepDemand;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.results.SampleSweep;
import dev.kappasweep.run.SweepListener;
import dev.kappasweep.run.SweepOutcome;
import dev.kappasweep.sweep.KeepWeights;
import dev.kappasweep.sweep.RunSpec;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.trial.TrialFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaneChoiceTest {
    private static final Optional<StepDemand> STEP = Optional.of(new StepDemand(4e8, 7e7, 2e7));

    @TempDir
    private Path directory;

    private static RunSpec lanes(int lanes) {
        return new RunSpec(Double.POSITIVE_INFINITY, 0, false, 10, "", false, KeepWeights.NONE, true, lanes);
    }

    private static JavaSparkContext local(int slots) {
        return SparkContexts.start("test", new SparkOptions(Optional.of("local[" + slots + "]")));
    }

    /** Notes in a directory how many trials are in training at once in each process. */
    private static final class Counting implements TrialFunction {
        private static final long serialVersionUID = 1;

        private final String directory;

        Counting(Path directory) {
            this.directory = directory.toString();
        }

        @Override
        public TrialResult run(TrialSpec spec, Dataset data, TrialObserver observer) {
            try {
                Path here = Files.createDirectories(
                        Path.of(directory, "now", SparkEnv.get().executorId()));
                Path mine = Files.createFile(here.resolve(spec.id().toString()));
                try (Stream<Path> there = Files.list(here)) {
                    Files.createDirectories(Path.of(directory, "counts", "" + there.count()));
                }
                Thread.sleep(200);
                Files.delete(mine);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return SampleSweep.completed(spec);
        }

        List<String> counts() throws IOException {
            return names("counts");
        }

        List<String> processes() throws IOException {
            return names("now");
        }

        private List<String> names(String of) throws IOException {
            try (Stream<Path> all = Files.list(Path.of(directory, of))) {
                return all.map(path -> path.getFileName().toString()).sorted().toList();
            }
        }
    }

    private List<String> run(JavaSparkContext spark, RunSpec options, TrialFunction function) {
        SweepSpec sweep = SampleSweep.withSeeds(1L, 2L, 3L, 4L);
        List<String> notices = new ArrayList<>();
        SweepListener listener = new SweepListener() {
            @Override
            public void noticed(String text) {
                notices.add(text);
            }
        };
        try (ResultStore store = ResultStore.open(directory.resolve("results"), sweep, SampleSweep.DATA)) {
            SweepOutcome outcome = new SweepRunner(spark, function, options)
                    .run(sweep.trials(SampleSweep.DATA), FakeTrials.data(), store, listener);
            assertThat(outcome.ended(TrialStatus.COMPLETED)).isEqualTo(8);
        }
        return notices;
    }

    @Test
    void inLocalModeAsManyAreInTrainingAsTheRunSays() throws IOException {
        try (JavaSparkContext spark = local(4)) {
            Counting function = new Counting(directory);
            assertThat(run(spark, lanes(2), function)).containsExactly("2 trials at once in each process (run.lanes)");
            assertThat(function.counts()).containsExactly("1", "2");
        }
    }

    @Test
    void ofSeveralExecutorsEachHasAsManyAsTheRunSays() throws IOException, InterruptedException {
        try (JavaSparkContext spark = LocalCluster.start(2, 2, "1")) {
            Counting function = new Counting(directory);
            assertThat(run(spark, lanes(1), function)).containsExactly("1 trial at once in each process (run.lanes)");
            assertThat(function.counts()).containsExactly("1");
            assertThat(function.processes()).containsExactly("0", "1");
        }
    }

    @Test
    void moreLanesThanSlotsAreAsManyAsSlots() {
        try (JavaSparkContext spark = local(2)) {
            assertThat(new LaneChoice(spark).of(lanes(64), STEP)).isEqualTo(LaneChoice.Choice.ONE);
            assertThat(new LaneChoice(spark).of(lanes(1), STEP).slotsOfTrial()).isEqualTo(2);
            assertThat(new LaneChoice(spark).of(lanes(1), Optional.empty())).isEqualTo(LaneChoice.Choice.ONE);
        }
    }

    @Test
    void leftToTheProgramATrialFillsWhatItsModelSays() {
        try (JavaSparkContext spark = local(2)) {
            LaneChoice.Choice choice = new LaneChoice(spark).of(RunSpec.DEFAULT, STEP);
            assertThat(choice.slotsOfTrial()).isBetween(1.0, 2.0);
            assertThat(choice.notice().isPresent()).isEqualTo(choice.slotsOfTrial() > 1);
        }
    }
}
