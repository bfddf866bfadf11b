package dev.kappasweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kappasweep.trial.TrialRunner;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** Measures this machine. */
class DoctorVerbTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void oneSlotIsMeasuredAndHasOneThread() {
        assertThat(run("doctor", "--master", "local[1]", "--json")).isZero();
        JsonNode report = Json.parse(out.toString()).get("executors").get(0);
        assertThat(report.get("executor").textValue()).isEqualTo("driver");
        assertThat(report.get("slots").intValue()).isEqualTo(1);
        JsonNode site = report.get("site");
        assertThat(site.get("threads").doubleValue()).isBetween(0.0, 1.3);
        assertThat(site.get("coreShare").doubleValue()).isBetween(0.01, 1.01);
        assertThat(site.get("gigaflops").doubleValue()).isPositive();
        assertThat(site.get("blas").textValue()).contains("OpenBLAS", "kernels for");
        assertThat(site.get("vectorBits").intValue()).isGreaterThanOrEqualTo(64);
        assertThat(site.get("disks")).isNotEmpty();
        assertThat(site.get("offHeapBytes").longValue()).isPositive();
    }

    @Test
    void moreSlotsThanCoresExitWith1AndSayHowToMendIt() {
        int slots = Runtime.getRuntime().availableProcessors() + 1;
        assertThat(run("doctor", "--master", "local[" + slots + "]")).isEqualTo(1);
        assertThat(out.toString())
                .contains(": " + slots + " slots, " + (slots - 1) + " cores")
                .containsPattern("error    .*: " + slots + " slots with " + slots + " threads on " + (slots - 1)
                        + " cores; give no more slots than cores: --master local\\[" + (slots - 1) + "\\]");
    }

    private int run(String... arguments) {
        return Main.run(
                arguments,
                new Console(new PrintWriter(out), new PrintWriter(err), false, () -> 80, false),
                new TrialRunner());
    }
}
