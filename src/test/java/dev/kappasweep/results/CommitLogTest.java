package dev.kappasweep.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.files.Disk;
import dev.kappasweep.files.ForwardingDisk;
import dev.kappasweep.files.LocalStore;
import dev.kappasweep.files.Store;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommitLogTest {
    private static final SweepSpec SWEEP =
            SampleSweep.withSeeds(LongStream.rangeClosed(1, 60).boxed().toArray(Long[]::new));
    private static final List<TrialSpec> TRIALS = SWEEP.trials(SampleSweep.DATA);

    @TempDir
    private Path directory = Path.of("");

    private ResultStore open(Store store) {
        return ResultStore.open(directory, SWEEP, SampleSweep.DATA, Mixing.REFUSED, store);
    }

    /** The disk of this machine, with something done when an entry of the log is created. */
    private abstract static class Watched implements Store {
        private final Store disk = new LocalStore(Disk.LOCAL);

        abstract void entry(Path file, Content content, Store to) throws IOException;

        @Override
        public void create(Path file, Content content) throws IOException {
            if (file.resolveSibling("").endsWith(CommitLog.DIRECTORY)) {
                entry(file, content, disk);
            } else {
                disk.create(file, content);
            }
        }

        @Override
        public int requestsAtOnce() {
            return 4;
        }

        @Override
        public void createDirectory(Path place) throws IOException {
            disk.createDirectory(place);
        }

        @Override
        public void replace(Path file, Content content) throws IOException {
            disk.replace(file, content);
        }

        @Override
        public void delete(Path file) throws IOException {
            disk.delete(file);
        }

        @Override
        public void deleteTemporaryFiles(Path place) throws IOException {
            disk.deleteTemporaryFiles(place);
        }
    }

    @Test
    void aRequestWhoseAnswerWasLostIsSentAgainAndFoundToHaveSucceeded() {
        Store repeating = new Watched() {
            @Override
            void entry(Path file, Content content, Store to) throws IOException {
                to.create(file, content);
                to.create(file, content);
            }
        };
        try (ResultStore store = open(repeating)) {
            store.commit(SampleSweep.completed(TRIALS.get(0)), "4.1.0");
            store.commit(SampleSweep.completed(TRIALS.get(1)), "4.1.0");
        }
        assertThat(ResultDirectory.read(directory).trials()).hasSize(2);
    }

    /** As a process that was stopped and wakes up after another has gone on. */
    @Test
    void whoMeetsAnEntryOfAnotherStopsAndLeavesNothing() throws IOException {
        Store store = new LocalStore(Disk.LOCAL);
        StoredTrials stale = new StoredTrials(directory, store);
        StoredTrials fresh = new StoredTrials(directory, store);
        stale.create();
        stale.log().open();
        fresh.log().open();
        assertThatThrownBy(() -> stale.log().commit(Commit.Event.TRIALS, change -> write(stale, change)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("results: " + directory + " has been taken over by another run (")
                .hasMessageEndingWith("), which wrote entry 2 of its log; this run writes nothing more there");
        assertThat(TablesOnDisk.names(directory, "layers")).isEmpty();
        fresh.log().commit(Commit.Event.TRIALS, change -> write(fresh, change));
        assertThat(fresh.layers().files()).hasSize(1);
        assertThat(new StoredTrials(directory, store).layers().files()).hasSize(1);
        stale.log().close();
        assertThat(fresh.log().lastEntry().orElseThrow().number())
                .as("nothing was written at the end either")
                .isEqualTo(3);
    }

    private static void write(StoredTrials trials, Change change) throws IOException {
        trials.layers().write(change, TableFile.of(TRIALS.get(0).id()), List.of(), Map.of());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void afterAnErrorThatDoesNotSayWhetherItWasCommittedNothingMoreIs(boolean wasCommitted) throws IOException {
        AtomicBoolean isFirst = new AtomicBoolean(true);
        Store unknown = new Watched() {
            @Override
            void entry(Path file, Content content, Store to) throws IOException {
                boolean isLost = file.endsWith("00000002.json") && isFirst.getAndSet(false);
                if (!isLost || wasCommitted) {
                    to.create(file, content);
                }
                if (isLost) {
                    throw new IOException("timeout");
                }
            }
        };
        ResultStore store = open(unknown);
        assertThatThrownBy(() -> store.commit(SampleSweep.completed(TRIALS.get(0)), "4.1.0"))
                .isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> store.commit(SampleSweep.completed(TRIALS.get(1)), "4.1.0"))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage("whether the commit before was written is not known");
        store.close();
        assertThat(ResultDirectory.read(directory).trials())
                .extracting(TrialRow::id)
                .isEqualTo(wasCommitted ? List.of(TRIALS.get(0).id()) : List.of());
        assertThat(ResultDirectory.read(directory).layers()).hasSize(wasCommitted ? 2 : 0);
        assertThat(new CommitLog(directory, unknown).lastEntry())
                .as("the directory is free for the next run, also where nobody can see whether a process lives")
                .hasValueSatisfying(last -> assertThat(last.event()).isEqualTo(Commit.Event.CLOSED));
    }

    @Test
    void readersBeginAtTheLastEntryThatSaysAllFiles() throws IOException {
        try (ResultStore store = open(new LocalStore(Disk.LOCAL))) {
            TRIALS.subList(0, 110).forEach(trial -> store.commit(SampleSweep.completed(trial), "4.1.0"));
        }
        for (long number = 1; number < 100; number++) {
            Files.delete(directory.resolve(CommitLog.DIRECTORY).resolve(CommitFile.name(number)));
        }
        assertThat(ResultDirectory.read(directory).trials()).hasSize(110);
        Files.delete(directory.resolve(CommitLog.DIRECTORY).resolve(CommitFile.name(104)));
        assertThatThrownBy(() -> ResultDirectory.read(directory))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("_commits/00000104.json is missing, expected every entry of the log");
    }

    @ParameterizedTest
    @ValueSource(strings = {"trials/../../precious", "other/0123456789abcdef.parquet", "0123456789abcdef.parquet"})
    void anEntryThatNamesWhatIsNoFileOfATableIsDamaged(String name) throws IOException {
        open(new LocalStore(Disk.LOCAL)).close();
        Path entry = directory.resolve(CommitLog.DIRECTORY).resolve(CommitFile.name(2));
        String json = Files.readString(entry)
                .replaceFirst("\"added\" : \\[ *]", "\"added\" : [ \"" + name + "\" ]")
                .replaceFirst(",\\s*\"crc32\".*\n", "\n");
        Files.writeString(entry, json);
        assertThatThrownBy(() -> ResultDirectory.read(directory))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is damaged ('" + name + "' is not a file of a table)");
    }

    @Test
    void anEntryIsCreatedOnce() throws IOException {
        open(new LocalStore(Disk.LOCAL)).close();
        Path entry = directory.resolve(CommitLog.DIRECTORY).resolve(CommitFile.name(2));
        assertThatThrownBy(() -> new LocalStore(Disk.LOCAL).create(entry, out -> out.write(1)))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    /** While nothing can be deleted. */
    private static final class Undeletable extends ForwardingDisk {
        private boolean isBroken;

        @Override
        public void before(String operation, Path path, Path to) throws IOException {
            if (isBroken && operation.equals("delete") && path.toString().endsWith(".parquet")) {
                throw new IOException("not now");
            }
        }
    }

    @Test
    void whatCannotBeDeletedAtOnceIsDeletedAtTheEnd() {
        Undeletable disk = new Undeletable();
        try (ResultStore store = open(new LocalStore(disk))) {
            store.commit(EndedTrials.failed(TRIALS.get(0)), "4.1.0");
            disk.isBroken = true;
            store.commit(SampleSweep.completed(TRIALS.get(0)), "4.1.0");
            assertThat(TablesOnDisk.names(directory, "trials")).hasSize(2);
            assertThat(ResultDirectory.read(directory).trials())
                    .extracting(TrialRow::isFinal)
                    .containsExactly(true);
            disk.isBroken = false;
        }
        assertThat(TablesOnDisk.names(directory, "trials")).hasSize(1);
    }
}
