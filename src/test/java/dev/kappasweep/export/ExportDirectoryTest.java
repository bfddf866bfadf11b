package dev.kappasweep.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportDirectoryTest {
    @TempDir
    private Path temporary;

    @Test
    void filesBelowTheRootAreTaken() {
        Path root = temporary.resolve("a/../b");
        assertThat(new ExportDirectory(root).file(root.resolve("c"), "kappa/W1"))
                .isEqualTo(temporary.resolve("a/../b/c/kappa/W1"));
        assertThat(new ExportDirectory(Path.of("")).file(Path.of(""), "x")).isEqualTo(Path.of("x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "kappa/../../x", "/etc/x", "..", ".", "../bb/x"})
    void fileOutsideIsRefused(String name) {
        Path root = temporary.resolve("b");
        assertThatThrownBy(() -> new ExportDirectory(root).file(root, name))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("export: '" + name + "' is outside of " + root + ", expected the name of a file below it");
    }

    @Test
    void linkOnTheWayIsRefusedAndTheRootMayBeOne() throws IOException {
        Path elsewhere = Files.createDirectories(temporary.resolve("elsewhere"));
        Path root = Files.createSymbolicLink(temporary.resolve("root"), Files.createDirectory(temporary.resolve("b")));
        Path link = Files.createSymbolicLink(root.resolve("runs"), elsewhere);
        ExportDirectory inside = new ExportDirectory(root);
        assertThat(inside.file(root, "x")).isEqualTo(root.resolve("x"));
        assertThatThrownBy(() -> inside.file(root, "runs/deep/x"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(link + " is a symbolic link");
    }
}
