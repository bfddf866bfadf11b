package dev.kappasweep.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.files.StoreContract;
import dev.kappasweep.results.EndedTrials;
import dev.kappasweep.results.LayerRow;
import dev.kappasweep.results.ResultDirectory;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.results.StoredResults;
import dev.kappasweep.results.TakeOver;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What results are held to on every file system of a cluster, besides its files. */
abstract class StoredSweepContract extends StoreContract {
    static final SweepSpec SWEEP = EndedTrials.sweep(CommittingDriver.SEEDS);
    static final List<TrialSpec> TRIALS = EndedTrials.trials(SWEEP);
    private static final int KILLS = 2;

    @TempDir
    private Path ofThisMachine;

    /** What clients in other processes have as HADOOP_CONF_DIR. */
    abstract Path configuration();

    static ResultStore open(Path directory) {
        return ResultStore.open(directory, SWEEP, EndedTrials.DATA);
    }

    static void commit(ResultStore store, int from, int to) {
        TRIALS.subList(from, to).forEach(trial -> store.commit(EndedTrials.completed(trial), "4.2.0"));
    }

    @Test
    void aSweepIsCommittedCompactedContinuedAndReadAsOnThisMachine() throws IOException {
        Path here = ofThisMachine.resolve("here");
        Path there = root();
        for (Path directory : List.of(here, there)) {
            try (ResultStore store = open(directory)) {
                commit(store, 0, 3);
                store.commit(EndedTrials.failed(TRIALS.get(3)), "4.2.0");
                store.commit(
                        TRIALS.subList(4, 6).stream()
                                .map(EndedTrials::completed)
                                .toList(),
                        "4.2.0");
            }
            ResultStore.compact(directory);
            try (ResultStore store = open(directory)) {
                assertThat(store.finished()).hasSize(5);
                commit(store, 3, 4);
                commit(store, 6, 7);
            }
        }
        assertThat(ResultDirectory.read(there)).isEqualTo(ResultDirectory.read(here));
        assertThat(ResultDirectory.read(there).trials()).hasSize(7).allMatch(TrialRow::isFinal);
    }

    @Test
    void aSecondRunIsRefusedWhileTheFirstShowsSignsOfLife() throws IOException {
        Path directory = root();
        try (ResultStore store = open(directory)) {
            assertInUse(directory);
            commit(store, 0, 1);
        }
        open(directory).close();
    }

    private static void assertInUse(Path directory) {
        assertThatThrownBy(() -> open(directory))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("results: " + directory + " is in use by another run (")
                .hasMessageContaining("last sign of life");
    }

    /** In processes of their own, as jobs/chaos does with whole sweeps. */
    @Test
    void driversThatAreKilledOrStoppedLoseDoubleAndTearNothing() throws IOException, InterruptedException {
        Path directory = root();
        List<String> told = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            CommittingDriver driver = CommittingDriver.start(directory, configuration(), ofThisMachine);
            told.addAll(driver.await(2));
            assertWhole(directory, told);
            told.addAll(driver.kill());
        }
        CommittingDriver stopped = CommittingDriver.start(directory, configuration(), ofThisMachine);
        told.addAll(stopped.await(1));
        stopped.signal("STOP");
        assertInUse(directory);
        TakeOver.of(directory);
        stopped.signal("CONT");
        told.addAll(stopped.assertTakenOver());
        assertThat(told).as("told as committed").doesNotHaveDuplicates();
        Set<String> committed = assertWhole(directory, told);
        try (ResultStore store = open(directory)) {
            assertThat(store.finished()).hasSameSizeAs(committed);
            store.commit(
                    TRIALS.stream()
                            .filter(trial -> !store.finished().contains(trial.id()))
                            .map(EndedTrials::completed)
                            .toList(),
                    "4.2.0");
        }
        assertThat(assertWhole(directory, told)).hasSameSizeAs(TRIALS);
    }

    /** Every trial that is there, which includes those told, is there once, with both of its layers. */
    private static Set<String> assertWhole(Path directory, List<String> told) {
        StoredResults results = StoredResults.read(directory);
        Set<String> ids =
                results.trials().stream().map(TrialRow::id).map(TrialId::text).collect(Collectors.toSet());
        assertThat(results.trials()).as("rows of trials").hasSameSizeAs(ids);
        assertThat(ids).containsAll(told);
        List<LayerRow> layers = new ArrayList<>();
        results.eachLayer(layers::add);
        assertThat(layers).hasSize(2 * ids.size());
        return ids;
    }
}
