package dev.kappasweep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.conf.SweepFileReader;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.results.ResultDirectory;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.results.WeightFiles;
import dev.kappasweep.run.SweepListener;
import dev.kappasweep.run.SweepOutcome;
import dev.kappasweep.sweep.Checkpoints;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.KeepWeights;
import dev.kappasweep.sweep.RunSpec;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.trial.TrialFunction;
import dev.kappasweep.trial.TrialRunner;
import dev.kappasweep.weights.NamedArray;
import dev.kappasweep.weights.NpzFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Weights on their way from the executors to the result directory. */
@TestInstance(Lifecycle.PER_CLASS)
class KeptWeightsRunTest {
    private static final Dataset DIGITS = new DatasetLoader(Optional.empty(), Map.of()).load(DatasetSpec.DIGITS);
    private static final double NEVER = Double.POSITIVE_INFINITY;
    private static final int EPOCHS = 4;
    private static final SweepSpec SWEEP = SweepFileReader.read(
                    Path.of("conf/quickstart.yaml"),
                    List.of(
                            "network.hidden=8",
                            "training.epochs=" + EPOCHS,
                            "training.trainImages=320",
                            "axes.lambda=0,0.1",
                            "axes.seed=1"))
            .spec();

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

    private static RunSpec keeping(String weights, double checkpointSeconds) {
        return new RunSpec(NEVER, 0, false, checkpointSeconds, "", false).keeping(KeepWeights.parse(weights));
    }

    private SweepOutcome run(Path results, RunSpec options, TrialFunction function, SweepListener listener) {
        try (ResultStore store = ResultStore.open(results, SWEEP, DIGITS.id())) {
            return new SweepRunner(spark, function, options).run(SWEEP.trials(DIGITS.id()), DIGITS, store, listener);
        }
    }

    private Path run(String name, RunSpec options) {
        Path results = directory.resolve(name);
        assertThat(run(results, options, new TrialRunner(), SweepListener.NONE).ended(TrialStatus.COMPLETED))
                .isEqualTo(2);
        assertThat(results.resolve("checkpoints")).doesNotExist();
        return results;
    }

    /** By trial and epoch. */
    private static Map<String, String> contents(Path results) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        for (TrialRow row : ResultDirectory.read(results).trials()) {
            NavigableMap<Integer, Path> files = new WeightFiles(results).of(row.id());
            for (Map.Entry<Integer, Path> file : files.entrySet()) {
                byte[] npz = Files.readAllBytes(file.getValue());
                contents.put(row.id() + " " + file.getKey(), HexFormat.of().formatHex(npz));
            }
            if (!files.isEmpty()) {
                byte[] last = Files.readAllBytes(files.lastEntry().getValue());
                assertThat(NamedArray.sha256(NpzFile.read(new ByteArrayInputStream(last))))
                        .isEqualTo(row.training().weightsSha256());
            }
        }
        return contents;
    }

    /** With checkpoints the weights lie there until the trial ends; without, they come with its result. */
    @Test
    void bothWaysBringTheSameFiles() throws IOException {
        Map<String, String> left = contents(run("left", keeping("every 3 epochs", 1e9)));
        assertThat(left).hasSize(2 * 3);
        assertThat(contents(run("carried", keeping("every 3 epochs", NEVER)))).isEqualTo(left);
    }

    @Test
    void nothingIsKeptUnlessAskedFor() throws IOException {
        assertThat(run("none", keeping("none", 1e9)).resolve("weights")).doesNotExist();
    }

    /** Stops while the third of four epochs is trained. */
    private static TrialFunction stopping() {
        return (spec, data, observer) -> new TrialRunner().run(spec, data, new Stopping(observer));
    }

    private static final class Stopping implements TrialObserver {
        private final TrialObserver observer;
        private int steps = 25;

        Stopping(TrialObserver observer) {
            this.observer = observer;
        }

        @Override
        public boolean isCancelled() {
            return steps-- <= 0;
        }

        @Override
        public Checkpoints checkpoints() {
            return observer.checkpoints();
        }

        @Override
        public KeepWeights keepWeights() {
            return observer.keepWeights();
        }

        @Override
        public void weights(TrialId trial, int epoch, byte[] npz) {
            observer.weights(trial, epoch, npz);
        }
    }

    @Test
    void aTrialThatGoesOnFromItsCheckpointHasAllItsWeights() throws IOException {
        RunSpec options = keeping("every 1 epochs", 1e9);
        Path stopped = directory.resolve("stopped");
        assertThat(run(stopped, options, stopping(), SweepListener.NONE).failures())
                .hasSize(2);
        assertThat(contents(stopped)).isEmpty();
        assertThat(contents(run("stopped", options)))
                .isEqualTo(contents(run("through", options)))
                .hasSize(2 * (EPOCHS + 1));
    }

    /** The first two epochs are trained by a run that keeps nothing. */
    @Test
    void weightsThatNobodyKeptAreSaidToBeMissing() throws IOException {
        Path results = directory.resolve("late");
        run(results, keeping("none", 1e9), stopping(), SweepListener.NONE);
        RecordingListener listener = new RecordingListener();
        run(results, keeping("every 1 epochs", 1e9), new TrialRunner(), listener);
        assertThat(listener.calls())
                .filteredOn(call -> call.startsWith("noticed"))
                .hasSize(2 * 2)
                .allMatch(call -> call.matches("noticed \\S+ weights of epoch [12] are not kept:"
                        + " IOException: the attempt that trained this epoch kept none"));
        assertThat(contents(results)).hasSize(2 * 3);
    }
}
