package dev.kappasweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.data.Dataset;
import dev.kappasweep.results.SampleSweep;
import dev.kappasweep.sweep.Ending;
import dev.kappasweep.sweep.Measurements;
import dev.kappasweep.sweep.TrialCancelledException;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("alone")
class InterruptionTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void interruptedSweepKeepsWhatHasEndedAndExitsWith130() throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        Process run = new ProcessBuilder(command())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        Path log = directory.resolve("results/sweep.log");
        while (run.isAlive() && !(Files.exists(log) && Files.readString(log).contains("COMPLETED"))) {
            Thread.sleep(50);
        }
        // As a terminal does: to the shell and to what it runs.
        int code = new ProcessBuilder("kill", "-INT", "--", "-" + run.pid())
                .start()
                .waitFor();
        assertThat(code).isZero();

        assertThat(run.waitFor()).isEqualTo(130);
        assertThat(Files.readString(err))
                .contains("kappasweep: interrupted, 7 of 8 trials not run; the same command resumes")
                .doesNotContain("Exception");
        // A shell ends its loop only if what it runs has died of the signal, and not where that has ended with 130.
        assertThat(Files.readString(out))
                .startsWith("### quickstart\n")
                .contains("Of 8 trials 7 not run")
                .doesNotContain("the loop goes on");
    }

    private List<String> command() {
        return List.of(
                // These tests may have been started with SIGINT ignored, as by nohup, and so would be what they start.
                "env",
                "--default-signal=INT",
                "setsid",
                "bash",
                "-c",
                "for i in 1 2; do \"$@\"; echo the loop goes on; done",
                "bash",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Path.of("target/jvm-options.txt").toAbsolutePath(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                OneQuickTrial.class.getName(),
                "run",
                "conf/quickstart.yaml",
                "--set",
                "axes.lambda=0,1,2,3",
                "--set",
                "axes.seed=1,2",
                "--master",
                "local[2]",
                "--out",
                directory.resolve("results").toString());
    }

    /** The command line with trials of which only the one of lambda 1 and seed 1 ever ends. */
    static final class OneQuickTrial {
        private OneQuickTrial() {}

        public static void main(String[] arguments) {
            Console console = new Console(writer(System.out), writer(System.err), false, () -> 80, false);
            System.exit(Main.run(arguments, console, OneQuickTrial::train));
        }

        private static PrintWriter writer(OutputStream stream) {
            return new PrintWriter(stream, true, StandardCharsets.UTF_8);
        }

        private static void pause() {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static TrialResult train(TrialSpec spec, Dataset ignored, TrialObserver observer) {
            boolean isQuick = spec.lambda() == 1 && spec.seed() == 1;
            while (!isQuick) {
                if (observer.isCancelled()) {
                    throw new TrialCancelledException(spec.id());
                }
                pause();
            }
            return SampleSweep.result(spec, Ending.COMPLETED, Measurements.NONE);
        }
    }
}
