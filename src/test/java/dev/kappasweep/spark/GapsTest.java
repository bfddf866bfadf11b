package dev.kappasweep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.conf.SweepFileReader;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.results.ResultDirectory;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.results.ResultTables;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.results.WeightFiles;
import dev.kappasweep.run.SweepListener;
import dev.kappasweep.run.SweepOutcome;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.KeepWeights;
import dev.kappasweep.sweep.RunSpec;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.trial.TrialFunction;
import dev.kappasweep.trial.TrialRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Test SNRs that are added to a sweep whose trials are done. */
@TestInstance(Lifecycle.PER_CLASS)
class GapsTest {
    private static final Dataset DIGITS = new DatasetLoader(Optional.empty(), Map.of()).load(DatasetSpec.DIGITS);
    private static final String PLANNED = "inf,1";
    private static final String WIDER = "2,inf,1,0.5";

    private JavaSparkContext spark;

    @TempDir
    private Path directory;

    @BeforeAll
    void startSpark() {
        spark = SparkContexts.start("test", new SparkOptions(Optional.of("local[2]")));
    }

    @AfterAll
    void stopSpark() {
        spark.close();
    }

    private static SweepSpec sweep(String experiment, String snr) {
        List<String> settings = new ArrayList<>(List.of(
                "network.hidden=8",
                "training.epochs=2",
                "training.trainImages=320",
                "axes.lambda=0.1",
                "axes.seed=1,2",
                "evaluation.snr=" + snr));
        if (experiment.equals("denoising")) {
            settings.addAll(List.of("experiment=denoising", "regularizer.layers=E1,D1"));
        }
        return SweepFileReader.read(Path.of("conf/quickstart.yaml"), settings).spec();
    }

    /** Trains nothing. */
    private static final class Evaluating implements TrialFunction {
        private static final long serialVersionUID = 1;

        @Override
        public TrialResult run(TrialSpec spec, Dataset data, TrialObserver observer) {
            throw new AssertionError("trained again");
        }

        @Override
        public TrialResult evaluate(TrialSpec spec, Dataset data, byte[] npz, TrialObserver observer) {
            return new TrialRunner().evaluate(spec, data, npz, observer);
        }
    }

    private SweepOutcome run(Path results, SweepSpec sweep, String keep, TrialFunction function, SweepListener told) {
        try (ResultStore store = ResultStore.open(results, sweep, DIGITS.id())) {
            return new SweepRunner(spark, function, RunSpec.DEFAULT.keeping(KeepWeights.parse(keep)))
                    .run(sweep.trials(DIGITS.id()), DIGITS, store, told);
        }
    }

    private Path run(String name, SweepSpec sweep, String keep) {
        Path results = directory.resolve(name);
        assertThat(run(results, sweep, keep, new TrialRunner(), SweepListener.NONE)
                        .ended(TrialStatus.COMPLETED))
                .isEqualTo(2);
        assertThat(results.resolve("checkpoints")).doesNotExist();
        return results;
    }

    /** By seed and SNR, whatever the ids; each row once. */
    private static Set<String> evaluations(Path results) {
        ResultTables tables = ResultDirectory.read(results);
        Set<String> rows = new TreeSet<>();
        for (TrialRow trial : tables.trials()) {
            ResultTables own = tables.only(Set.of(trial.id()));
            String seed = trial.spec().seed() + " ";
            own.evaluations()
                    .forEach(row ->
                            assertThat(rows.add(seed + row.measurement())).isTrue());
            own.samples()
                    .forEach(row -> assertThat(rows.add(seed + row.measurement().snr() + " "
                                    + row.measurement().image() + " "
                                    + List.of(row.measurement().output()).hashCode()))
                            .isTrue());
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(strings = {"classification", "denoising"})
    void keptWeightsAreEvaluatedAsIfAllHadBeenPlanned(String experiment) {
        Path results = run(experiment + "-kept", sweep(experiment, PLANNED), "final");
        ResultTables before = ResultDirectory.read(results);
        RecordingListener listener = new RecordingListener();
        SweepOutcome outcome = run(results, sweep(experiment, WIDER), "none", new Evaluating(), listener);
        assertThat(outcome.ended(TrialStatus.COMPLETED)).isEqualTo(2);
        assertThat(outcome.alreadyDone()).isZero();
        assertThat(listener.calls())
                .anyMatch(call -> call.contains("2 finished trials lack values of evaluation.snr: 2 are evaluated with"
                        + " their kept weights, 0 are trained again"));
        assertThat(ResultDirectory.read(results).trials()).isEqualTo(before.trials());
        assertThat(evaluations(results))
                .isEqualTo(evaluations(run(experiment + "-planned", sweep(experiment, WIDER), "none")));
    }

    @Test
    void withoutWeightsTrialsAreTrainedAgainAndMayKeepThemThen() {
        SweepSpec wider = sweep("classification", WIDER);
        Path results = run("not-kept", sweep("classification", PLANNED), "none");
        assertThat(run(results, wider, "final", new TrialRunner(), SweepListener.NONE)
                        .ended(TrialStatus.COMPLETED))
                .isEqualTo(2);
        assertThat(results.resolve("checkpoints")).doesNotExist();
        assertThat(evaluations(results)).isEqualTo(evaluations(run("planned", wider, "none")));
        ResultDirectory.read(results)
                .trials()
                .forEach(trial ->
                        assertThat(new WeightFiles(results).of(trial.id())).containsOnlyKeys(0, 2));
        assertThat(run(results, wider, "none", new Evaluating(), SweepListener.NONE)
                        .alreadyDone())
                .isEqualTo(2);
    }

    /** The weights of one seed in the place of the other's. */
    @Test
    void weightsOfAnotherTrialAreAnErrorAndAddNothing() throws IOException {
        Path results = run("exchanged", sweep("classification", PLANNED), "final");
        List<TrialRow> trials = ResultDirectory.read(results).trials();
        WeightFiles weights = new WeightFiles(results);
        Files.copy(
                weights.of(trials.get(0).id()).lastEntry().getValue(),
                weights.of(trials.get(1).id()).lastEntry().getValue(),
                StandardCopyOption.REPLACE_EXISTING);
        SweepOutcome outcome =
                run(results, sweep("classification", WIDER), "none", new Evaluating(), SweepListener.NONE);
        assertThat(outcome.ended(TrialStatus.COMPLETED)).isEqualTo(1);
        assertThat(outcome.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.trial()).isEqualTo(trials.get(1).id());
            assertThat(failure.reason())
                    .contains("its kept weights have weights_sha256 '"
                            + trials.get(0).weightsSha256() + "', expected "
                            + trials.get(1).weightsSha256());
        });
        assertThat(ResultDirectory.read(results, trials.get(1).id()).evaluations())
                .hasSize(2);
        assertThat(ResultDirectory.read(results).trials()).isEqualTo(trials);
    }

    /** A trial whose arithmetic comes out otherwise is not evaluated as the one that was committed. */
    @Test
    void otherBitsAfterTrainingAgainAreAnError() {
        Path results = run("other-bits", sweep("classification", PLANNED), "none");
        TrialFunction other = (spec, data, observer) -> new TrialRunner()
                .run(spec.with().seed(spec.seed() + 10).build(), data, observer)
                .of(spec);
        SweepOutcome outcome = run(results, sweep("classification", WIDER), "none", other, SweepListener.NONE);
        assertThat(outcome.failures())
                .hasSize(2)
                .allMatch(failure -> failure.reason().startsWith("trained again it has weights_sha256 '"));
        assertThat(evaluations(results)).hasSize(2 * 2);
    }
}
