package dev.kappasweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadersDuringCommitsTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void readersDuringCommitsSeeWholeTrialsOnly() {
        SweepSpec sweep =
                SampleSweep.withSeeds(LongStream.rangeClosed(1, 10).boxed().toArray(Long[]::new));
        try (ResultStore store = ResultStore.open(directory, sweep, SampleSweep.DATA)) {
            CompletableFuture<Void> commits = CompletableFuture.runAsync(() -> commitTwice(store, sweep));
            while (!commits.isDone()) {
                requireWhole(ResultStore.read(directory));
            }
            commits.join();
        }
        assertThat(ResultStore.read(directory).trials()).hasSize(20).allMatch(TrialRow::isFinal);
    }

    private static void commitTwice(ResultStore store, SweepSpec sweep) {
        for (TrialSpec trial : sweep.trials(SampleSweep.DATA)) {
            store.commit(SampleSweep.unfinished(trial, TrialStatus.FAILED, "broken"), "4.1.0");
            store.commit(SampleSweep.completed(trial), "4.1.0");
        }
    }

    private static void requireWhole(ResultTables tables) {
        for (TrialRow trial : tables.trials()) {
            ResultTables one = tables.only(Set.of(trial.id()));
            int rows = trial.isFinal() ? 2 : 0;
            assertThat(one.layers()).hasSize(rows);
            assertThat(one.epochs()).hasSize(rows);
            assertThat(one.evaluations()).hasSize(rows);
        }
    }
}
