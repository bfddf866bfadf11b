package dev.kappasweep.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStoreTest extends StoreContract {
    @TempDir
    private Path temporary = Path.of("");

    @Override
    protected Path root() {
        return temporary;
    }

    @Test
    void whatAKilledProcessWasWritingIsDeleted() throws IOException {
        Files.createFile(temporary.resolve(".file.0123abcd.tmp"));
        Path kept = Files.createFile(temporary.resolve(".hidden"));
        LocalStore.INSTANCE.deleteTemporaryFiles(temporary);
        assertThat(temporary).isDirectoryContaining("glob:**.hidden").isDirectoryNotContaining("glob:**.tmp");
        assertThat(kept).exists();
    }

    @Test
    void pathsAreOfThisMachineAndUrisOfTheirScheme() {
        assertThat(Places.path("runs/a")).isEqualTo(Path.of("runs/a"));
        assertThat(Places.path("file:///data/a b")).isEqualTo(Path.of("/data/a b"));
        assertThat(Places.path("file:/data/a")).isEqualTo(Path.of("/data/a"));
        assertThat(Places.path("a:b")).isEqualTo(Path.of("a:b"));
        assertThat(Places.isLocal(Places.path("runs/a"))).isTrue();
    }
}
