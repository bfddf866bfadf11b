package dev.kappasweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.results.Holder;
import dev.kappasweep.results.LiveRun;
import dev.kappasweep.results.LiveRunFile;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.results.SampleSweep;
import dev.kappasweep.sweep.SweepSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs list, stop, merge and clean, and others of several directories. */
class DirectoryVerbsTest {
    @TempDir
    private Path root = Path.of("");

    private Path one = Path.of("");
    private Path two = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Both of two trials of one sweep are done, one of four of the other. */
    @BeforeEach
    void makeSome() {
        one = root.resolve("group/one");
        two = root.resolve("two");
        commit(one, SampleSweep.withSeeds(1L), 2);
        commit(two, SampleSweep.withSeeds(2L, 3L), 1);
    }

    private static void commit(Path directory, SweepSpec sweep, int trials) {
        try (ResultStore store = ResultStore.open(directory, sweep, SampleSweep.DATA)) {
            store.commit(
                    sweep.trials(SampleSweep.DATA).stream()
                            .limit(trials)
                            .map(SampleSweep::completed)
                            .toList(),
                    "4.2.0");
        }
    }

    @Test
    void listHasALineForEachSweepBelow() throws IOException {
        new LiveRunFile(two).write(live(ProcessHandle.current().pid()));
        Files.writeString(Files.createDirectories(root.resolve("broken")).resolve("sweep.json"), "{");

        assertThat(run("list", root.toString())).isZero();
        assertThat(out.toString().lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "directory sweep trials done failed state age",
                        root.resolve("broken") + " - - - - unreadable, see status -",
                        one + " sample 2 2 0 ended 0 min",
                        two + " sample 4 1 0 running 0 min");
    }

    @Test
    void listOfNothingSaysSo() {
        assertThat(run("list", root.resolve("group/one/trials").toString())).isZero();
        assertThat(err.toString()).startsWith("no sweep below ");
        assertThat(run("list", root.resolve("nowhere").toString())).isEqualTo(2);
    }

    @Test
    void stopEndsTheProcessThatRunsTheSweep() throws Exception {
        Process other = new ProcessBuilder("sleep", "1000").start();
        try {
            new LiveRunFile(two).write(live(other.pid()));
            assertThat(run("stop", two.toString())).isZero();
            assertThat(other.isAlive()).isFalse();
            assertThat(err.toString()).contains("process " + other.pid(), "the same run command goes on");
            // It has not deleted the file, but it is gone.
            assertThat(run("stop", two.toString())).isEqualTo(2);
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void serverAndProcessOfAnotherMachineAreNotStopped() throws Exception {
        Process server = new ProcessBuilder("bash", "-c", "sleep 1000; true", "serve").start();
        try {
            new LiveRunFile(two).write(live(server.pid()));
            assertThat(run("stop", two.toString())).isEqualTo(2);
            assertThat(server.isAlive()).isTrue();
            assertThat(err.toString()).contains("is run by a server");
        } finally {
            server.descendants().forEach(ProcessHandle::destroyForcibly);
            server.destroyForcibly();
        }
        new LiveRunFile(two)
                .write(new LiveRun(
                        new Holder("elsewhere", 1, Instant.now()), Instant.now(), LiveRun.UNKNOWN, List.of()));
        assertThat(run("stop", two.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("stop it there");
    }

    @Test
    void tablesAndComparisonsOfSeveralDirectoriesAreThoseOfTheMergedOne() {
        String both = root.resolve("both").toString();
        assertThat(run("merge", one.toString(), two.toString(), "--out", both)).isZero();
        assertThat(err.toString()).isEqualTo("3 trials added to " + both + "\n");
        for (String verb : List.of("tables", "compare")) {
            assertThat(run(verb, both)).isZero();
            String merged = out.toString();
            out.getBuffer().setLength(0);
            assertThat(run(verb, one.toString(), two.toString())).isZero();
            assertThat(out.toString()).isEqualTo(merged).contains("lambda");
            out.getBuffer().setLength(0);
        }
    }

    @Test
    void cleanSaysWhatItWouldDelete() {
        assertThat(run("clean", "--results", "--dry-run", two.toString())).isZero();
        assertThat(out.toString()).contains(two + "/sweep.json\n", two + "/trials\n");
        assertThat(err.toString()).startsWith("would delete ");
        assertThat(two.resolve("sweep.json")).exists();
        assertThat(run("clean", two.toString())).isZero();
        assertThat(two.resolve("sweep.json")).exists();
        assertThat(run("clean", "--results", two.toString(), one.toString())).isZero();
        assertThat(two).doesNotExist();
        assertThat(one).doesNotExist();
    }

    private static LiveRun live(long pid) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return new LiveRun(new Holder(Holder.current().host(), pid, now), now, LiveRun.UNKNOWN, List.of());
    }

    private int run(String... arguments) {
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), false, () -> 80, false);
        return Main.run(arguments, console, (spec, data, observer) -> {
            throw new AssertionError();
        });
    }
}
