package dev.kappasweep.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultStoreTest {
    private static final SweepSpec SWEEP = SampleSweep.withSeeds(1L, 2L);
    private static final List<TrialSpec> TRIALS = SWEEP.trials(SampleSweep.DATA);

    @TempDir
    private Path temporary;

    private Path directory() {
        return temporary.resolve("a directory with spaces/and ünï");
    }

    private ResultStore open() {
        return ResultStore.open(directory(), SWEEP, SampleSweep.DATA);
    }

    @Test
    void whatIsCommittedIsReadBackAsItWas() {
        TrialResult completed = SampleSweep.completed(TRIALS.get(0));
        TrialResult diverged = SampleSweep.unfinished(TRIALS.get(1), TrialStatus.DIVERGED, "loss was NaN at step 7");
        try (ResultStore store = open()) {
            store.commit(completed, "4.1.0");
            store.commit(diverged, "4.1.0");
        }
        ResultTables tables = ResultDirectory.read(directory());
        assertThat(tables.sweep()).isEqualTo(SWEEP);
        assertThat(tables.dataset()).isEqualTo(SampleSweep.DATA);
        assertThat(tables.trials())
                .hasSize(2)
                .allMatch(row -> row.id().equals(row.spec().id()));
        ResultTables one = tables.only(Set.of(completed.id()));
        assertThat(one.trials()).containsExactly(row(completed));
        assertThat(one.layers()).extracting(LayerRow::measurement).containsExactlyElementsOf(completed.layers());
        assertThat(one.spectra()).extracting(SpectrumRow::measurement).containsExactlyElementsOf(completed.spectra());
        assertThat(one.epochs()).extracting(EpochRow::measurement).containsExactlyElementsOf(completed.epochs());
        assertThat(one.evaluations())
                .extracting(EvaluationRow::measurement)
                .containsExactlyElementsOf(completed.evaluations());
        assertThat(one.samples()).extracting(SampleRow::measurement).containsExactlyElementsOf(completed.samples());
        assertThat(tables.only(Set.of(diverged.id())).trials()).containsExactly(row(diverged));
    }

    private static TrialRow row(TrialResult result) {
        return new TrialRow(
                result.id(),
                "sample",
                TrialSpec.OBJECTIVE_VERSION,
                result.spec(),
                result.ending(),
                result.provenance(),
                result.training(),
                "4.1.0");
    }

    @Test
    void finishedTrialsSurviveReopeningAndFailedOnesAreNotAmongThem() {
        try (ResultStore store = open()) {
            store.commit(SampleSweep.completed(TRIALS.get(0)), "4.1.0");
            store.commit(SampleSweep.unfinished(TRIALS.get(1), TrialStatus.DIVERGED, "diverged"), "4.1.0");
            store.commit(SampleSweep.unfinished(TRIALS.get(2), TrialStatus.FAILED, "broken"), "4.1.0");
        }
        TrialId[] expected = {TRIALS.get(0).id(), TRIALS.get(1).id()};
        assertThat(SampleSweep.finished(directory(), SWEEP)).containsExactlyInAnyOrder(expected);
        try (ResultStore store = open()) {
            assertThat(store.finished()).containsExactlyInAnyOrder(expected);
        }
    }

    @Test
    void whatIsNotedOfTheDataIsKeptUntilItIsReplaced() {
        for (List<String> notices : List.of(List.of("one", "two"), List.of("three"), List.<String>of())) {
            try (ResultStore store = open()) {
                store.keepDataNotices(notices);
            }
            open().close();
            assertThat(StoredResults.read(directory()).dataNotices()).isEqualTo(notices);
        }
    }

    @Test
    void aFailedTrialIsReplacedByItsNextResult() {
        TrialSpec trial = TRIALS.get(0);
        try (ResultStore store = open()) {
            store.commit(SampleSweep.unfinished(trial, TrialStatus.FAILED, "broken"), "4.1.0");
            store.commit(SampleSweep.completed(trial), "4.1.0");
            assertThatThrownBy(() -> store.commit(SampleSweep.completed(trial), "4.1.0"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(trial.id().text());
        }
        ResultTables tables = ResultDirectory.read(directory());
        assertThat(tables.trials()).extracting(TrialRow::status).containsExactly(TrialStatus.COMPLETED);
        assertThat(tables.epochs()).hasSize(2);
    }

    @Test
    void rowsWithoutTheirTrialAreInvisibleAndGoneAfterTheNextOpen() throws IOException {
        TrialId id = TRIALS.get(0).id();
        try (ResultStore store = open()) {
            store.commit(SampleSweep.completed(TRIALS.get(0)), "4.1.0");
        }
        Files.delete(TablesOnDisk.of(directory(), "trials", id));
        Files.writeString(directory().resolve("trials/." + id + ".parquet.tmp"), "half a file");
        ResultTables tables = ResultDirectory.read(directory());
        assertThat(tables.trials()).isEmpty();
        assertThat(tables.layers()).isEmpty();
        open().close();
        assertThat(parquetFiles()).isEmpty();
        try (ResultStore store = open()) {
            store.commit(SampleSweep.completed(TRIALS.get(0)), "4.1.0");
        }
        assertThat(ResultDirectory.read(directory()).layers()).hasSize(2);
    }

    private List<Path> parquetFiles() throws IOException {
        try (Stream<Path> files = Files.walk(directory())) {
            return files.filter(file -> file.toString().contains(".parquet")).toList();
        }
    }

    @Test
    void aCommitLeavesOneFileATableAndNothingElse() throws IOException {
        try (ResultStore store = open()) {
            store.commit(SampleSweep.completed(TRIALS.get(0)), "4.1.0");
        }
        String file = TRIALS.get(0).id() + ".parquet";
        try (Stream<Path> files = Files.walk(directory())) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(path -> directory().relativize(path).toString())
                            .map(path -> path.replaceFirst("\\.[0-9a-f]{8}-[0-9]+\\.", ".")))
                    .containsExactlyInAnyOrder(
                            ".lock",
                            "sweep.json",
                            "_commits/00000001.json",
                            "_commits/00000002.json",
                            "_commits/00000003.json",
                            "trials/" + file,
                            "layers/" + file,
                            "spectra/" + file,
                            "epochs/" + file,
                            "evaluations/" + file,
                            "samples/" + file);
        }
    }

    @Test
    void axesMayGrowInTheSameDirectory() {
        try (ResultStore store = open()) {
            store.commit(SampleSweep.completed(TRIALS.get(0)), "4.1.0");
        }
        SweepSpec grown = SampleSweep.withSeeds(1L, 2L, 3L);
        try (ResultStore store = ResultStore.open(directory(), grown, SampleSweep.DATA)) {
            assertThat(store.finished()).containsExactly(TRIALS.get(0).id());
        }
        assertThat(ResultDirectory.read(directory()).sweep()).isEqualTo(grown);
    }

    @Test
    void anotherSweepIsRefusedWithTheFieldThatDiffers() {
        open().close();
        SweepSpec longer = SampleSweep.withEpochs(SWEEP, 60);
        assertThatThrownBy(() -> ResultStore.open(directory(), longer, SampleSweep.DATA))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("training.epochs was 2 and is now 60");
        assertThatThrownBy(() -> SampleSweep.finished(directory(), longer)).isInstanceOf(InvalidInputException.class);
        assertThat(ResultDirectory.read(directory()).sweep()).isEqualTo(SWEEP);
    }

    /** As {@code d/x} and {@code ./d/x} are, or a link to it. */
    @Test
    void sameDataFoundElsewhereIsTheSameSweep() {
        DatasetId there = new DatasetId("./d/x", SampleSweep.DATA.sha256());
        SweepSpec found = SampleSweep.on(DatasetSpec.directory("./d/x"), SWEEP);
        try (ResultStore store = open()) {
            store.commit(SampleSweep.completed(TRIALS.get(0)), "4.1.0");
        }
        try (ResultStore store = ResultStore.open(directory(), found, there)) {
            assertThat(store.finished()).containsExactly(TRIALS.get(0).id());
        }
        ResultTables tables = ResultDirectory.read(directory());
        assertThat(tables.dataset().name()).isEqualTo("./d/x");
        assertThat(found.trials(there)).contains(tables.trials().get(0).spec());
        assertThat(there).hasSameHashCodeAs(SampleSweep.DATA);
    }

    @Test
    void otherDataAreRefused() {
        open().close();
        DatasetId other = new DatasetId("digits", "f".repeat(64));
        assertThatThrownBy(() -> ResultStore.open(directory(), SWEEP, other))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("dataset.sha256 was 0123");
    }

    @Test
    void aDirectoryOfOtherThingsIsRefusedAndLeftAlone() throws IOException {
        Files.createDirectories(directory());
        Files.writeString(directory().resolve("thesis.tex"), "precious");
        assertThatThrownBy(this::open)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("holds something else");
        assertThat(directory().toFile().list()).containsExactly("thesis.tex");
    }

    @Test
    void aPathThatCannotBeADirectoryIsRefused() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "text");
        assertThatThrownBy(() -> ResultStore.open(file, SWEEP, SampleSweep.DATA))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("file");
        assertThatThrownBy(() -> ResultStore.open(file.resolve("below"), SWEEP, SampleSweep.DATA))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("cannot be written");
    }

    @Test
    void aDirectoryIsOpenOnceAtATime() {
        try (ResultStore store = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining(
                            "in use by another run (" + Holder.current().host() + ", process "
                                    + ProcessHandle.current().pid() + ", since 20");
            assertThatThrownBy(() -> ResultDirectory.requireFree(directory()))
                    .isInstanceOf(InvalidInputException.class);
            assertThat(store.finished()).isEmpty();
            assertThatThrownBy(this::open).as("asking did not release it").isInstanceOf(InvalidInputException.class);
        }
        ResultDirectory.requireFree(directory());
        open().close();
    }

    /** What a killed process leaves: its name, without the lock that the operating system has dropped. */
    @Test
    void theLockOfADeadHolderIsFree() throws IOException {
        open().close();
        Files.writeString(directory().resolve(".holder"), Holder.current().host() + " 1 1999-01-02T03:04:05Z\n");
        ResultDirectory.requireFree(directory());
        open().close();
        assertThat(directory().resolve(".holder")).doesNotExist();
    }

    @Test
    void aMixtureIsAllowedOnlyWhenAskedForAndIsRecorded() throws IOException {
        try (ResultStore store = open()) {
            store.commit(SampleSweep.completed(TRIALS.get(0)), "4.1.0");
        }
        SweepSpec longer = SampleSweep.withEpochs(SWEEP, 60);
        try (ResultStore store = ResultStore.open(directory(), longer, SampleSweep.DATA, Mixing.RECORDED)) {
            assertThat(store.finished()).containsExactly(TRIALS.get(0).id());
        }
        open(longer).close();
        assertThat(Files.readString(directory().resolve("sweep.json")))
                .containsOnlyOnce("training.epochs was 2 and is now 60");
        assertThat(ResultDirectory.read(directory()).trials()).hasSize(1);
    }

    private ResultStore open(SweepSpec sweep) {
        return ResultStore.open(directory(), sweep, SampleSweep.DATA);
    }

    @Test
    void resultsOfAnotherObjectiveVersionAreRefused() throws IOException {
        open().close();
        Path manifest = directory().resolve("sweep.json");
        String now = "\"objectiveVersion\" : " + TrialSpec.OBJECTIVE_VERSION;
        assertThat(Files.readString(manifest)).contains(now);
        edit(manifest, now, "\"objectiveVersion\" : 1");
        assertThatThrownBy(this::open)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("objectiveVersion was 1 and is now " + TrialSpec.OBJECTIVE_VERSION);
    }

    /** As a file of an earlier build, without a checksum. */
    private static void edit(Path manifest, String before, String now) throws IOException {
        String text = Files.readString(manifest);
        assertThat(text).contains(before);
        Files.writeString(manifest, text.replace(before, now).replaceFirst(",\\s+\"crc32\" : \"[0-9a-f]{8}\"", ""));
    }

    @Test
    void anEditedManifestIsNotTakenForWhatWasWritten() throws IOException {
        open().close();
        Path manifest = directory().resolve("sweep.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"epochs\" : 2", "\"epochs\" : 3"));
        assertThatThrownBy(() -> ResultDirectory.read(directory()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("sweep.json is damaged or was edited (its crc32 is ")
                .hasMessageContaining("without the field crc32 it is taken as it is");
    }

    @Test
    void finishedOfAMissingDirectoryIsEmptyAndCreatesNothing() {
        assertThat(SampleSweep.finished(directory(), SWEEP)).isEmpty();
        assertThat(directory()).doesNotExist();
    }

    @Test
    void readOfADirectoryWithoutASweepSaysSo() {
        assertThatThrownBy(() -> ResultDirectory.read(directory()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("holds no sweep.json");
    }

    @Test
    void damagedFilesAreNamed() throws IOException {
        try (ResultStore store = open()) {
            store.commit(SampleSweep.completed(TRIALS.get(0)), "4.1.0");
        }
        Path file = TablesOnDisk.of(directory(), "layers", TRIALS.get(0).id());
        Files.writeString(file, "not Parquet");
        assertThatThrownBy(() -> ResultDirectory.read(directory()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(file.toString())
                .hasMessageNotContaining("\n");
    }

    /** The fixture's manifest is that of the same sweep, as version 2 wrote it. */
    @Test
    void aDirectoryOfVersionTwoGoesOnWithWhatItHas() throws IOException {
        SweepSpec sweep = SampleSweep.withSeeds(1L);
        try (ResultStore store = open(sweep)) {
            store.commit(SampleSweep.completed(TRIALS.get(0)), "4.1.0");
        }
        Path manifest = directory().resolve("sweep.json");
        String old = Files.readString(Path.of("src/test/resources/results/version-2/sweep.json"));
        Files.writeString(
                manifest,
                old.replaceFirst(
                        "\"schemaVersion\" : 2,",
                        "\"schemaVersion\" : 2, \"objectiveVersion\" : " + TrialSpec.OBJECTIVE_VERSION + ","));
        try (ResultStore store = open(sweep)) {
            assertThat(store.finished()).containsExactly(TRIALS.get(0).id());
        }
        assertThat(Files.readString(manifest)).contains("\"schemaVersion\" : " + Table.SCHEMA_VERSION);
        assertThat(ResultDirectory.read(directory()).sweep()).isEqualTo(sweep);
    }

    @Test
    void anotherSchemaVersionIsRefused() throws IOException {
        open().close();
        edit(directory().resolve("sweep.json"), "\"schemaVersion\" : " + Table.SCHEMA_VERSION, "\"schemaVersion\" : 9");
        assertThatThrownBy(() -> ResultDirectory.read(directory()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("schemaVersion '9', expected 1 to " + Table.SCHEMA_VERSION);
    }
}
