package dev.kappasweep.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrainingSummary;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnitedResultsTest {
    private static final SweepSpec FIRST = SampleSweep.withSeeds(1L, 2L);
    private static final SweepSpec SECOND = SampleSweep.withSeeds(2L, 3L);

    @TempDir
    private Path directory = Path.of("");

    @Test
    void trialsOfSeveralDirectoriesAreThoseOfOneSweep() {
        Path one = run("one", FIRST);
        Path two = run("two", SECOND);

        ResultRows united = UnitedResults.read(List.of(one, two));

        assertThat(united.sweep().texts(Parameter.SEED)).containsExactly("1", "2", "3");
        assertThat(united.trials()).hasSize(6).isSortedAccordingTo((a, b) -> a.id().compareTo(b.id()));
        assertThat(children(united))
                .isEqualTo(children(StoredResults.read(run("all", SampleSweep.withSeeds(1L, 2L, 3L)))));
    }

    @Test
    void settingsThatDifferBecomeAnAxis() {
        Path short_ = run("short", FIRST);
        Path long_ = run("long", SampleSweep.withEpochs(FIRST, 4));

        ResultRows united = UnitedResults.read(List.of(short_, long_));

        assertThat(united.sweep().texts(Parameter.EPOCHS)).containsExactly("2", "4");
        assertThat(united.sweep().trials(SampleSweep.DATA).stream().map(TrialSpec::id))
                .containsExactlyInAnyOrderElementsOf(
                        united.trials().stream().map(TrialRow::id).toList());
    }

    @Test
    void whatCannotBeComparedIsRefused() {
        Path one = run("one", FIRST);
        Path other = run("other", SampleSweep.evaluatedAt(SECOND, Snr.INFINITE));
        assertThatThrownBy(() -> UnitedResults.read(List.of(one, other)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("differ in evaluation")
                .hasMessageContaining(other.toString());
    }

    /** Two machines, or two versions, that do not agree. */
    @Test
    void trialWithOtherBitsIsRefused() {
        Path one = run("one", FIRST);
        Path two = run("two", SECOND, UnitedResultsTest::withOtherWeights);
        assertThatThrownBy(() -> UnitedResults.read(List.of(one, two)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("ended otherwise in " + two);
    }

    @Test
    void mergedDirectoryHasEachTrialOnceWithAllItsRowsAndWeights() throws IOException {
        Path one = run("one", FIRST);
        Path two = run("two", SECOND);
        TrialSpec kept = FIRST.trials(SampleSweep.DATA).get(0);
        Path weights =
                Files.createDirectories(one.resolve("weights/" + kept.id())).resolve("initial.npz");
        Files.writeString(weights, "weights");
        Path out = directory.resolve("out");

        assertThat(MergedResults.merge(List.of(one, two), out)).isEqualTo(6);

        assertThat(children(StoredResults.read(out))).isEqualTo(children(UnitedResults.read(List.of(one, two))));
        assertThat(new WeightFiles(out).of(kept.id())).hasSize(1);
        assertThat(out.resolve("weights/" + kept.id() + "/initial.npz")).hasContent("weights");
        // A run goes on there, with nothing left to do.
        assertThat(SampleSweep.finished(out, SampleSweep.withSeeds(1L, 2L, 3L))).hasSize(6);
        assertThat(MergedResults.merge(List.of(one, two), out)).isZero();
        assertThatThrownBy(() -> MergedResults.merge(List.of(one, two), one.resolve("../one")))
                .hasMessageContaining("is one of those to merge");
    }

    @Test
    void copyOfOneDirectoryIsItsFinishedTrialsInOneFileOfEachTable() throws IOException {
        Path one = run("one", FIRST);
        Files.writeString(
                Files.createDirectories(one.resolve("checkpoints")).resolve("0123456789abcdef.checkpoint"), "1");
        Path out = directory.resolve("out");
        int trials = FIRST.trials(SampleSweep.DATA).size();

        assertThat(MergedResults.merge(List.of(one), out)).isEqualTo(trials).isGreaterThan(1);

        assertThat(StoredResults.read(out).sweep()).isEqualTo(FIRST);
        assertThat(children(StoredResults.read(out))).isEqualTo(children(StoredResults.read(one)));
        for (String table : List.of("trials", "layers", "evaluations")) {
            try (var files = Files.list(out.resolve(table))) {
                assertThat(files).hasSize(1);
            }
        }
        assertThat(out.resolve("checkpoints")).doesNotExist();
        assertThat(MergedResults.merge(List.of(one), out)).isZero();
    }

    @Test
    void cleaningTakesWhatARunHasLeftAndNothingElse() throws IOException {
        Path one = run("one", FIRST);
        TrialSpec done = FIRST.trials(SampleSweep.DATA).get(0);
        Path checkpoints = Files.createDirectories(one.resolve("checkpoints"));
        Path over = Files.writeString(checkpoints.resolve(done.id() + ".checkpoint"), "12345");
        Path pending = Files.writeString(checkpoints.resolve("0123456789abcdef.checkpoint"), "1");
        Path half = Files.writeString(one.resolve("trials/.x.parquet.1.tmp"), "1");
        Path own = Files.writeString(one.resolve("notes.txt"), "mine");
        Map<String, Object> before = children(StoredResults.read(one));

        Cleaning cleaning = Cleaning.of(one, Cleaning.Scope.LEFTOVERS);
        assertThat(cleaning.files()).containsExactlyInAnyOrder(over, half);
        assertThat(cleaning.bytes()).isEqualTo(6);
        cleaning.delete();
        assertThat(over).doesNotExist();
        assertThat(pending).exists();
        assertThat(children(StoredResults.read(one))).isEqualTo(before);

        Cleaning.of(one, Cleaning.Scope.RESULTS).delete();
        assertThat(one).isDirectoryContaining(own::equals);
        try (var left = Files.list(one)) {
            assertThat(left).containsExactly(own);
        }
    }

    @Test
    void directoryThatAProcessWritesToOrThatHoldsSomethingElseIsNotCleaned() throws IOException {
        Path one = directory.resolve("one");
        try (ResultStore store = ResultStore.open(one, FIRST, SampleSweep.DATA)) {
            assertThatThrownBy(() -> Cleaning.of(store.directory(), Cleaning.Scope.RESULTS))
                    .isInstanceOf(InvalidInputException.class);
        }
        Path other = directory.resolve("other");
        Path figures = Files.createDirectories(other.resolve("figures"));
        assertThatThrownBy(() -> Cleaning.of(other, Cleaning.Scope.RESULTS))
                .hasMessageContaining("holds no sweep.json");
        assertThat(figures).exists();
    }

    private static TrialResult withOtherWeights(TrialResult result) {
        TrainingSummary training = result.training();
        return new TrialResult(
                result.spec(),
                result.ending(),
                result.provenance(),
                new TrainingSummary(training.steps(), training.trainLoss(), "0".repeat(64)),
                result.measurements());
    }

    private Path run(String name, SweepSpec sweep) {
        return run(name, sweep, result -> result);
    }

    private Path run(String name, SweepSpec sweep, Function<TrialResult, TrialResult> change) {
        Path out = directory.resolve(name);
        try (ResultStore store = ResultStore.open(out, sweep, SampleSweep.DATA)) {
            store.commit(
                    sweep.trials(SampleSweep.DATA).stream()
                            .map(SampleSweep::completed)
                            .map(change)
                            .toList(),
                    "4.2.0");
        }
        return out;
    }

    /** All rows but those of trials, in the order of these. */
    private static Map<String, Object> children(ResultRows results) {
        List<LayerRow> layers = new ArrayList<>();
        results.eachLayer(layers::add);
        List<SpectrumRow> spectra = new ArrayList<>();
        results.eachSpectrum(spectra::add);
        List<EpochRow> epochs = new ArrayList<>();
        results.eachEpoch(epochs::add);
        List<EvaluationRow> evaluations = new ArrayList<>();
        results.eachEvaluation(evaluations::add);
        layers.sort((a, b) -> a.trial().compareTo(b.trial()));
        spectra.sort((a, b) -> a.trial().compareTo(b.trial()));
        epochs.sort((a, b) -> a.trial().compareTo(b.trial()));
        evaluations.sort((a, b) -> a.trial().compareTo(b.trial()));
        return Map.of(
                "trials",
                        results.trials().stream()
                                .map(row -> row.id().text() + row.training())
                                .toList(),
                "layers", layers.toString(),
                "spectra", spectra.size(),
                "epochs", epochs.toString(),
                "evaluations", evaluations.toString());
    }
}
