package dev.kappasweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kappasweep.trial.TrialRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("alone")
final class BenchVerbsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), false, () -> 80, false);
        return Main.run(arguments, console, new TrialRunner());
    }

    private JsonNode report() throws IOException {
        return new ObjectMapper().readTree(out.toString());
    }

    @Test
    void autoencoderStepIsPrintedBesideItsFloors() throws IOException {
        assertThat(run("bench", "autoencoder", "--steps", "20", "--lanes", "2", "--json"))
                .isZero();
        JsonNode report = report();
        double weightsPastTheFirstLayer = 256 * 32 + 32 * 256 + 256 * 784;
        double flops = 2 * 32 * (2 * 784 * 256 + 3 * weightsPastTheFirstLayer);
        assertThat(report.get("productMs").asDouble())
                .isCloseTo(flops / report.get("gemmGflops").asDouble() / 1e6, within(1e-9));
        double bytes = 7 * 4 * (784 * 256 + weightsPastTheFirstLayer);
        assertThat(report.get("memoryMs").asDouble())
                .isCloseTo(bytes / report.get("copyGbs").asDouble() / 1e6, within(1e-9));
        assertThat(report.get("solverStepsMean").asDouble()).isBetween(4.0, 8.0);
    }

    @Test
    void lanesAreThoseOfTheModelHereAndElsewhere() throws IOException {
        assertThat(run(
                        "bench",
                        "lanes",
                        "--hidden",
                        "64",
                        "--steps",
                        "40",
                        "--cores",
                        "6",
                        "--cache",
                        "1",
                        "--memory",
                        "50",
                        "--json"))
                .isZero();
        JsonNode report = report();
        int here = report.at("/shared/cores").asInt();
        assertThat(here).isEqualTo(Runtime.getRuntime().availableProcessors());
        // Weights of 784 x 64 and 64 x 10 and two moments of each.
        assertThat(report.at("/step/stateBytes").asDouble()).isEqualTo(3.0 * 4 * (784 * 64 + 64 * 10));
        assertThat(report.at("/serial").asDouble()).isNotNegative();
        List<Integer> lanes = new ArrayList<>();
        int best = 0;
        for (JsonNode row : report.get("rows")) {
            if (row.get("cores").asInt() == 6) {
                lanes.add(row.get("lanes").asInt());
                best += row.get("isBest").asBoolean() ? 1 : 0;
            }
        }
        assertThat(lanes).contains(1, 2, 4, 6).isSorted();
        assertThat(best).isEqualTo(here == 6 ? 2 : 1);
    }

    @ParameterizedTest
    @CsvSource({
        "--memory, 0, a finite number above 0",
        "--memory, Infinity, a finite number above 0",
        "--cache, -1, a finite number of at least 0",
        "--cores, 0, a whole number of at least 1",
        "--steps, 0, a whole number of at least 1"
    })
    void machinesThatCannotBeAreRefusedBeforeAnythingIsMeasured(String option, String value, String expected) {
        assertThat(run("bench", "lanes", option + "=" + value)).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).startsWith("kappasweep: " + option + ": ").endsWith(", expected " + expected + "\n");
    }

    @Test
    void leastSquaresSweepIsProjectedFromATrial() throws IOException {
        int code = run("bench", "least-squares", "--epochs", "2", "--lanes", "2", "--json");
        JsonNode report = report();
        double seconds = report.get("secondsPerTrial").asDouble();
        assertThat(report.get("steps").asInt()).isEqualTo(2000);
        assertThat(report.get("sweepSeconds").asDouble()).isCloseTo(55 * seconds * 50, within(1e-9));
        assertThat(code).isEqualTo(report.get("sweepSeconds").asDouble() <= 600 ? 0 : 1);
        assertThat(report.get("microsPerStep").asDouble())
                .isCloseTo(seconds / 2000 * 1e6, within(1e-9))
                .isGreaterThan(report.get("productMicros").asDouble());
    }
}
