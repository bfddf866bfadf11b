package dev.kappasweep.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A committed trial whose rows in another table are gone is damaged, not one without values. */
class LostRowsTest {
    private static final SweepSpec SWEEP = SampleSweep.withSeeds(1L, 2L);
    private static final List<TrialSpec> TRIALS = SWEEP.trials(SampleSweep.DATA);
    private static final TrialId FIRST = TRIALS.get(0).id();

    @TempDir
    private Path directory = Path.of("");

    @BeforeEach
    void writeResults() {
        try (ResultStore store = open()) {
            store.commit(SampleSweep.completed(TRIALS.get(0)), "4.1.0");
            store.commit(SampleSweep.completed(TRIALS.get(1)), "4.1.0");
            store.commit(SampleSweep.unfinished(TRIALS.get(2), TrialStatus.DIVERGED, "loss was NaN"), "4.1.0");
        }
    }

    private ResultStore open() {
        return ResultStore.open(directory, SWEEP, SampleSweep.DATA);
    }

    private Path file(String table, int trial) {
        return TablesOnDisk.of(directory, table, TRIALS.get(trial).id());
    }

    private void isTold(String what) {
        Stream.<Runnable>of(
                        () -> ResultDirectory.read(directory),
                        () -> ResultDirectory.readTrials(directory),
                        () -> ResultDirectory.read(directory, FIRST))
                .forEach(reader -> assertThatThrownBy(reader::run)
                        .isInstanceOf(InvalidInputException.class)
                        .hasMessageContaining(what)
                        .hasMessageEndingWith("; 'run' of the same sweep trains this trial again"));
    }

    private void isTrainedAgain() {
        assertThat(SampleSweep.finished(directory, SWEEP))
                .containsExactlyInAnyOrder(TRIALS.get(1).id(), TRIALS.get(2).id());
        try (ResultStore store = open()) {
            assertThat(store.repairs()).containsOnlyKeys(FIRST);
            assertThat(store.repairs().get(FIRST)).endsWith(": this trial will be trained again");
            assertThat(store.finished()).doesNotContain(FIRST);
            store.commit(SampleSweep.completed(TRIALS.get(0)), "4.1.0");
        }
        open().close();
        assertThat(ResultDirectory.read(directory).trials()).hasSize(3);
        assertThat(ResultDirectory.read(directory).layers()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"layers", "spectra", "epochs", "evaluations", "samples"})
    void aFileThatIsGoneIsToldAndItsTrialTrainedAgain(String table) throws IOException {
        Files.delete(file(table, 0));
        isTold(directory.resolve(table).resolve(FIRST.text()) + " is missing, expected what was committed with trials/"
                + file("trials", 0).getFileName());
        isTrainedAgain();
    }

    @Test
    void aTableThatIsGoneIsTold() throws IOException {
        for (int trial = 0; trial < 3; trial++) {
            Files.delete(file("evaluations", trial));
        }
        Files.delete(directory.resolve("evaluations"));
        isTold(" is missing");
        assertThat(SampleSweep.finished(directory, SWEEP)).isEmpty();
        try (ResultStore store = open()) {
            assertThat(store.repairs()).hasSize(3);
        }
        assertThat(ResultDirectory.readTrials(directory).trials()).isEmpty();
    }

    @Test
    void ofSeveralFilesThatAreGoneTheFirstIsToldAndHowManyOthers() throws IOException {
        Files.delete(file("layers", 0));
        Files.delete(file("epochs", 1));
        assertThatThrownBy(() -> ResultDirectory.read(directory))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(
                        " is missing (and so for 1 other files), expected what was committed with trials/");
    }

    @Test
    void rowsOfAnotherTrialAreTold() throws IOException {
        Files.copy(file("layers", 1), file("layers", 0), StandardCopyOption.REPLACE_EXISTING);
        isTold(file("layers", 0) + " holds other rows");
        isTrainedAgain();
    }

    @Test
    void rowsOfAnotherTrialAreToldInFilesOfEarlierBuildsToo() throws IOException {
        TrialRow row = ResultDirectory.read(directory, FIRST).trials().get(0);
        PlainFile.write(new TrialTable(), List.of(row), file("trials", 0));
        assertThat(ResultDirectory.read(directory, FIRST).layers()).hasSize(2);
        Files.copy(file("layers", 1), file("layers", 0), StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> ResultDirectory.read(directory))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(
                        file("layers", 0) + " is damaged (it has rows of other trials than its name says)");
    }

    @Test
    void earlierBuildsMayLackTheLaterTables() throws IOException {
        TrialRow row = ResultDirectory.read(directory, FIRST).trials().get(0);
        PlainFile.write(new TrialTable(), List.of(row), file("trials", 0));
        Files.delete(file("spectra", 0));
        Files.delete(file("samples", 0));
        assertThat(ResultDirectory.read(directory).trials()).hasSize(3);
        Files.delete(file("epochs", 0));
        isTold(directory.resolve("epochs").resolve(FIRST.text()) + " is missing");
    }

    @Test
    void compactionLeavesDamagedFilesAsTheyAre() throws IOException {
        Files.delete(file("layers", 0));
        assertThat(ResultStore.compact(directory)).isEqualTo(2);
        isTold(directory.resolve("layers").resolve(FIRST.text()) + " is missing");
        isTrainedAgain();
    }

    @Test
    void aTrialInTwoFilesIsTold(@TempDir Path second) throws IOException {
        try (ResultStore store = ResultStore.open(second, SWEEP, SampleSweep.DATA)) {
            store.commit(
                    TRIALS.subList(0, 2).stream().map(SampleSweep::completed).toList(), "4.1.0");
        }
        for (String table : SparkTables.names()) {
            try (Stream<Path> files = Files.list(second.resolve(table))) {
                for (Path file : files.toList()) {
                    Files.copy(file, directory.resolve(table).resolve(file.getFileName()));
                }
            }
        }
        assertThat(ResultDirectory.readTrials(directory).trials())
                .as("a file that was not committed here does not count")
                .hasSize(3);
        TablesOnDisk.forgetLog(directory);
        assertThatThrownBy(() -> ResultDirectory.read(directory))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(" is in two files of " + directory.resolve("trials"))
                .hasMessageContaining("-and-1-more");
        assertThatThrownBy(() -> SampleSweep.finished(directory, SWEEP))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("expected each trial once");
    }
}
