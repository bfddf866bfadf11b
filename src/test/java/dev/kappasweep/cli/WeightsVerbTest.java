package dev.kappasweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kappasweep.conf.SweepFileReader;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.results.WeightFiles;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.KeepWeights;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.trial.TrialRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsVerbTest {
    private static final Dataset DIGITS = new DatasetLoader(Optional.empty(), Map.of()).load(DatasetSpec.DIGITS);
    private static final SweepSpec SWEEP = SweepFileReader.read(
                    Path.of("conf/quickstart.yaml"),
                    List.of(
                            "network.hidden=8",
                            "training.epochs=2",
                            "training.trainImages=320",
                            "axes.lambda=0.1",
                            "axes.seed=1,2"))
            .spec();
    private static final TrialSpec KEPT = SWEEP.trials(DIGITS.id()).get(0);
    private static final TrialSpec NOT_KEPT = SWEEP.trials(DIGITS.id()).get(1);

    @TempDir
    private Path directory = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String digest = "";

    private Path results() {
        return directory.resolve("results");
    }

    @BeforeEach
    void run() {
        try (ResultStore store = ResultStore.open(results(), SWEEP, DIGITS.id())) {
            TrialResult result = new TrialRunner().run(KEPT, DIGITS, new TrialObserver() {
                @Override
                public KeepWeights keepWeights() {
                    return KeepWeights.FINAL;
                }

                @Override
                public void weights(TrialId trial, int epoch, byte[] npz) {
                    store.keepWeights(trial, epoch, npz);
                }
            });
            digest = result.weightsSha256();
            store.commit(result, "4.1.0");
            store.commit(new TrialRunner().run(NOT_KEPT, DIGITS, TrialObserver.NONE), "4.1.0");
        }
    }

    private int call(String verb, String... more) {
        Console console = new Console(new PrintWriter(out, true), new PrintWriter(err, true), false, () -> 80, false);
        String[] arguments = Stream.concat(Stream.of(verb, results().toString()), Stream.of(more))
                .toArray(String[]::new);
        return Main.run(arguments, console, new TrialRunner());
    }

    private int weights(TrialSpec trial, String... more) {
        return call(
                "weights",
                Stream.concat(Stream.of(trial.id().text().substring(0, 6)), Stream.of(more))
                        .toArray(String[]::new));
    }

    private Path last() {
        return new WeightFiles(results()).of(KEPT.id()).lastEntry().getValue();
    }

    @Test
    void withoutAFileTheStatesAreListed() {
        assertThat(weights(KEPT)).isZero();
        assertThat(out.toString().lines())
                .hasSize(3)
                .anyMatch(line -> line.matches("initial +\\S+initial.npz +W1 8 x 784, b1 8, W2 10 x 8, b2 10"))
                .anyMatch(line -> line.matches("epoch 2 .* weights_sha256 agrees: " + digest));
    }

    @Test
    void theLastStateIsWrittenUnlessAnotherIsNamed() throws IOException {
        Path file = directory.resolve("w.npz");
        assertThat(weights(KEPT, "--out", file.toString(), "--json")).isZero();
        assertThat(file).hasSameBinaryContentAs(last());
        JsonNode state = Json.parse(out.toString()).get("states").get(0);
        assertThat(state.get("sha256").textValue()).isEqualTo(digest);
        assertThat(state.get("agreesWithTrial").booleanValue()).isTrue();

        assertThat(weights(KEPT, "--out", file.toString(), "--epoch", "initial"))
                .isZero();
        assertThat(file)
                .hasSameBinaryContentAs(new WeightFiles(results()).of(KEPT.id()).get(0));
    }

    @Test
    void weightsThatAreNotKeptAreAnErrorThatSaysHow() {
        assertThat(weights(NOT_KEPT)).isEqualTo(2);
        assertThat(err.toString()).contains("was run without run.keepWeights", "--set run.keepWeights=final");
        assertThat(weights(KEPT, "--epoch", "1")).isEqualTo(2);
        assertThat(err.toString()).contains("--epoch: 1 is not kept, expected one of initial, 2");
        assertThat(weights(KEPT, "--epoch", "last")).isEqualTo(2);
        assertThat(err.toString()).contains("--epoch: 'last' is not allowed");
    }

    @Test
    void weightsOfAnotherTrialAreToldByBothVerbs() throws IOException {
        Files.copy(new WeightFiles(results()).of(KEPT.id()).get(0), last(), StandardCopyOption.REPLACE_EXISTING);
        Path file = directory.resolve("w.npz");
        assertThat(weights(KEPT, "--out", file.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains("epoch-2.npz has the digest ", "expected weights_sha256 of the trial, " + digest);
        assertThat(file).doesNotExist();

        assertThat(call("verify", "--sample", "2")).isEqualTo(1);
        assertThat(out.toString()).contains("weights/" + KEPT.id() + "/epoch-2.npz was " + digest + " and is ");
    }

    @Test
    void wholeWeightsAreNoDifference() {
        assertThat(call("verify", "--sample", "2")).isZero();
    }

    @Test
    void aDamagedFileIsTold() throws IOException {
        byte[] npz = Files.readAllBytes(last());
        npz[300] ^= 1;
        Files.write(last(), npz);
        assertThat(weights(KEPT)).isEqualTo(2);
        assertThat(err.toString()).contains("epoch-2.npz is damaged (");
    }
}
