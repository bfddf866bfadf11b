package dev.kappasweep.results;

import static dev.kappasweep.results.SampleTrials.completed;
import static dev.kappasweep.results.SampleTrials.failed;
import static dev.kappasweep.results.SampleTrials.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.files.ForwardingDisk;
import dev.kappasweep.files.LocalStore;
import dev.kappasweep.files.RecordingDisk;
import dev.kappasweep.sweep.EvaluationMeasurement;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a power cut leaves of a result directory at any moment. */
class PowerCutTest {
    private static final int LAST_EPOCH = 2;

    @TempDir
    private Path temporary = Path.of("");

    private Path root = Path.of("");

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectory(temporary.resolve("disk"));
    }

    /** What was told at one moment: all rows by trial, and which trials have a final outcome. */
    private record Told(Map<TrialId, String> rows, Set<TrialId> isFinal) {
        static Told of(ResultTables tables) {
            Map<TrialId, String> rows = new TreeMap<>();
            tables.trials()
                    .forEach(row ->
                            rows.put(row.id(), tables.only(Set.of(row.id())).toString()));
            return new Told(
                    rows,
                    tables.trials().stream()
                            .filter(TrialRow::isFinal)
                            .map(TrialRow::id)
                            .collect(Collectors.toSet()));
        }
    }

    /** A state of the disk, and what had been told by then. */
    private record State(Map<String, byte[]> files, Told told, String after) {}

    /** Does to the directory all that a sweep does, and collects every state that a power cut may leave on the way. */
    private final class History {
        private final RecordingDisk disk = new RecordingDisk(root);
        private final List<State> states = new ArrayList<>();
        private final List<Told> versions = new ArrayList<>();
        private final Set<Integer> seen = new HashSet<>();
        private Told told = new Told(Map.of(), Set.of());

        void run() {
            disk.afterEach(this::collect);
            try (ResultStore store = open(root, disk)) {
                commit(store, failed(0));
                commit(store, completed(1));
                commit(store, failed(2), failed(3), failed(4));
                commit(store, completed(0), failed(3), completed(5));
                commit(store, completed(3));
            }
            ResultStore.compact(SampleTrials.directory(root), new LocalStore(disk));
            try (ResultStore store = open(root, disk)) {
                commit(store, completed(2), completed(4));
                add(store, 0, 2);
            }
        }

        private void add(ResultStore store, int... trials) {
            EvaluationMeasurement value = new EvaluationMeasurement(new Snr(2), "accuracy", 0.75, 10_000, 5);
            store.addEvaluations(Arrays.stream(trials)
                    .mapToObj(trial ->
                            new AddedEvaluations(SampleTrials.spec(trial).id(), List.of(value), List.of()))
                    .toList());
            told = Told.of(ResultDirectory.read(store.directory()));
            versions.add(told);
        }

        private void commit(ResultStore store, TrialResult... results) {
            Arrays.stream(results)
                    .filter(result -> result.status().isFinal())
                    .forEach(result -> store.keepWeights(result.id(), LAST_EPOCH, weights(result.id())));
            store.commit(List.of(results), "4.1.0");
            told = Told.of(ResultDirectory.read(store.directory()));
            versions.add(told);
        }

        private void collect(RecordingDisk now) {
            String after = now.log().size() + ": " + now.log().get(now.log().size() - 1);
            for (Map<String, byte[]> files : now.remains()) {
                int key = 31 * System.identityHashCode(told)
                        + files.entrySet().stream()
                                .mapToInt(file -> 31 * file.getKey().hashCode() + Arrays.hashCode(file.getValue()))
                                .reduce(1, (all, one) -> 31 * all + one);
                if (seen.add(key)) {
                    states.add(new State(files, told, after));
                }
            }
        }
    }

    @Test
    void whateverThePowerCutLeavesNothingIsLostAndNothingTorn() throws IOException {
        History history = new History();
        history.run();
        assertThat(history.states.size()).isGreaterThan(100);
        for (int i = 0; i < history.states.size(); i++) {
            Path place = temporary.resolve("after-" + i);
            State state = history.states.get(i);
            RecordingDisk.restore(state.files(), place);
            requireNothingLost(place, state, history.versions);
        }
    }

    private static byte[] weights(TrialId trial) {
        return trial.text().getBytes(StandardCharsets.US_ASCII);
    }

    /** Those of trials that were told are there, and no others but whole ones. */
    private static void requireWholeWeights(Path directory, State state) throws IOException {
        WeightFiles files = new WeightFiles(directory);
        for (int i = 0; i < SampleTrials.COUNT; i++) {
            TrialId trial = SampleTrials.spec(i).id();
            Path file = files.of(trial).get(LAST_EPOCH);
            if (file != null) {
                assertThat(Files.readAllBytes(file)).as(state.after()).isEqualTo(weights(trial));
            } else {
                assertThat(state.told().isFinal()).as(state.after()).doesNotContain(trial);
            }
        }
    }

    private static void requireNothingLost(Path place, State state, List<Told> versions) throws IOException {
        Path directory = SampleTrials.directory(place);
        if (!Files.exists(directory.resolve("sweep.json"))) {
            assertThat(state.told().rows()).as(state.after()).isEmpty();
            assertThatThrownBy(() -> ResultDirectory.read(directory)).isInstanceOf(InvalidInputException.class);
            return;
        }
        requireWholeWeights(directory, state);
        Told read = Told.of(ResultDirectory.read(directory));
        // A failed trial's row may be gone when the next try is just being written.
        assertThat(read.rows().keySet())
                .as(state.after())
                .containsAll(state.told().isFinal());
        assertThat(read.isFinal()).as(state.after()).containsAll(state.told().isFinal());
        read.rows()
                .forEach((trial, rows) -> assertThat(versions)
                        .as("%s: %s", state.after(), trial)
                        .anyMatch(version -> rows.equals(version.rows().get(trial))));
        try (ResultStore store = open(place, new ForwardingDisk())) {
            assertThat(store.repairs()).as(state.after()).isEmpty();
            assertThat(store.finished()).as(state.after()).isEqualTo(read.isFinal());
        }
        assertThat(Told.of(ResultDirectory.read(directory))).as(state.after()).isEqualTo(read);
    }
}
