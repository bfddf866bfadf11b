package dev.kappasweep.results;

import static dev.kappasweep.results.SampleTrials.completed;
import static dev.kappasweep.results.SampleTrials.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.files.Disk;
import dev.kappasweep.files.ForwardingDisk;
import dev.kappasweep.files.RecordingDisk;
import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said, and what is left, when the disk refuses or holds something else. */
class StoreFaultsTest {
    @TempDir
    private Path root = Path.of("");

    /** Writes no file with this in its hidden name, while it is full. */
    private static final class FullDisk extends ForwardingDisk {
        private final String part;
        private boolean isFull = true;

        FullDisk(String part) {
            this.part = part;
        }

        @Override
        public void before(String operation, Path path, Path to) throws IOException {
            if (isFull && operation.equals("write") && path.toString().contains(part)) {
                throw new FileSystemException(part, null, "No space left on device");
            }
        }
    }

    private Path directory() {
        return SampleTrials.directory(root);
    }

    private ResultStore open() {
        return SampleTrials.open(root, Disk.LOCAL);
    }

    @Test
    void aTrialThatCannotBeWrittenIsNotCommitted() {
        FullDisk disk = new FullDisk(".parquet.");
        try (ResultStore store = SampleTrials.open(root, disk)) {
            assertThat(store.directory()).isEqualTo(directory());
            assertThat(store.sweep()).isEqualTo(SampleSweep.withSeeds(1L, 2L, 3L, 4L));
            assertThatThrownBy(() -> store.commit(completed(0), "4.1.0"))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage("trial " + SampleTrials.spec(0).id() + " cannot be written to " + directory());
            assertThatThrownBy(() -> store.commit(List.of(completed(0), completed(1)), "4.1.0"))
                    .hasMessage("2 trials cannot be written to " + directory());
            assertThat(store.finished()).isEmpty();
            disk.isFull = false;
            store.commit(completed(0), "4.1.0");
            assertThat(store.finished()).containsExactly(SampleTrials.spec(0).id());
        }
        assertThat(ResultDirectory.read(directory()).trials()).hasSize(1);
    }

    @Test
    void aSweepThatCannotBeWrittenIsRefusedAndLeavesTheDirectoryFree() {
        FullDisk disk = new FullDisk("sweep.json.");
        assertThatThrownBy(() -> SampleTrials.open(root, disk))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("results: " + directory()
                        + " cannot be written (FileSystemException: sweep.json.: No space left on device),"
                        + " expected a directory that this user can create or write");
        open().close();
    }

    @Test
    void aFileInThePlaceOfATableCannotBeRead() throws IOException {
        try (ResultStore store = open()) {
            store.commit(completed(0), "4.1.0");
        }
        for (Path file : TablesOnDisk.of(directory(), "trials")) {
            Files.delete(file);
        }
        Files.delete(directory().resolve("trials"));
        Files.createFile(directory().resolve("trials"));
        String message = "results: " + directory() + " cannot be read (NotDirectoryException: "
                + directory().resolve("trials") + "), expected a readable directory";
        Stream.<Runnable>of(
                        () -> ResultDirectory.read(directory()),
                        () -> ResultDirectory.read(
                                directory(), SampleTrials.spec(0).id()),
                        () -> ResultDirectory.readTrials(directory()),
                        () -> StoredResults.read(directory()))
                .forEach(reader -> assertThatThrownBy(reader::run)
                        .isInstanceOf(InvalidInputException.class)
                        .hasMessage(message));
    }

    /** It is in a format that Parquet parses with a library of its own; not every bit of it matters. */
    @Test
    void aFlippedBitInThePagesHeaderIsDamageOrChangesNothing() throws IOException {
        try (ResultStore store = open()) {
            store.commit(completed(0), "4.1.0");
        }
        ResultTables before = ResultDirectory.read(directory());
        Path file = TablesOnDisk.of(directory(), "epochs", SampleTrials.spec(0).id());
        byte[] good = Files.readAllBytes(file);
        List<String> told = new ArrayList<>();
        for (int at = 4; at < 24; at++) {
            byte[] bad = good.clone();
            bad[at] ^= 0x40;
            Files.write(file, bad);
            try {
                assertThat(ResultDirectory.read(directory())).as("byte %d", at).isEqualTo(before);
            } catch (InvalidInputException e) {
                told.add(e.getMessage());
            }
        }
        assertThat(told)
                .isNotEmpty()
                .allMatch(message -> message.startsWith("results: " + file + " is damaged (")
                        && message.endsWith("), expected rows of epochs; delete trials/"
                                + TablesOnDisk.of(
                                                directory(),
                                                "trials",
                                                SampleTrials.spec(0).id())
                                        .getFileName()
                                + " to train this trial again"));
    }

    @Test
    void theTwoFilesOfATrialAreNamed() throws IOException {
        Path other = root.resolve("other");
        try (ResultStore store = open()) {
            List.of(0, 1, 2).forEach(trial -> store.commit(completed(trial), "4.1.0"));
        }
        try (ResultStore store = SampleTrials.open(other, Disk.LOCAL)) {
            store.commit(List.of(completed(1), completed(3)), "4.1.0");
        }
        for (String table : SparkTables.names()) {
            try (Stream<Path> files = Files.list(SampleTrials.directory(other).resolve(table))) {
                for (Path file : files.toList()) {
                    Files.copy(file, directory().resolve(table).resolve(file.getFileName()));
                }
            }
        }
        TablesOnDisk.forgetLog(directory());
        TableFile both = TableFile.of(
                List.of(SampleTrials.spec(1).id(), SampleTrials.spec(3).id()), false);
        TableFile single = TableFile.of(SampleTrials.spec(1).id());
        List<TableFile> sorted = Stream.of(both, single).sorted().toList();
        assertThatThrownBy(() -> ResultDirectory.read(directory()))
                .hasMessageContaining("results: trial " + SampleTrials.spec(1).id() + " is in two files of "
                        + directory().resolve("trials") + ", " + sorted.get(0) + " and "
                        + sorted.get(1));
    }

    @Test
    void whatWasBeingWrittenIsGoneAtTheNextOpening() throws IOException {
        open().close();
        List<Path> leftovers = new ArrayList<>();
        for (String table : SparkTables.names()) {
            leftovers.add(Files.createFile(directory().resolve(table).resolve(".x.parquet.tmp")));
        }
        open().close();
        assertThat(leftovers).allSatisfy(file -> assertThat(file).doesNotExist());
    }

    @Test
    void theRowOfADamagedTrialIsGoneForGoodBeforeTheDirectoryIsOpen() throws IOException {
        RecordingDisk disk = new RecordingDisk(root);
        try (ResultStore store = SampleTrials.open(root, disk)) {
            store.commit(completed(0), "4.1.0");
        }
        Path trials =
                TablesOnDisk.of(directory(), "trials", SampleTrials.spec(0).id());
        Files.delete(TablesOnDisk.of(directory(), "layers", SampleTrials.spec(0).id()));
        int before = disk.log().size();
        SampleTrials.open(root, disk).close();
        assertThat(disk.log().subList(before, disk.log().size()))
                .containsSubsequence(
                        "link new/run/_commits/00000005.json",
                        "sync new/run/_commits",
                        "delete new/run/trials/" + trials.getFileName());
    }

    @Test
    void rowsOfFailedTrialsAreNotPassedOn() {
        try (ResultStore store = open()) {
            store.commit(List.of(failed(0), completed(1)), "4.1.0");
        }
        StoredResults results = StoredResults.read(directory());
        assertThat(results.trials()).hasSize(2);
        assertThat(results.dataset()).isEqualTo(SampleSweep.DATA);
        List<EpochRow> epochs = new ArrayList<>();
        List<SampleRow> samples = new ArrayList<>();
        List<SpectrumRow> spectra = new ArrayList<>();
        results.eachEpoch(epochs::add);
        results.eachSample(samples::add);
        results.eachSpectrum(spectra::add);
        ResultTables tables = ResultDirectory.read(directory());
        assertThat(epochs).isEqualTo(tables.epochs()).hasSize(2);
        assertThat(samples).isEqualTo(tables.samples()).hasSize(1);
        assertThat(spectra).isEqualTo(tables.spectra()).hasSize(2);
    }
}
