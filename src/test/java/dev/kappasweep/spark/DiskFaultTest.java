package dev.kappasweep.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.Prerequisite;
import dev.kappasweep.results.ResultDirectory;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.results.SampleSweep;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.run.SweepListener;
import dev.kappasweep.run.SweepOutcome;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.SweepSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What a sweep does when the file system of its results fails. */
@TestInstance(Lifecycle.PER_CLASS)
class DiskFaultTest {
    private static final SweepSpec SWEEP =
            SampleSweep.withSeeds(LongStream.rangeClosed(1, 20).boxed().toArray(Long[]::new));

    private JavaSparkContext spark;

    @TempDir
    private Path temporary;

    @BeforeAll
    void startSpark() {
        spark = SparkContexts.start("test", new SparkOptions(Optional.of("local[2]")));
    }

    @AfterAll
    void stopSpark() {
        spark.close();
    }

    private SweepOutcome run(Path directory, SweepListener listener) {
        try (ResultStore store = ResultStore.open(directory, SWEEP, SampleSweep.DATA)) {
            return new SweepRunner(spark, (spec, data, observer) -> {
                        pause();
                        return SampleSweep.completed(spec);
                    })
                    .run(SWEEP.trials(SampleSweep.DATA), FakeTrials.data(), store, listener);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(40);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does something once, after the first commit. */
    private static SweepListener afterFirstCommit(Runnable action) {
        return new SweepListener() {
            private boolean isDone;

            @Override
            public void trialEnded(dev.kappasweep.sweep.TrialResult result) {
                if (!isDone) {
                    isDone = true;
                    action.run();
                }
            }
        };
    }

    private static void requireWholeAndPart(Path directory) {
        int committed = ResultDirectory.read(directory).trials().size();
        assertThat(committed).isBetween(1, 39);
        assertThat(ResultDirectory.read(directory).layers()).hasSize(2 * committed);
    }

    private void requireResumed(Path directory) {
        int committed = ResultDirectory.read(directory).trials().size();
        SweepOutcome outcome = run(directory, SweepListener.NONE);
        assertThat(outcome.alreadyDone()).isEqualTo(committed);
        assertThat(ResultDirectory.read(directory).trials()).hasSize(40).allMatch(TrialRow::isFinal);
    }

    @Test
    void anErrorWhileCommittingStopsTheSweepAndTheNextRunGoesOn() throws IOException {
        Path directory = temporary.resolve("results");
        Path epochs = directory.resolve("epochs");
        Path aside = directory.resolve("aside");
        SweepListener breaking = afterFirstCommit(() -> move(epochs, aside));
        assertThatThrownBy(() -> run(directory, breaking))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot be written to " + directory);
        move(aside, epochs);
        requireWholeAndPart(directory);
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.map(Path::toString)).noneMatch(file -> file.endsWith(".tmp"));
        }
        requireResumed(directory);
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aFullAndThenReadOnlyDiskStopsTheSweepAndTheNextRunGoesOn() throws IOException, InterruptedException {
        Path disk = Files.createDirectories(temporary.resolve("disk"));
        if (command("mount", "-t", "tmpfs", "-o", "size=76k", "small", disk.toString()) != 0) {
            throw Prerequisite.missing("only root can mount a small file system, and not in every container");
        }
        try {
            Path directory = disk.resolve("results");
            assertThatThrownBy(() -> run(directory, SweepListener.NONE))
                    .isInstanceOf(UncheckedIOException.class)
                    .rootCause()
                    .hasMessageContaining("No space left on device");
            requireWholeAndPart(directory);

            command("mount", "-o", "remount,ro", disk.toString());
            assertThatThrownBy(() -> run(directory, SweepListener.NONE))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("cannot be written")
                    .hasRootCauseInstanceOf(FileSystemException.class);
            requireWholeAndPart(directory);

            command("mount", "-o", "remount,rw,size=16m", disk.toString());
            requireResumed(directory);
        } finally {
            command("umount", disk.toString());
        }
    }

    private static int command(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(words));
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1; // no such command
        }
    }
}
