package dev.kappasweep.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.files.Store;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.SweepSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A result directory from elsewhere, with symbolic links that lead out of it. */
class HostileDirectoryTest {
    private static final SweepSpec SWEEP = SampleSweep.withSeeds(1L);

    private static final Store.Content REPORT = out -> out.write("report".getBytes(StandardCharsets.US_ASCII));

    @TempDir
    private Path temporary = Path.of("");

    private Path directory = Path.of("");
    private Path outside = Path.of("");

    @BeforeEach
    void makeResultsAndSomethingPrecious() throws IOException {
        directory = temporary.resolve("results");
        outside = Files.createDirectories(temporary.resolve("outside"));
        Files.writeString(outside.resolve(".precious.tmp"), "precious");
        Files.writeString(outside.resolve("0123456789abcdef.parquet"), "precious");
        ResultStore.open(directory, SWEEP, SampleSweep.DATA).close();
    }

    private void refusesAndLeavesAlone(String link) throws IOException {
        assertThatThrownBy(() -> ResultStore.open(directory, SWEEP, SampleSweep.DATA))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(directory.resolve(link) + " is a symbolic link, expected a file or directory");
        assertThatThrownBy(() -> ResultDirectory.read(directory)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> ResultDirectory.readTrials(directory)).isInstanceOf(InvalidInputException.class);
        try (Stream<Path> files = Files.list(outside)) {
            assertThat(files).hasSize(2).allSatisfy(file -> assertThat(file).hasContent("precious"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trials",
                "layers",
                "spectra",
                "epochs",
                "evaluations",
                "samples",
                ".compact",
                "checkpoints",
                "figures",
                "export",
                "export/csv",
                "weights",
                "weights/0123456789abcdef"
            })
    void tableThatIsALinkIsRefused(String name) throws IOException {
        Files.createDirectories(directory.resolve(name).resolve("..").normalize());
        Files.deleteIfExists(directory.resolve(name));
        Files.createSymbolicLink(directory.resolve(name), outside);
        refusesAndLeavesAlone(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sweep.json",
                "sweep.yaml",
                "_commits/00000001.json",
                "progress.json",
                "sweep.log",
                "report.html",
                ".lock",
                ".holder",
                "checkpoints/.run",
                "figures/against-lambda.svg",
                "export/csv/trials.csv"
            })
    void fileThatIsALinkIsRefused(String name) throws IOException {
        Files.createDirectories(directory.resolve(name).resolve("..").normalize());
        Files.deleteIfExists(directory.resolve(name));
        Files.createSymbolicLink(directory.resolve(name), outside.resolve(".precious.tmp"));
        refusesAndLeavesAlone(name);
    }

    @Test
    void linkAmongTheFilesOfATableIsRefused() throws IOException {
        String name = "trials/0123456789abcdef.parquet";
        Files.createSymbolicLink(directory.resolve(name), outside.resolve("0123456789abcdef.parquet"));
        refusesAndLeavesAlone(name);
    }

    /** Whoever opens a pipe waits for somebody to write, for ever. */
    @ParameterizedTest
    @ValueSource(strings = {"sweep.json", "progress.json", "sweep.log", "layers/0123456789abcdef.parquet"})
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void pipeIsRefused(String name) throws IOException, InterruptedException {
        Path pipe = directory.resolve(name);
        Files.deleteIfExists(pipe);
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        assertThatThrownBy(() -> ResultDirectory.read(directory))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("results: " + pipe + " is a pipe or a device, expected a file or directory of its own");
    }

    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void progressIsAskedForBeforeAnythingElse() throws IOException, InterruptedException {
        Path pipe = directory.resolve("progress.json");
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
        assertThatThrownBy(() -> new LiveRunFile(directory).read())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(pipe + " is a pipe or a device");
    }

    @Test
    void noPipeIsReplacedByAFile() throws IOException, InterruptedException {
        Path pipe = temporary.resolve("pipe");
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
        assertThatThrownBy(() -> Store.of(pipe).replace(pipe, REPORT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not a regular file");
        assertThat(Files.isRegularFile(pipe)).isFalse();
    }

    @Test
    void fileThatReplacesALinkLeavesAloneWhatItLedTo() throws IOException {
        Path link = Files.createSymbolicLink(temporary.resolve("report.html"), outside.resolve(".precious.tmp"));
        Store.of(link).replace(link, REPORT);
        assertThat(link).isRegularFile().hasContent("report");
        assertThat(outside.resolve(".precious.tmp")).hasContent("precious");
    }

    @Test
    void directoryThatTheUserReachesByALinkIsFine() throws IOException {
        Path link = Files.createSymbolicLink(temporary.resolve("link"), directory);
        ResultStore.open(link, SWEEP, SampleSweep.DATA).close();
        assertThat(ResultDirectory.readTrials(link).trials()).isEmpty();
    }
}
