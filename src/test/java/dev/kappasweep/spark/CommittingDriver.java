package dev.kappasweep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.files.Places;
import dev.kappasweep.results.EndedTrials;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialSpec;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A driver without Spark, in a JVM of its own: commits made-up results one by one, and tells each as a line with the trial's id. */
final class CommittingDriver {
    /** Of two trials each: more than are committed until it is killed. */
    static final int SEEDS = 1_000;

    private final Process process;
    private final BufferedReader lines;
    private final Path errors;

    private CommittingDriver(Process process, Path errors) {
        this.process = process;
        this.lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.errors = errors;
    }

    public static void main(String[] arguments) {
        SweepSpec sweep = EndedTrials.sweep(SEEDS);
        try (ResultStore store = ResultStore.open(Places.path(arguments[0]), sweep, EndedTrials.DATA)) {
            for (TrialSpec trial : EndedTrials.trials(sweep)) {
                if (!store.finished().contains(trial.id())) {
                    store.commit(EndedTrials.completed(trial), "4.2.0");
                    System.out.println(trial.id());
                }
            }
        } catch (InvalidInputException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    /** @param configuration its HADOOP_CONF_DIR */
    static CommittingDriver start(Path directory, Path configuration, Path temporary) throws IOException {
        Path errors = Files.createTempFile(temporary, "driver", ".txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        configuration + File.pathSeparator + System.getProperty("java.class.path"),
                        CommittingDriver.class.getName(),
                        directory.toString())
                .redirectError(errors.toFile())
                .start();
        return new CommittingDriver(process, errors);
    }

    /** Waits for so many trials, and returns them. */
    List<String> await(int count) throws IOException {
        List<String> told = new ArrayList<>();
        while (told.size() < count) {
            String line = lines.readLine();
            assertThat(line).as("a trial; else %s", Files.readString(errors)).isNotNull();
            told.add(line);
        }
        return told;
    }

    /** By SIGKILL; returns what it had told before. */
    List<String> kill() throws IOException, InterruptedException {
        signal("KILL");
        return rest();
    }

    void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    /** That it ends since another process has the directory; returns what it had told before. */
    List<String> assertTakenOver() throws IOException, InterruptedException {
        List<String> told = rest();
        assertThat(Files.readString(errors)).contains(" has been taken over by another run (");
        assertThat(process.exitValue()).isEqualTo(2);
        return told;
    }

    private List<String> rest() throws IOException, InterruptedException {
        List<String> told = lines.lines().toList();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("it has ended").isTrue();
        return told;
    }
}
