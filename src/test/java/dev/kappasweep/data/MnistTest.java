package dev.kappasweep.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.Prerequisite;
import dev.kappasweep.sweep.DatasetSpec;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs where a directory with the real files is named: {@code -Dmnist.dir=DIR}, or KAPPASWEEP_DATA in the environment. */
class MnistTest {
    private Path directory = Path.of("");

    @BeforeEach
    void mnistIsNamed() {
        directory = Optional.ofNullable(System.getProperty("mnist.dir"))
                .or(() -> Optional.ofNullable(System.getenv(DataPlaces.VARIABLE)))
                .map(Path::of)
                .orElseThrow(() -> Prerequisite.missing(
                        "MNIST is named neither by -Dmnist.dir=DIR nor by " + DataPlaces.VARIABLE));
    }

    @Test
    void mnistIsLoadedWhole() {
        Dataset mnist = loader().load(DatasetSpec.MNIST);

        assertThat(mnist.id().name()).isEqualTo("mnist");
        assertThat(mnist.id().sha256()).isEqualTo(PublishedSet.MNIST.sha256().orElseThrow());
        assertThat(mnist.classes()).isEqualTo(PublishedSet.MNIST.classes());
        assertThat(mnist.train().count()).isEqualTo(PublishedSet.MNIST.training());
        assertThat(mnist.test().count()).isEqualTo(PublishedSet.MNIST.test());
        assertThat(mnist.train().size()).isEqualTo(PublishedSet.SIDE * PublishedSet.SIDE);
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
