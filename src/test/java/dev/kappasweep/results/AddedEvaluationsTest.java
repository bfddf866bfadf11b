package dev.kappasweep.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.files.Disk;
import dev.kappasweep.files.ForwardingDisk;
import dev.kappasweep.files.LocalStore;
import dev.kappasweep.sweep.EvaluationMeasurement;
import dev.kappasweep.sweep.SampleMeasurement;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory whose sweep is given other test SNRs than those that its trials were committed with. */
class AddedEvaluationsTest {
    private static final Snr TWO = new Snr(2);
    private static final SweepSpec PLANNED = SampleSweep.withSeeds(1L, 2L, 3L);
    private static final SweepSpec WIDER = SampleSweep.evaluatedAt(PLANNED, Snr.INFINITE, new Snr(0.5), TWO);
    private static final List<TrialSpec> TRIALS = PLANNED.trials(SampleSweep.DATA);

    @TempDir
    private Path directory = Path.of("");

    private ResultStore open(SweepSpec sweep) {
        return open(sweep, Disk.LOCAL);
    }

    private ResultStore open(SweepSpec sweep, Disk disk) {
        return ResultStore.open(directory, sweep, SampleSweep.DATA, Mixing.REFUSED, new LocalStore(disk));
    }

    /** Trials 0 to 2 share a file, 3 has one of its own, 4 has diverged, 5 failed. */
    private void commitPlanned() {
        try (ResultStore store = open(PLANNED)) {
            store.commit(
                    TRIALS.subList(0, 3).stream().map(SampleSweep::completed).toList(), "4.1.0");
            store.commit(SampleSweep.completed(TRIALS.get(3)), "4.1.0");
            store.commit(SampleSweep.unfinished(TRIALS.get(4), TrialStatus.DIVERGED, "loss NaN"), "4.1.0");
            store.commit(SampleSweep.unfinished(TRIALS.get(5), TrialStatus.FAILED, "broken"), "4.1.0");
        }
    }

    private static MissingResults missing(ResultStore store) {
        return store.missing(store.sweep().trials(SampleSweep.DATA));
    }

    private static AddedEvaluations added(TrialSpec trial) {
        SampleMeasurement sample = SampleSweep.completed(trial).samples().get(0);
        return new AddedEvaluations(
                trial.id(),
                List.of(new EvaluationMeasurement(TWO, "accuracy", 0.75, 10_000, 5)),
                List.of(new SampleMeasurement(
                        TWO, sample.image(), sample.label(), sample.clean(), sample.noisy(), sample.output())));
    }

    private List<String> values(TrialId trial) {
        return ResultDirectory.read(directory, trial).evaluations().stream()
                .map(row -> row.measurement().snr() + " " + row.measurement().value())
                .toList();
    }

    private List<Snr> samples(TrialId trial) {
        return ResultDirectory.read(directory, trial).samples().stream()
                .map(row -> row.measurement().snr())
                .toList();
    }

    @Test
    void onlyTheValuesThatWereAddedAreMissing() {
        commitPlanned();
        try (ResultStore store = open(WIDER)) {
            MissingResults missing = missing(store);
            assertThat(missing.trials())
                    .containsExactly(
                            TRIALS.get(5).evaluatedAt(WIDER.evaluation().snr()));
            assertThat(missing.gaps())
                    .extracting(EvaluationGap::trial)
                    .containsExactlyInAnyOrderElementsOf(TRIALS.subList(0, 4));
            assertThat(missing.gaps()).allSatisfy(gap -> {
                assertThat(gap.snr()).containsExactly(TWO);
                assertThat(gap.weightsSha256()).isEqualTo("ab".repeat(32));
                assertThat(gap.weights()).isEmpty();
            });
            assertThat(missing.gapText())
                    .hasValue("4 finished trials lack values of evaluation.snr: 0 are evaluated with their kept"
                            + " weights, 4 are trained again");
        }
    }

    @Test
    void weightsThatAreKeptAreNamed() {
        commitPlanned();
        try (ResultStore store = open(WIDER)) {
            store.keepWeights(TRIALS.get(1).id(), 0, new byte[] {1});
            store.keepWeights(TRIALS.get(2).id(), 2, new byte[] {1});
            assertThat(missing(store).gaps())
                    .filteredOn(gap -> gap.weights().isPresent())
                    .extracting(EvaluationGap::trial)
                    .containsExactly(TRIALS.get(2));
            assertThat(missing(store).trainedAgain()).isEqualTo(3);
        }
    }

    @Test
    void aReaderFindsTheSameMissingWithoutWriting() {
        commitPlanned();
        List<TrialSpec> wider = WIDER.trials(SampleSweep.DATA);
        MissingResults before = ResultDirectory.missing(directory, WIDER, SampleSweep.DATA, Mixing.REFUSED, wider);
        try (ResultStore store = open(WIDER)) {
            assertThat(before).isEqualTo(missing(store));
        }
    }

    @Test
    void fewerValuesOrAnotherOrderLeaveNothingMissing() {
        commitPlanned();
        for (Snr[] snr : new Snr[][] {{new Snr(0.5)}, {new Snr(0.5), Snr.INFINITE}}) {
            try (ResultStore store = open(SampleSweep.evaluatedAt(PLANNED, snr))) {
                assertThat(missing(store).trials()).hasSize(1);
                assertThat(missing(store).gaps()).isEmpty();
            }
        }
        try (ResultStore store = open(PLANNED)) {
            assertThat(missing(store).gaps()).isEmpty();
        }
    }

    @Test
    void addedValuesStandOnceBesideTheOthers() {
        commitPlanned();
        try (ResultStore store = open(WIDER)) {
            store.addEvaluations(TRIALS.subList(0, 2).stream()
                    .map(AddedEvaluationsTest::added)
                    .toList());
            store.addEvaluations(List.of(added(TRIALS.get(0)), added(TRIALS.get(3))));
            assertThat(missing(store).gaps()).extracting(EvaluationGap::trial).containsExactly(TRIALS.get(2));
        }
        for (int trial : new int[] {0, 1, 3}) {
            assertThat(values(TRIALS.get(trial).id())).containsExactly("inf 0.975", "0.5 0.5", "2 0.75");
            assertThat(samples(TRIALS.get(trial).id())).containsExactly(new Snr(0.5), TWO);
        }
        assertThat(values(TRIALS.get(2).id())).containsExactly("inf 0.975", "0.5 0.5");
    }

    @Test
    void compactionAndTheNextOpeningKeepThem() {
        commitPlanned();
        try (ResultStore store = open(WIDER)) {
            store.addEvaluations(List.of(added(TRIALS.get(0)), added(TRIALS.get(3))));
        }
        ResultTables before = ResultDirectory.read(directory);
        assertThat(ResultStore.compact(directory)).isEqualTo(3);
        try (ResultStore store = open(WIDER)) {
            assertThat(store.repairs()).isEmpty();
            store.addEvaluations(List.of(added(TRIALS.get(1)), added(TRIALS.get(2))));
            assertThat(missing(store).gaps()).isEmpty();
        }
        assertThat(values(TRIALS.get(3).id())).containsExactly("inf 0.975", "0.5 0.5", "2 0.75");
        assertThat(ResultDirectory.read(directory).trials()).isEqualTo(before.trials());
    }

    /** Fails when a file of a table is to be written. */
    private static final class Failing extends ForwardingDisk {
        private final String table;

        Failing(String table) {
            this.table = table;
        }

        @Override
        public void before(String operation, Path path, Path to) throws IOException {
            if (operation.equals("write") && path.toString().contains(table)) {
                throw new FileSystemException(to.toString(), null, "No space left on device");
            }
        }
    }

    @Test
    void whatAFaultLeavesHalfAddedIsMissingAndAddedWholeTheNextTime() {
        commitPlanned();
        try (ResultStore store = open(WIDER, new Failing("evaluations"))) {
            assertThatThrownBy(() -> store.addEvaluations(List.of(added(TRIALS.get(0)))))
                    .isInstanceOf(UncheckedIOException.class);
        }
        try (ResultStore store = open(WIDER)) {
            assertThat(store.repairs()).isEmpty();
            assertThat(values(TRIALS.get(0).id())).containsExactly("inf 0.975", "0.5 0.5");
            assertThat(missing(store).gaps()).hasSize(4);
            store.addEvaluations(List.of(added(TRIALS.get(0))));
        }
        assertThat(values(TRIALS.get(0).id())).containsExactly("inf 0.975", "0.5 0.5", "2 0.75");
        assertThat(samples(TRIALS.get(0).id())).containsExactly(new Snr(0.5), TWO);
    }

    @Test
    void aFailedTrialHasOneRowWhateverItsIdIsNow() {
        commitPlanned();
        TrialSpec now = TRIALS.get(5).evaluatedAt(WIDER.evaluation().snr());
        for (TrialResult result :
                List.of(SampleSweep.unfinished(now, TrialStatus.FAILED, "again"), SampleSweep.completed(now))) {
            try (ResultStore store = open(WIDER)) {
                store.commit(result, "4.1.0");
            }
            assertThat(ResultDirectory.read(directory).trials())
                    .filteredOn(
                            row -> row.spec().seed() == now.seed() && row.spec().lambda() == now.lambda())
                    .extracting(TrialRow::id)
                    .containsExactly(now.id());
        }
    }

    @Test
    void resultsOfAVersionWithoutSamplesGetThoseThatAreAdded() throws IOException {
        commitPlanned();
        for (Path file : committed("samples").values()) {
            Files.delete(file);
        }
        withoutNote("samples");
        try (ResultStore store = open(WIDER)) {
            assertThat(store.repairs()).isEmpty();
            store.addEvaluations(List.of(added(TRIALS.get(0))));
        }
        assertThat(samples(TRIALS.get(0).id())).containsExactly(TWO);
    }

    private void withoutNote(String table) throws IOException {
        TableFiles<TrialRow> trials = new StoredTrials(directory).trials();
        for (Map.Entry<TableFile, Path> file : committed("trials").entrySet()) {
            StoredRows<TrialRow> rows = trials.read(file.getKey());
            Map<String, String> notes = new HashMap<>(rows.notes());
            notes.keySet().removeIf(note -> !note.startsWith(RowFile.CHECKSUMS + ".") || note.endsWith(table));
            TablesOnDisk.overwrite(new TrialTable(), rows.rows(), notes, file.getValue());
        }
    }

    private Map<TableFile, Path> committed(String table) throws IOException {
        return new StoredTrials(directory).log().snapshot().of(table);
    }

    @Test
    @Tag("slow")
    void duckDbSeesEveryRowOnce() throws SQLException {
        commitPlanned();
        try (ResultStore store = open(WIDER)) {
            store.addEvaluations(List.of(added(TRIALS.get(0)), added(TRIALS.get(3))));
            store.addEvaluations(List.of(added(TRIALS.get(0))));
        }
        String query = "SELECT count(*), count(DISTINCT (trial_id, snr, metric)) FROM '" + directory
                + "/evaluations/*.parquet' JOIN '" + directory + "/trials/*.parquet' USING (trial_id)";
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            assertThat(result.next()).isTrue();
            assertThat(result.getInt(1)).isEqualTo(4 * 2 + 2);
            assertThat(result.getInt(2)).isEqualTo(4 * 2 + 2);
        }
    }

    @Test
    void nothingIsAddedToATrialWithoutAResult() {
        commitPlanned();
        try (ResultStore store = open(WIDER)) {
            assertThatThrownBy(() -> store.addEvaluations(List.of(added(TRIALS.get(5)))))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void rowsOfAnotherFileAreStillFoundOut() throws IOException {
        commitPlanned();
        try (ResultStore store = open(WIDER)) {
            store.addEvaluations(List.of(added(TRIALS.get(0))));
        }
        TableFiles<EvaluationRow> evaluations = new StoredTrials(directory).evaluations();
        TableFile shared = evaluations.files().stream()
                .filter(file -> file.trials() == 3)
                .findFirst()
                .orElseThrow();
        List<EvaluationRow> others = evaluations.read(shared).rows().subList(1, 7);
        TablesOnDisk.overwrite(
                new EvaluationTable(),
                others,
                Map.of(),
                Objects.requireNonNull(committed("evaluations").get(shared)));
        assertThatThrownBy(() -> ResultDirectory.read(directory)).hasMessageContaining("holds other rows");
    }
}
