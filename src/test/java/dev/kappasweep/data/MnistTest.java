package dev.kappasweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kappasweep.sweep.DatasetSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs where the real files are. */
class MnistTest {
    private final Path directory = Path.of(System.getProperty("mnist.dir", "mnist"));

    @BeforeEach
    void mnistIsThere() {
        assumeTrue(Files.isDirectory(directory), "no MNIST in " + directory + ": set -Dmnist.dir to test with it");
    }

    @Test
    void mnistIsLoadedWhole() {
        Dataset mnist = loader().load(DatasetSpec.MNIST);

        assertThat(mnist.id().name()).isEqualTo("mnist");
        assertThat(mnist.id().sha256()).isEqualTo(Mnist.setSha256());
        assertThat(mnist.classes()).isEqualTo(Mnist.CLASSES);
        assertThat(mnist.train().count()).isEqualTo(Mnist.TRAINING);
        assertThat(mnist.test().count()).isEqualTo(Mnist.TEST);
        assertThat(mnist.train().size()).isEqualTo(Mnist.SIDE * Mnist.SIDE);
        assertThat(mnist.train().labels()).startsWith(5, 0, 4, 1, 9);
    }

    @Test
    void mnistPassesVerification() {
        assertThat(loader().verify(DatasetSpec.MNIST)).hasSize(5).allMatch(Verification::passed);
    }

    private DatasetLoader loader() {
        return new DatasetLoader(Optional.of(directory), Map.of());
    }
}
