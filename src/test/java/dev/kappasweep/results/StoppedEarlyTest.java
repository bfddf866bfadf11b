package dev.kappasweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.sweep.Ending;
import dev.kappasweep.sweep.Measurements;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trials that a search stops have rows in all tables, which others take the place of when they go on. */
class StoppedEarlyTest {
    private static final List<TrialSpec> TRIALS = EndedTrials.trials(EndedTrials.sweep(20));

    @TempDir
    private Path directory = Path.of("");

    private ResultStore open() {
        return ResultStore.open(directory, EndedTrials.sweep(20), EndedTrials.DATA);
    }

    private static TrialResult stopped(TrialSpec trial) {
        TrialResult whole = EndedTrials.completed(trial);
        Measurements some = new Measurements(
                whole.layers(), List.of(), whole.epochs().subList(0, 1), whole.evaluations(), List.of());
        Ending ending = new Ending(TrialStatus.STOPPED_EARLY, "stopped on rung 1 of 2, after 1 of 2 epochs");
        return new TrialResult(trial, ending, whole.provenance(), whole.training(), some);
    }

    private static List<TrialResult> stopped(int from, int to) {
        return TRIALS.subList(from, to).stream().map(StoppedEarlyTest::stopped).toList();
    }

    private static List<TrialResult> completed(int... trials) {
        return IntStream.of(trials)
                .mapToObj(TRIALS::get)
                .map(EndedTrials::completed)
                .toList();
    }

    /** What the directory would hold had each trial been committed once. */
    private void requireAsIfCommittedOnce(List<TrialResult> all) {
        Path other = directory.resolveSibling("other" + directory.getFileName());
        try (ResultStore store = ResultStore.open(other, EndedTrials.sweep(20), EndedTrials.DATA)) {
            store.commit(all, "4.1.0");
        }
        assertThat(ResultDirectory.read(directory)).isEqualTo(ResultDirectory.read(other));
    }

    private static List<TrialResult> joined(List<TrialResult> some, List<TrialResult> others) {
        return IntStream.range(0, some.size() + others.size())
                .mapToObj(i -> i < some.size() ? some.get(i) : others.get(i - some.size()))
                .toList();
    }

    @Test
    void theyAreReadAsTheyAreAndAreNotFinished() {
        try (ResultStore store = open()) {
            store.commit(stopped(0, 3), "4.1.0");
            assertThat(store.finished()).isEmpty();
        }
        requireAsIfCommittedOnce(stopped(0, 3));
        assertThat(ResultDirectory.read(directory).epochs()).hasSize(3);
        try (ResultStore store = open()) {
            assertThat(store.finished()).isEmpty();
            assertThat(store.missing(TRIALS).trials()).hasSize(TRIALS.size());
        }
    }

    @Test
    void theirNextResultsTakeTheirPlaceInFilesOfOneAndOfSeveral() {
        try (ResultStore store = open()) {
            store.commit(stopped(0, 5), "4.1.0");
            store.commit(stopped(5, 6), "4.1.0");
            store.commit(completed(0, 3, 5, 7), "4.1.0");
            store.commit(completed(4), "4.1.0");
            store.commit(joined(stopped(1, 2), completed(2)), "4.1.0"); // a rung further
        }
        requireAsIfCommittedOnce(joined(completed(0, 2, 3, 4, 5, 7), stopped(1, 2)));
    }

    @Test
    void theLastOfOneCommitCounts() {
        try (ResultStore store = open()) {
            store.commit(joined(stopped(0, 3), completed(1, 3)), "4.1.0");
            store.commit(joined(stopped(0, 1), completed(0)), "4.1.0");
        }
        requireAsIfCommittedOnce(joined(completed(0, 1, 3), stopped(2, 3)));
    }

    @Test
    void theyGoOnAfterReopeningAndCompaction() {
        try (ResultStore store = open()) {
            TRIALS.subList(0, 6).forEach(trial -> store.commit(stopped(trial), "4.1.0"));
            store.commit(completed(6), "4.1.0");
        }
        ResultStore.compact(directory);
        try (ResultStore store = open()) {
            store.compact();
            store.commit(completed(1, 2), "4.1.0");
            assertThat(store.finished())
                    .containsExactlyInAnyOrder(
                            TRIALS.get(1).id(),
                            TRIALS.get(2).id(),
                            TRIALS.get(6).id());
        }
        requireAsIfCommittedOnce(joined(joined(stopped(0, 1), stopped(3, 6)), completed(1, 2, 6)));
    }

    @Test
    void oneThatFailsWhenItGoesOnKeepsWhatWasMeasured() {
        TrialId id = TRIALS.get(0).id();
        try (ResultStore store = open()) {
            store.commit(stopped(0, 1), "4.1.0");
            store.commit(EndedTrials.failed(TRIALS.get(0)), "4.1.0");
            assertThat(store.finished()).doesNotContain(id);
        }
        requireAsIfCommittedOnce(stopped(0, 1));
    }
}
