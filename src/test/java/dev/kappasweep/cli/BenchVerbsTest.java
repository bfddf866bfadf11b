package dev.kappasweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kappasweep.trial.TrialRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("alone")
final class BenchVerbsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), false, 80, false);
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
