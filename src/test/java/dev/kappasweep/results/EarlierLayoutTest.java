package dev.kappasweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Directories of builds that kept no log, also as a process that was killed in the midst of a compaction left them. */
class EarlierLayoutTest {
    private static final SweepSpec SWEEP = SampleSweep.withSeeds(1L, 2L, 3L);
    private static final List<TrialSpec> TRIALS = SWEEP.trials(SampleSweep.DATA);
    private static final List<String> IN_ORDER =
            List.of("layers", "spectra", "epochs", "evaluations", "samples", "trials");

    @TempDir
    private Path temporary = Path.of("");

    private Path directory = Path.of("");

    @BeforeEach
    void nameDirectory() {
        directory = temporary.resolve("results");
    }

    private static void fill(Path directory) throws IOException {
        try (ResultStore store = ResultStore.open(directory, SWEEP, SampleSweep.DATA)) {
            TRIALS.subList(0, 5).forEach(trial -> store.commit(SampleSweep.completed(trial), "4.1.0"));
            store.commit(SampleSweep.unfinished(TRIALS.get(5), TrialStatus.FAILED, "broken"), "4.1.0");
        }
        TablesOnDisk.forgetLog(directory);
    }

    @Test
    void allFilesCountAndTheFirstEntryOfTheLogSaysThem() throws IOException {
        fill(directory);
        ResultTables before = ResultDirectory.read(directory);
        assertThat(before.trials()).hasSize(6);
        try (ResultStore store = ResultStore.open(directory, SWEEP, SampleSweep.DATA)) {
            assertThat(store.finished()).hasSize(5);
            assertThat(ResultDirectory.read(directory)).isEqualTo(before);
            store.commit(SampleSweep.completed(TRIALS.get(5)), "4.1.0");
        }
        assertThat(ResultDirectory.read(directory).trials()).hasSize(6).allMatch(TrialRow::isFinal);
        Commit first = CommitFile.read(directory.resolve(CommitLog.DIRECTORY).resolve(CommitFile.name(1)));
        assertThat(first.files().orElseThrow()).hasSize(5 * 6 + 1).isEqualTo(first.added());
    }

    @Test
    void rowsOfATrialThatWasNotCommittedAreGoneAfterTheNextOpen() throws IOException {
        fill(directory);
        Files.delete(TablesOnDisk.of(directory, "trials", TRIALS.get(2).id()));
        ResultStore.open(directory, SWEEP, SampleSweep.DATA).close();
        for (String table : IN_ORDER.subList(0, 5)) {
            assertThat(TablesOnDisk.names(directory, table)).hasSize(4);
        }
    }

    /** With the tables of a compaction that ended where READY says so, as many of them in the place of the old ones. */
    private void halfCompacted(boolean isReady, int replaced) throws IOException {
        fill(directory);
        Path other = temporary.resolve("compacted");
        fill(other);
        assertThat(ResultStore.compact(other)).isEqualTo(5);
        Path work = Files.createDirectories(directory.resolve(EarlierLayout.WORK));
        for (String table : IN_ORDER) {
            boolean isReplaced = IN_ORDER.indexOf(table) < replaced;
            if (isReplaced) {
                Files.move(directory.resolve(table), work.resolve("old-" + table));
            }
            Files.move(other.resolve(table), (isReplaced ? directory : work).resolve(table));
        }
        if (isReady) {
            Files.writeString(work.resolve("READY"), "complete\n");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 5, 6})
    void aCompleteCompactionCountsAndIsCarriedOut(int replaced) throws IOException {
        halfCompacted(true, replaced);
        ResultTables before = ResultDirectory.read(directory);
        assertThat(before.trials()).hasSize(6);
        assertThat(before.layers()).hasSize(10);
        ResultStore.open(directory, SWEEP, SampleSweep.DATA).close();
        assertThat(directory.resolve(EarlierLayout.WORK)).doesNotExist();
        assertThat(TablesOnDisk.names(directory, "layers")).hasSize(1);
        assertThat(ResultDirectory.read(directory)).isEqualTo(before);
    }

    @Test
    void whatIsNotCompleteIsDeleted() throws IOException {
        halfCompacted(false, 0);
        ResultTables before = ResultDirectory.read(directory);
        ResultStore.open(directory, SWEEP, SampleSweep.DATA).close();
        assertThat(directory.resolve(EarlierLayout.WORK)).doesNotExist();
        assertThat(TablesOnDisk.names(directory, "layers")).hasSize(5);
        assertThat(ResultDirectory.read(directory)).isEqualTo(before);
    }
}
