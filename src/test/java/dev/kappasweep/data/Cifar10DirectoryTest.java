package dev.kappasweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class Cifar10DirectoryTest {
    @TempDir
    private Path home = Path.of("");

    private static Dataset load(Path directory) {
        return new DatasetLoader(Optional.empty(), Map.of()).load(DatasetSpec.directory(directory.toString()));
    }

    @Test
    void imagesComeFileByFileWithTheirLabels() {
        Dataset data = load(Cifar10Files.write(home, 4));
        LabelledImages train = data.train();
        assertThat(data.classes()).isEqualTo(10);
        assertThat(train.count()).isEqualTo(20);
        assertThat(data.test().count()).isEqualTo(4);
        assertThat(List.of(train.channels(), train.rows(), train.cols(), train.size()))
                .containsExactly(3, 32, 32, 3072);
        byte[] second = Cifar10Files.batch(2, 4);
        assertThat(train.label(5)).isEqualTo(second[Cifar10Files.RECORD]);
        assertThat(Arrays.copyOfRange(train.pixels(), 5 * 3072, 6 * 3072))
                .isEqualTo(Arrays.copyOfRange(second, Cifar10Files.RECORD + 1, 2 * Cifar10Files.RECORD));
    }

    @Test
    void theDigestOfTheSetIsThatOfItsFilesDigests() {
        Path directory = Cifar10Files.write(home, 3);
        List<Verification> checks =
                new DatasetLoader(Optional.empty(), Map.of()).verify(DatasetSpec.directory(directory.toString()));
        assertThat(checks).hasSize(7).allMatch(Verification::passed);
        List<String> files = checks.subList(0, 6).stream()
                .map(check -> check.actual().orElseThrow())
                .toList();
        assertThat(files.get(5)).isEqualTo(Sha256.hex(Cifar10Files.batch(6, 3)));
        assertThat(load(directory).id().sha256())
                .isEqualTo(SetDigest.of(files))
                .isEqualTo(checks.get(6).actual().orElseThrow());
    }

    @Test
    void filesThatAreNotWholeImagesAreRefused() throws IOException {
        Path directory = Cifar10Files.write(home, 2);
        Path file = directory.resolve("data_batch_3.bin");
        byte[] content = Files.readAllBytes(file);
        for (int length : new int[] {0, 1, Cifar10Files.RECORD - 1, 2 * Cifar10Files.RECORD - 1}) {
            Files.write(file, Arrays.copyOf(content, length));
            assertRefused(directory, file + ": has " + length + " bytes, expected a multiple of 3073 up to 268435456");
        }
    }

    @Test
    void aLabelBeyondTheClassesIsRefused() throws IOException {
        Path directory = Cifar10Files.write(home, 2);
        Path file = directory.resolve("test_batch.bin");
        byte[] content = Files.readAllBytes(file);
        content[Cifar10Files.RECORD] = (byte) 200;
        Files.write(file, content);
        assertRefused(directory, file + ": image 1 has label 200, expected 0 to 9");
    }

    @Test
    void missingFilesAreNamed() throws IOException {
        Path directory = Cifar10Files.write(home, 1);
        Files.delete(directory.resolve("data_batch_2.bin"));
        Files.delete(directory.resolve("test_batch.bin"));
        assertRefused(
                directory,
                directory + ": does not hold data_batch_2.bin, test_batch.bin, expected the six files of CIFAR-10's"
                        + " binary version");
    }

    @Test
    void aDirectoryOfTwoSetsIsRefused() {
        Path directory = Cifar10Files.write(IdxFiles.write(home, IdxFiles.set()), 1);
        assertRefused(
                directory, directory + ": holds both IDX files and CIFAR-10's batches, expected one set of images");
    }

    @Test
    void theSetKnownByNameIsFoundWhereItsArchiveUnpacksAndMustHaveItsSize() {
        Path directory = Cifar10Files.write(home.resolve("cifar-10-batches-bin"), 1);
        DatasetLoader loader = new DatasetLoader(Optional.of(home), Map.of());
        assertThatThrownBy(() -> loader.load(DatasetSpec.CIFAR10))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        directory.resolve("data_batch_1.bin") + ": has 3073 bytes, expected 30730000 for 10000 images");
        assertThat(loader.list())
                .last()
                .satisfies(set -> assertThat(set.directory()).contains(directory));
    }

    @Test
    void theSetKnownByNameThatIsNowhereIsAskedFor() {
        DatasetLoader loader = new DatasetLoader(Optional.of(home), Map.of());
        assertThatThrownBy(() -> loader.load(DatasetSpec.CIFAR10))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("cifar10: not found in " + home + " or its cifar10 or cifar-10-batches-bin; expected"
                        + " data_batch_1.bin to data_batch_5.bin and test_batch.bin in " + home.resolve("cifar10")
                        + ", from cifar-10-binary.tar.gz of https://www.cs.toronto.edu/~kriz/cifar.html");
    }

    private static void assertRefused(Path directory, String message) {
        assertThatThrownBy(() -> load(directory))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(message);
    }
}
