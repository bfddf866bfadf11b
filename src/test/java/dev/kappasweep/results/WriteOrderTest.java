package dev.kappasweep.results;

import static dev.kappasweep.results.SampleTrials.completed;
import static dev.kappasweep.results.SampleTrials.failed;
import static dev.kappasweep.results.SampleTrials.open;
import static org.assertj.core.api.Assertions.assertThat;

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

    private static List<String> written(String table, String file) {
        String hidden = table + "/." + file + ".tmp";
        return List.of("write " + hidden, "force " + hidden, "rename " + hidden + " to " + table + "/" + file);
    }

    private List<String> operations(RecordingDisk disk, int from) {
        return disk.log().subList(from, disk.log().size()).stream()
                .map(line -> line.replace("new/run/", ""))
                .toList();
    }

    @Test
    void aNewDirectoryIsDurableWithItsParents() {
        RecordingDisk disk = new RecordingDisk(root);
        open(root, disk).close();
        assertThat(disk.log()).startsWith("mkdir new", "sync ", "mkdir new/run", "sync new");
        assertThat(disk.log()).endsWith("mkdir new/run/trials", "sync new/run");
    }

    @Test
    void theRowsOfATrialAreDurableBeforeItsCommitMark() {
        RecordingDisk disk = new RecordingDisk(root);
        try (ResultStore store = open(root, disk)) {
            int before = disk.log().size();
            store.commit(completed(0), "4.1.0");
            String file = SampleTrials.spec(0).id() + ".parquet";
            List<String> expected = new ArrayList<>();
            CHILDREN.forEach(table -> expected.addAll(written(table, file)));
            CHILDREN.forEach(table -> expected.add("sync " + table));
            expected.addAll(written("trials", file));
            expected.add("sync trials");
            assertThat(operations(disk, before)).isEqualTo(expected);
        }
    }

    @Test
    void theRowOfAFailedTrialIsDurableAndReplacedByThatOfItsNextFailure() {
        RecordingDisk disk = new RecordingDisk(root);
        try (ResultStore store = open(root, disk)) {
            List<String> expected =
                    new ArrayList<>(written("trials", SampleTrials.spec(0).id() + "-unfinished.parquet"));
            expected.add("sync trials");
            for (String reason : List.of("broken", "broken again")) {
                int before = disk.log().size();
                store.commit(SampleSweep.unfinished(SampleTrials.spec(0), TrialStatus.FAILED, reason), "4.1.0");
                assertThat(operations(disk, before)).isEqualTo(expected);
                assertThat(ResultStore.readTrials(store.directory()).trials())
                        .extracting(TrialRow::reason)
                        .containsExactly(reason);
            }
        }
    }

    /** Otherwise both could be there after a power cut, or none. */
    @Test
    void theRowOfAFailedTrialIsGoneForGoodBeforeItsNextOne() {
        RecordingDisk disk = new RecordingDisk(root);
        try (ResultStore store = open(root, disk)) {
            store.commit(failed(0), "4.1.0");
            int before = disk.log().size();
            store.commit(completed(0), "4.1.0");
            assertThat(operations(disk, before))
                    .startsWith("delete trials/" + SampleTrials.spec(0).id() + "-unfinished.parquet", "sync trials")
                    .endsWith("sync trials");
        }
    }

    @Test
    void aCompactionReplacesNothingBeforeAllOfItIsDurable() {
        RecordingDisk disk = new RecordingDisk(root);
        try (ResultStore store = open(root, disk)) {
            store.commit(completed(0), "4.1.0");
            store.commit(completed(1), "4.1.0");
        }
        int before = disk.log().size();
        assertThat(ResultStore.compact(SampleTrials.directory(root), disk)).isEqualTo(2);
        List<String> operations = operations(disk, before);
        int ready = operations.indexOf("rename .compact/.READY.tmp to .compact/READY");
        List<String> expected = new ArrayList<>();
        List<String> tables = new ArrayList<>(CHILDREN);
        tables.add("trials");
        tables.forEach(table -> expected.add("sync .compact/" + table));
        expected.add("sync .compact");
        assertThat(operations.subList(0, ready)).containsSubsequence(expected);
        assertThat(operations.subList(0, ready)).noneMatch(line -> line.startsWith("delete"));
        assertThat(operations.subList(ready - 1, ready + 5))
                .startsWith("force .compact/.READY.tmp")
                .containsSequence(
                        "sync .compact",
                        "sync new/run",
                        "rename layers to .compact/old-layers",
                        "rename .compact/layers to layers");
        for (int i = 0; i < operations.size(); i++) {
            if (operations.get(i).startsWith("rename") && operations.get(i).contains(".tmp to")) {
                String hidden = operations.get(i).split(" ", -1)[1];
                assertThat(operations.get(i - 1)).isEqualTo("force " + hidden);
            }
        }
    }
}
