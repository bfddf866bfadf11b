package dev.kappasweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredEndsTest {
    @TempDir
    private Path directory = Path.of("");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void everyVersionSaysWhatItsWholeRowsSay(int version) throws URISyntaxException {
        Path stored = Path.of(Objects.requireNonNull(getClass().getResource("/results/version-" + version))
                .toURI());
        StoredResults whole = StoredResults.read(stored);
        StoredEnds ends = StoredEnds.read(stored);
        assertThat(ends.dataset()).isEqualTo(whole.dataset());
        assertThat(ends.rows()).isEqualTo(whole.trials());
        assertThat(ends.trials())
                .hasSize(2)
                .isEqualTo(whole.trials().stream().map(StoredEndsTest::end).toList());
        assertThat(rows(ends::eachEpoch)).isNotEmpty().isEqualTo(rows(whole::eachEpoch));
        assertThat(rows(ends::eachEvaluation)).isNotEmpty().isEqualTo(rows(whole::eachEvaluation));
        assertThat(rows(ends::eachKappa)).isNotEmpty().isEqualTo(kappas(rows(whole::eachLayer)));
    }

    private static TrialEnd end(TrialRow row) {
        return new TrialEnd(
                row.id(),
                row.ending(),
                row.attempt(),
                row.startedAt(),
                row.seconds(),
                row.environment().host(),
                row.trainLoss());
    }

    private static <R> List<R> rows(Consumer<Consumer<R>> each) {
        List<R> rows = new ArrayList<>();
        each.accept(rows::add);
        return rows;
    }

    private static List<KappaRow> kappas(List<LayerRow> rows) {
        return rows.stream()
                .map(row -> new KappaRow(
                        row.trial(),
                        row.measurement().epoch(),
                        row.measurement().layer(),
                        row.measurement().spectrum().kappa()))
                .toList();
    }

    @Test
    void rowsOfWhatWasCommittedSinceAreLeftOut() {
        List<TrialSpec> trials = SampleSweep.withSeeds(1L).trials(SampleSweep.DATA);
        try (ResultStore store = ResultStore.open(directory, SampleSweep.withSeeds(1L), SampleSweep.DATA)) {
            store.commit(SampleSweep.completed(trials.get(0)), "none");
            StoredEnds before = StoredEnds.read(directory);
            store.commit(SampleSweep.completed(trials.get(1)), "none");
            assertThat(trials(rows(before::eachEpoch), EpochRow::trial))
                    .containsOnly(trials.get(0).id());
            assertThat(trials(rows(StoredEnds.read(directory)::eachEpoch), EpochRow::trial))
                    .contains(trials.get(0).id(), trials.get(1).id());
        }
    }

    @Test
    void whatFailedHasAnEndAndNoRows() {
        List<TrialSpec> trials = SampleSweep.withSeeds(1L).trials(SampleSweep.DATA);
        try (ResultStore store = ResultStore.open(directory, SampleSweep.withSeeds(1L), SampleSweep.DATA)) {
            store.commit(SampleSweep.unfinished(trials.get(0), TrialStatus.FAILED, "broken"), "none");
        }
        StoredEnds ends = StoredEnds.read(directory);
        assertThat(ends.trials()).extracting(end -> end.ending().reason()).containsExactly("broken");
        assertThat(rows(ends::eachEpoch)).isEmpty();
    }

    private static <R> List<TrialId> trials(List<R> rows, Function<R, TrialId> trial) {
        return rows.stream().map(trial).distinct().toList();
    }
}
