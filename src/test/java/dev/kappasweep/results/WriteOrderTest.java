package dev.kappasweep.results;

import static dev.kappasweep.results.SampleTrials.completed;
import static dev.kappasweep.results.SampleTrials.open;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.files.LocalStore;
import dev.kappasweep.files.RecordingDisk;
import dev.kappasweep.sweep.TrialStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order in which a result directory is written: {@link PowerCutTest} tries what that is good for. */
class WriteOrderTest {
    private static final List<String> CHILDREN = List.of("layers", "spectra", "epochs", "evaluations", "samples");

    @TempDir
    private Path root = Path.of("");

    private static List<String> written(String file) {
        String hidden = file.replaceFirst("/", "/.") + ".tmp";
        return List.of(
                "write " + hidden,
                "force " + hidden,
                "link " + file,
                "delete " + hidden,
                "sync " + file.substring(0, file.indexOf('/')));
    }

    /** Without what makes each name the only one of its kind. */
    private List<String> operations(RecordingDisk disk, int from) {
        return disk.log().subList(from, disk.log().size()).stream()
                .map(line -> line.replace("new/run/", "")
                        .replaceAll("\\.[0-9a-f]{8}-[0-9]+\\.parquet", ".parquet")
                        .replaceAll("\\.[0-9a-f]{8}\\.tmp", ".tmp"))
                .toList();
    }

    @Test
    void aNewDirectoryIsDurableWithItsParents() {
        RecordingDisk disk = new RecordingDisk(root);
        open(root, disk).close();
        assertThat(disk.log()).startsWith("mkdir new", "sync ", "mkdir new/run", "sync new");
        assertThat(disk.log()).containsSubsequence("mkdir new/run/trials", "sync new/run");
    }

    @Test
    void theRowsOfATrialAreDurableBeforeTheyAreCommitted() {
        RecordingDisk disk = new RecordingDisk(root);
        try (ResultStore store = open(root, disk)) {
            int before = disk.log().size();
            store.commit(completed(0), "4.1.0");
            String file = SampleTrials.spec(0).id() + ".parquet";
            List<String> expected = new ArrayList<>();
            CHILDREN.forEach(table -> expected.addAll(written(table + "/" + file)));
            expected.addAll(written("trials/" + file));
            expected.addAll(written("_commits/00000002.json"));
            assertThat(operations(disk, before)).isEqualTo(expected);
        }
    }

    @Test
    void theRowOfAFailedTrialIsReplacedByThatOfItsNextFailureAndOfItsResult() {
        RecordingDisk disk = new RecordingDisk(root);
        String file = "trials/" + SampleTrials.spec(0).id() + "-unfinished.parquet";
        try (ResultStore store = open(root, disk)) {
            store.commit(SampleSweep.unfinished(SampleTrials.spec(0), TrialStatus.FAILED, "broken"), "4.1.0");
            int before = disk.log().size();
            store.commit(SampleSweep.unfinished(SampleTrials.spec(0), TrialStatus.FAILED, "broken again"), "4.1.0");
            List<String> expected = new ArrayList<>(written(file));
            expected.addAll(written("_commits/00000003.json"));
            expected.add("delete " + file);
            assertThat(operations(disk, before)).isEqualTo(expected);
            assertThat(ResultDirectory.readTrials(store.directory()).trials())
                    .extracting(TrialRow::reason)
                    .containsExactly("broken again");
            store.commit(completed(0), "4.1.0");
            assertThat(operations(disk, before))
                    .endsWith(
                            "link _commits/00000004.json",
                            "delete _commits/.00000004.json.tmp",
                            "sync _commits",
                            "delete " + file);
        }
    }

    @Test
    void aCompactionDeletesNothingBeforeAllOfItIsDurable() {
        RecordingDisk disk = new RecordingDisk(root);
        try (ResultStore store = open(root, disk)) {
            store.commit(completed(0), "4.1.0");
            store.commit(completed(1), "4.1.0");
        }
        int before = disk.log().size();
        assertThat(ResultStore.compact(SampleTrials.directory(root), new LocalStore(disk)))
                .isEqualTo(2);
        List<String> operations = operations(disk, before);
        int committed = operations.indexOf("link _commits/00000006.json");
        List<String> tables = new ArrayList<>(CHILDREN);
        tables.add("trials");
        assertThat(operations.subList(0, committed))
                .containsSubsequence(
                        tables.stream().map(table -> "sync " + table).toList())
                .noneMatch(line -> line.startsWith("delete") && !line.endsWith(".tmp"));
        assertThat(operations.subList(committed, operations.size()))
                .filteredOn(line -> line.startsWith("delete") && line.endsWith(".parquet"))
                .hasSize(12);
    }
}
