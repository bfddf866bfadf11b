package dev.kappasweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kappasweep.conf.SweepFileReader;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.Environment;
import dev.kappasweep.sweep.LayerMeasurement;
import dev.kappasweep.sweep.SpectrumSummary;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.trial.TrialRunner;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commits really trained results, some of them changed afterwards, and verifies them. */
class VerifyVerbTest {
    private static final Dataset DIGITS = new DatasetLoader(Optional.empty(), Map.of()).load(DatasetSpec.DIGITS);
    private static final SweepSpec SWEEP = SweepFileReader.read(
                    Path.of("conf/quickstart.yaml"),
                    List.of(
                            "network.hidden=8",
                            "training.epochs=2",
                            "training.trainImages=320",
                            "axes.lambda=0,0.1",
                            "axes.seed=1,2"))
            .spec();
    private static final List<TrialSpec> TRIALS = SWEEP.trials(DIGITS.id());

    @TempDir
    private Path directory = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private static TrialResult train(TrialSpec spec) {
        return new TrialRunner().run(spec, DIGITS, TrialObserver.NONE);
    }

    private void commit(UnaryOperator<TrialResult> change) {
        try (ResultStore store = ResultStore.open(directory, SWEEP, DIGITS.id())) {
            TRIALS.forEach(spec -> store.commit(change.apply(train(spec)), "4.1.0"));
        }
    }

    @Test
    void trialsThatComeOutTheSameAreTold() {
        commit(result -> result);
        assertThat(verify("--sample", "9")).isZero();
        assertThat(out.toString().lines()).hasSize(4).allMatch(line -> line.matches("same {4}[0-9a-f]{16}  lambda .*"));
    }

    @Test
    void oneBitIsADifferenceAndNamesTrialAndField() {
        commit(result -> withKappas(result, kappa -> kappa + Math.ulp(kappa)));
        assertThat(verify("--sample", "1", "--seed", "7")).isEqualTo(1);
        assertThat(out.toString().lines()).first().asString().matches("DIFFERS [0-9a-f]{16}  lambda .*");
        assertThat(out.toString()).contains("layers[0].kappa was ", "layers[5].kappa was ");
    }

    @Test
    void whatAnotherMachineTrainedIsComparedBitByBit() {
        commit(result -> elsewhere(result));
        assertThat(verify("--sample", "4")).isZero();
    }

    @Test
    void theLastBitOfAnotherMachineIsFound() {
        commit(result -> elsewhere(withKappas(result, kappa -> kappa + Math.ulp(kappa))));
        assertThat(verify("--sample", "4", "--json")).isEqualTo(1);
        JsonNode trials = Json.parse(out.toString()).get("trials");
        assertThat(trials)
                .hasSize(4)
                .allSatisfy(trial -> assertThat(
                                trial.get("differences").get(0).get("field").textValue())
                        .isEqualTo("layers[0].kappa"));
    }

    @Test
    void sampleIsThatOfItsSeed() {
        commit(result -> result);
        List<String> samples = Stream.of("0", "0", "1", "2", "3", "4")
                .map(seed -> {
                    out.getBuffer().setLength(0);
                    assertThat(verify("--seed", seed)).isZero();
                    return out.toString();
                })
                .toList();
        assertThat(samples.get(0)).isEqualTo(samples.get(1));
        assertThat(samples.stream().distinct()).hasSizeGreaterThan(1);
    }

    @Test
    void directoryWithoutAResultIsWrongInput() {
        ResultStore.open(directory, SWEEP, DIGITS.id()).close();
        assertThat(verify()).isEqualTo(2);
        assertThat(err.toString()).contains("holds no finished trial of objective version");
        assertThat(verify("--sample", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--sample: 0 is not allowed");
    }

    @Test
    void dataThatHaveChangedAreWrongInput() {
        DatasetId changed = new DatasetId("digits", "0".repeat(64));
        try (ResultStore store = ResultStore.open(directory, SWEEP, changed)) {
            store.commit(train(SWEEP.trials(changed).get(0)), "4.1.0");
        }
        assertThat(verify()).isEqualTo(2);
        assertThat(err.toString()).contains("dataset: digits has digest ", "expected " + "0".repeat(64));
    }

    private static TrialResult withKappas(TrialResult result, DoubleUnaryOperator change) {
        List<LayerMeasurement> layers = result.layers().stream()
                .map(layer -> changed(layer, "spectrum", withKappa(layer.spectrum(), change)))
                .toList();
        return changed(result, "measurements", changed(result.measurements(), "layers", layers));
    }

    private static SpectrumSummary withKappa(SpectrumSummary spectrum, DoubleUnaryOperator change) {
        return changed(spectrum, "kappa", change.applyAsDouble(spectrum.kappa()));
    }

    private static TrialResult elsewhere(TrialResult result) {
        Environment there = changed(result.environment(), "cpu", "another CPU");
        return changed(result, "provenance", changed(result.provenance(), "environment", there));
    }

    /** A copy of {@code values} with another value of one component. */
    private static <R extends Record> R changed(R values, String component, Object value) {
        try {
            RecordComponent[] components = values.getClass().getRecordComponents();
            Class<?>[] types = new Class<?>[components.length];
            Object[] arguments = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                Object before = components[i].getAccessor().invoke(values);
                arguments[i] = components[i].getName().equals(component) ? value : before;
            }
            @SuppressWarnings("unchecked")
            R copy = (R) values.getClass().getDeclaredConstructor(types).newInstance(arguments);
            return copy;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no record", e);
        }
    }

    private int verify(String... options) {
        String[] arguments = Stream.concat(Stream.of("verify", directory.toString()), Stream.of(options))
                .toArray(String[]::new);
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), false, () -> 80, false);
        return Main.run(arguments, console, new TrialRunner());
    }
}
