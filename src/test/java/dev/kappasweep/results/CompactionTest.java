package dev.kappasweep.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.files.Disk;
import dev.kappasweep.files.ForwardingDisk;
import dev.kappasweep.files.LocalStore;
import dev.kappasweep.sweep.InvalidInputException;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactionTest {
    private static final SweepSpec SWEEP =
            SampleSweep.withSeeds(LongStream.rangeClosed(1, 6).boxed().toArray(Long[]::new));
    private static final List<TrialSpec> TRIALS = SWEEP.trials(SampleSweep.DATA);

    @TempDir
    private Path temporary = Path.of("");

    private Path directory = Path.of("");

    @BeforeEach
    void nameDirectory() {
        directory = temporary.resolve("results");
    }

    private ResultStore open() {
        return ResultStore.open(directory, SWEEP, SampleSweep.DATA);
    }

    /** Eleven finished trials, one in two in a file of its own, and a failed one. */
    private ResultTables fill() {
        try (ResultStore store = open()) {
            store.commit(
                    TRIALS.subList(0, 5).stream().map(SampleSweep::completed).toList(), "4.1.0");
            TRIALS.subList(5, 11).forEach(trial -> store.commit(SampleSweep.completed(trial), "4.1.0"));
            store.commit(SampleSweep.unfinished(TRIALS.get(11), TrialStatus.FAILED, "broken"), "4.1.0");
        }
        return ResultDirectory.read(directory);
    }

    private List<String> files(String table) {
        return TablesOnDisk.names(directory, table);
    }

    @Test
    void rowsStayAndFilesBecomeOneOverAndAbove() {
        ResultTables before = fill();
        assertThat(files("trials")).hasSize(8);
        assertThat(ResultStore.compact(directory)).isEqualTo(7);
        assertThat(files("trials"))
                .hasSize(2)
                .anyMatch(name -> name.endsWith("-and-10-more.parquet"))
                .contains(TRIALS.get(11).id() + "-unfinished.parquet");
        assertThat(files("layers")).hasSize(1);
        assertThat(ResultDirectory.read(directory)).isEqualTo(before);
        assertThat(ResultStore.compact(directory)).isZero();
    }

    @Test
    void whoReadsRowByRowHasEveryTrialOnceThoughFilesAreMergedMeanwhile() {
        ResultTables before = fill();
        StoredResults results = StoredResults.read(directory);
        Map<TrialId, List<LayerRow>> read = new TreeMap<>();
        results.eachLayer(row -> {
            if (read.size() == 1) {
                ResultStore.compact(directory);
            }
            read.computeIfAbsent(row.trial(), id -> new ArrayList<>()).add(row);
        });
        assertThat(files("layers")).hasSize(1);
        assertThat(read.values().stream().flatMap(List::stream)).containsExactlyElementsOf(before.layers());
        assertThat(results.trials()).isEqualTo(before.trials());
    }

    @Test
    void rowsOfTrialsThatAreCommittedLaterAreLeftOut() {
        StoredResults results;
        try (ResultStore store = open()) {
            store.commit(SampleSweep.completed(TRIALS.get(0)), "4.1.0");
            results = StoredResults.read(directory);
            store.commit(SampleSweep.completed(TRIALS.get(1)), "4.1.0");
        }
        Set<TrialId> read = new HashSet<>();
        results.eachEvaluation(row -> read.add(row.trial()));
        assertThat(read).containsExactly(TRIALS.get(0).id());
    }

    @Test
    void anErrorOfTheReaderIsNotTakenForADamagedFile() {
        fill();
        assertThatThrownBy(() -> StoredResults.read(directory).eachLayer(row -> {
                    throw new UncheckedIOException(new IOException("disk full"));
                }))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("disk full");
    }

    @Test
    void whereTheFileSystemHasNoLinksFilesAreRenamed() {
        ResultTables before = fill();
        Disk none = new ForwardingDisk() {
            @Override
            public void link(Path second, Path file) throws IOException {
                throw new FileSystemException(second.toString(), file.toString(), "Operation not permitted");
            }
        };
        assertThat(ResultStore.compact(directory, new LocalStore(none))).isEqualTo(7);
        assertThat(files("trials")).hasSize(2).contains(TRIALS.get(11).id() + "-unfinished.parquet");
        assertThat(ResultDirectory.read(directory)).isEqualTo(before);
    }

    @Test
    void theSweepGoesOnAfterwards() {
        fill();
        ResultStore.compact(directory);
        try (ResultStore store = open()) {
            assertThat(store.finished()).hasSize(11);
            store.commit(SampleSweep.completed(TRIALS.get(11)), "4.1.0");
        }
        assertThat(ResultDirectory.read(directory).trials()).hasSize(12).allMatch(TrialRow::isFinal);
        TrialId one = TRIALS.get(3).id();
        assertThat(ResultDirectory.read(directory, one).trials())
                .extracting(TrialRow::id)
                .containsExactly(one);
        assertThat(ResultDirectory.read(directory, one).layers()).hasSize(2);
    }

    /** A killed process leaves its files as they are between two of its steps: each such state must read and open as before. */
    @Test
    @Tag("slow")
    void whateverTheMomentOfAKillNothingIsLostOrThereTwice() throws IOException {
        ResultTables before = fill();
        boolean hasEnded = false;
        int kill = 0;
        while (!hasEnded) {
            kill++;
            Path copy = copyOf(directory, temporary.resolve("killed-" + kill));
            hasEnded = compactUntil(copy, kill);
            assertThat(ResultDirectory.read(copy)).as("after step %d", kill).isEqualTo(before);
            ResultStore.open(copy, SWEEP, SampleSweep.DATA, Mixing.REFUSED, new LocalStore(new ForwardingDisk()))
                    .close();
            assertThat(ResultDirectory.read(copy))
                    .as("opened after step %d", kill)
                    .isEqualTo(before);
            assertThat(TablesOnDisk.names(copy, "layers").size())
                    .as("files that do not count are gone after step %d", kill)
                    .isIn(7, 1);
        }
        assertThat(kill).isGreaterThan(20);
    }

    private static boolean compactUntil(Path copy, int step) {
        try {
            ResultStore.compact(copy, new LocalStore(new KilledAt(step)));
            return true;
        } catch (KilledException e) {
            return false;
        }
    }

    private static final class KilledException extends RuntimeException {}

    /** Does nothing more from one of its operations on. */
    private static final class KilledAt extends ForwardingDisk {
        private int stepsLeft;

        KilledAt(int steps) {
            this.stepsLeft = steps;
        }

        @Override
        public void before(String operation, Path path, Path to) {
            stepsLeft--;
            if (stepsLeft <= 0) {
                throw new KilledException();
            }
        }
    }

    @Test
    void whatWasMergedIsToldWhenItIsLost() throws IOException {
        fill();
        ResultStore.compact(directory);
        String spectra = files("spectra").get(0);
        Files.delete(TablesOnDisk.of(directory, "spectra", new TrialId(spectra.substring(0, 16))));
        assertThatThrownBy(() -> ResultDirectory.read(directory))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(
                        directory.resolve("spectra/" + spectra).toString().replace(".parquet", " is missing"))
                .hasMessageEndingWith("trains its 11 trials again");
    }

    @Test
    void filesOfManyTrialsStayAsTheyAre() {
        TrialId first = TRIALS.get(0).id();
        TableFile large = new TableFile(first, 5000, false);
        TableFile small = new TableFile(first, 4999, false);
        assertThat(Compaction.isSmall(large)).isFalse();
        assertThat(Compaction.isSmall(small)).isTrue();
        assertThat(Compaction.smallFiles(new TreeSet<>(List.of(large, small, TableFile.of(first)))))
                .isEqualTo(2);
    }

    /** Of trials that are to be trained again there may be as many as there are trials. */
    @Test
    void failedTrialsAreMergedToo() {
        try (ResultStore store = open()) {
            store.commit(failed(TRIALS.subList(0, 4)), "4.1.0");
            TRIALS.subList(4, 7).forEach(trial -> store.commit(failed(List.of(trial)), "4.1.0"));
            store.commit(SampleSweep.completed(TRIALS.get(7)), "4.1.0");
        }
        assertThat(files("trials")).hasSize(5);
        ResultTables before = ResultDirectory.read(directory);
        assertThat(ResultStore.compact(directory)).isEqualTo(4);
        assertThat(files("trials")).hasSize(2).anyMatch(name -> name.endsWith("-and-6-more-unfinished.parquet"));
        assertThat(files("layers")).hasSize(1);
        assertThat(ResultDirectory.read(directory)).isEqualTo(before);
        try (ResultStore store = open()) {
            store.commit(List.of(SampleSweep.completed(TRIALS.get(2)), SampleSweep.completed(TRIALS.get(5))), "4.1.0");
            store.commit(failed(TRIALS.subList(0, 2)), "4.1.0");
        }
        assertThat(ResultDirectory.read(directory).trials()).hasSize(8);
        assertThat(SampleSweep.finished(directory, SWEEP))
                .containsExactlyInAnyOrder(
                        TRIALS.get(2).id(), TRIALS.get(5).id(), TRIALS.get(7).id());
    }

    private static List<TrialResult> failed(List<TrialSpec> trials) {
        return trials.stream()
                .map(trial -> SampleSweep.unfinished(trial, TrialStatus.FAILED, "broken"))
                .toList();
    }

    private static Path copyOf(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
        return to;
    }

    @Test
    @Tag("slow")
    void readersSeeEveryTrialOnceWhileItIsCommittedAndCompacted() throws IOException {
        SweepSpec sweep =
                SampleSweep.withSeeds(LongStream.rangeClosed(1, 50).boxed().toArray(Long[]::new));
        List<TrialSpec> trials = sweep.trials(SampleSweep.DATA);
        try (ResultStore store = ResultStore.open(directory, sweep, SampleSweep.DATA)) {
            CompletableFuture<Void> commits = CompletableFuture.runAsync(() -> commitAndCompact(store, trials));
            int seen = 0;
            while (!commits.isDone()) {
                ResultTables tables = ResultDirectory.read(directory);
                assertThat(tables.trials()).extracting(TrialRow::id).doesNotHaveDuplicates();
                assertThat(tables.trials().size()).isGreaterThanOrEqualTo(seen);
                assertThat(tables.layers()).hasSize(2 * tables.trials().size());
                assertThat(tables.evaluations()).hasSize(2 * tables.trials().size());
                seen = tables.trials().size();
            }
            commits.join();
        }
        assertThat(ResultDirectory.read(directory).trials()).hasSize(100);
    }

    private static void commitAndCompact(ResultStore store, List<TrialSpec> trials) {
        for (int i = 0; i < trials.size(); i++) {
            store.commit(SampleSweep.completed(trials.get(i)), "4.1.0");
            if (i % 5 == 4) {
                store.compact();
            }
        }
    }
}
