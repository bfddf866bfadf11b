package dev.kappasweep.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.SweepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A result directory from elsewhere, with symbolic links that lead out of it. */
class HostileDirectoryTest {
    private static final SweepSpec SWEEP = SampleSweep.withSeeds(1L);

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
        assertThatThrownBy(() -> ResultStore.read(directory)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> ResultStore.readTrials(directory)).isInstanceOf(InvalidInputException.class);
        try (Stream<Path> files = Files.list(outside)) {
            assertThat(files).hasSize(2).allSatisfy(file -> assertThat(file).hasContent("precious"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"trials", "layers", "spectra", "epochs", "evaluations", ".compact"})
    void tableThatIsALinkIsRefused(String name) throws IOException {
        Files.deleteIfExists(directory.resolve(name));
        Files.createSymbolicLink(directory.resolve(name), outside);
        refusesAndLeavesAlone(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sweep.json", "progress.json", "sweep.log"})
    void fileThatIsALinkIsRefused(String name) throws IOException {
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

    @Test
    void directoryThatTheUserReachesByALinkIsFine() throws IOException {
        Path link = Files.createSymbolicLink(temporary.resolve("link"), directory);
        ResultStore.open(link, SWEEP, SampleSweep.DATA).close();
        assertThat(ResultStore.readTrials(link).trials()).isEmpty();
    }
}
