package dev.kappasweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.results.ResultStore;
import dev.kappasweep.results.SampleSweep;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.trial.TrialRunner;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reads results needs little memory for each trial: 10^6 trials are to fit into 2 GB. */
@Tag("alone")
class LargeSweepTest {
    private static final int TRIALS = 20_000;
    private static final int AT_ONCE = 4_000;

    /** In MB; enough for the program and 1.6 KB a trial. */
    private static final int HEAP = 64;

    @TempDir
    private Path temporary;

    @Test
    void aLargeSweepIsReadWithASmallHeap() throws IOException, InterruptedException {
        Path results = temporary.resolve("results");
        fill(results);
        Path output = temporary.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@target/jvm-options.txt",
                        "-Xmx" + HEAP + "m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeSweepTest.class.getName(),
                        results.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(output)).isZero();
        assertThat(Files.readString(output))
                .contains(TRIALS + " trials, " + TRIALS + " completed")
                .contains("(n=" + TRIALS / 2 + ")")
                .contains("differences from lambda 0");
        try (var lines = Files.lines(results.resolve("export/csv/layers.csv"))) {
            assertThat(lines).hasSize(1 + 2 * TRIALS);
        }
    }

    private static void fill(Path results) {
        SweepSpec sweep = SampleSweep.withSeeds(
                LongStream.rangeClosed(1, TRIALS / 2).boxed().toArray(Long[]::new));
        List<TrialSpec> trials = sweep.trials(SampleSweep.DATA);
        try (ResultStore store = ResultStore.open(results, sweep, SampleSweep.DATA)) {
            for (int i = 0; i < TRIALS; i += AT_ONCE) {
                store.commit(
                        trials.subList(i, i + AT_ONCE).stream()
                                .map(SampleSweep::completed)
                                .toList(),
                        "4.1.0");
            }
        }
    }

    /** Runs the verbs in one JVM. */
    public static void main(String[] arguments) {
        Console console = new Console(writer(System.out), writer(System.err), false, () -> 80, false);
        String results = arguments[0];
        run(console, "status", results);
        run(console, "tables", results, "--table", "summary");
        run(console, "compare", results);
        run(console, "export", results, "--to", "csv");
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    private static void run(Console console, String... command) {
        int code = Main.run(command, console, new TrialRunner());
        if (code != 0) {
            console.say(command[0] + " ended with " + code);
            System.exit(code);
        }
    }
}
