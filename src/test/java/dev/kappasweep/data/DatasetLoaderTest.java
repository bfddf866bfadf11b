package dev.kappasweep.data;

import static dev.kappasweep.data.IdxFiles.gzip;
import static dev.kappasweep.data.IdxFiles.images;
import static dev.kappasweep.data.IdxFiles.labels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetLoaderTest {
    private static final String NOT_MNIST = "decompressed SHA-256 is ";

    @TempDir
    private Path home;

    @Test
    void directoryOfIdxFilesIsADataSet() {
        DatasetSpec spec = DatasetSpec.directory(
                IdxFiles.write(home.resolve("set"), IdxFiles.set()).toString());

        Dataset set = loader(Map.of()).load(spec);

        assertThat(set.id().name()).isEqualTo(spec.name());
        assertThat(set.classes()).isEqualTo(3);
        assertThat(set.train().count()).isEqualTo(3);
        assertThat(set.test().count()).isEqualTo(2);
        assertThat(set.train().rows()).isEqualTo(2);
        assertThat(set.train().cols()).isEqualTo(4);
        assertThat(set.train().labels()).containsExactly(0, 1, 1);
        assertThat(set.test().pixels()).startsWith(100, 101);
    }

    @Test
    void namesMayHaveADotAndFilesMayBeGzip() {
        Map<IdxPart, byte[]> files = IdxFiles.set();
        IdxFiles.write(home.resolve("train-images.idx3-ubyte"), part(files, IdxPart.TRAIN_IMAGES));
        IdxFiles.write(home.resolve("train-labels.idx1-ubyte.gz"), gzip(part(files, IdxPart.TRAIN_LABELS)));
        IdxFiles.write(home.resolve("t10k-images-idx3-ubyte.gz"), gzip(part(files, IdxPart.TEST_IMAGES)));
        IdxFiles.write(home.resolve("t10k-labels-idx1-ubyte"), part(files, IdxPart.TEST_LABELS));

        Dataset mixed = loadDirectory(home);

        Dataset plain = loadDirectory(IdxFiles.write(home.resolve("plain"), files));
        assertThat(mixed.id().sha256()).isEqualTo(plain.id().sha256());
    }

    @Test
    void digestOfASetIsThatOfItsFilesDigestsOneALine() {
        Map<IdxPart, byte[]> files = IdxFiles.set();
        String lines = Sha256.hex(part(files, IdxPart.TRAIN_IMAGES)) + "\n"
                + Sha256.hex(part(files, IdxPart.TRAIN_LABELS)) + "\n"
                + Sha256.hex(part(files, IdxPart.TEST_IMAGES)) + "\n"
                + Sha256.hex(part(files, IdxPart.TEST_LABELS)) + "\n";

        String digest = loadDirectory(IdxFiles.write(home, files)).id().sha256();

        assertThat(digest).isEqualTo(Sha256.hex(lines.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void differentNumbersOfImagesAndLabelsAreRefused() {
        Map<IdxPart, byte[]> files = IdxFiles.set();
        files.put(IdxPart.TEST_LABELS, labels(1, 2, 0));
        refusesDirectory(
                files,
                "t10k-labels-idx1-ubyte: holds 3 labels, expected 2, one for each image of t10k-images-idx3-ubyte");
    }

    @Test
    void testImagesOfAnotherSizeAreRefused() {
        Map<IdxPart, byte[]> files = IdxFiles.set();
        files.put(IdxPart.TEST_IMAGES, images(2, 4, 2, 0));
        refusesDirectory(files, "t10k-images-idx3-ubyte: images are 4 x 2, expected 2 x 4 as for training");
    }

    @Test
    void setOfOneClassIsRefused() {
        Map<IdxPart, byte[]> files = IdxFiles.set();
        files.put(IdxPart.TRAIN_LABELS, labels(0, 0, 0));
        files.put(IdxPart.TEST_LABELS, labels(0, 0));
        refusesDirectory(files, "every label is 0, expected at least two classes");
    }

    @Test
    void missingFilesAreAllNamed() {
        Map<IdxPart, byte[]> files = IdxFiles.set();
        files.remove(IdxPart.TRAIN_LABELS);
        files.remove(IdxPart.TEST_IMAGES);
        refusesDirectory(
                files, "does not hold train-labels-idx1-ubyte, t10k-images-idx3-ubyte, expected four IDX files");
    }

    @Test
    void whatIsFoundInPlaceOfASetIsSaid() {
        assertThat(messageOf(home.resolve("none"))).startsWith(home.resolve("none") + ": does not exist, expected a d");
        Path archive = IdxFiles.write(home.resolve("set.npz"), new byte[1]);
        assertThat(messageOf(archive)).startsWith(archive + ": is a file, expected a directory of four IDX files");
        Path pictures = home.resolve("pictures");
        IdxFiles.write(pictures.resolve("train/cat/1.png"), new byte[1]);
        IdxFiles.write(pictures.resolve("train/dog/2.PNG"), new byte[1]);
        IdxFiles.write(pictures.resolve("README"), new byte[1]);
        assertThat(messageOf(pictures))
                .startsWith(pictures + ": holds 2 .png, 1 other files, expected a directory")
                .endsWith("'kappasweep data import' makes IDX files of PNG, CSV, NumPy and Parquet")
                .doesNotContain("\n");
        Path empty = IdxFiles.write(home.resolve("empty"), Map.of());
        assertThat(empty.toFile().mkdir()).isTrue();
        assertThat(messageOf(empty)).startsWith(empty + ": holds no files, expected");
    }

    private static String messageOf(Path directory) {
        return String.valueOf(assertThrows(InvalidInputException.class, () -> loadDirectory(directory))
                .getMessage());
    }

    @Test
    void pathThatNoFileSystemHasIsRefused() {
        assertThatThrownBy(() -> loader(Map.of()).load(DatasetSpec.directory("a\0b")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is not a path");
    }

    @Test
    void givenDirectoryIsTheOnlyPlace() {
        Path given = home.resolve("given");
        Map<String, String> environment = Map.of(
                "KAPPASWEEP_DATA",
                IdxFiles.write(home.resolve("other"), IdxFiles.set()).toString());

        assertThatThrownBy(() -> new DatasetLoader(Optional.of(given), environment).load(DatasetSpec.MNIST))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("mnist: not found in " + given + " or its mnist or MNIST/raw; expected ")
                .message()
                .doesNotContain("other", "\n");
    }

    @Test
    void givenDirectoryComesBeforeTheVariable() {
        Path given = IdxFiles.write(home.resolve("given"), IdxFiles.set());
        Map<String, String> environment =
                Map.of("KAPPASWEEP_DATA", home.resolve("other").toString());

        assertThatThrownBy(() -> new DatasetLoader(Optional.of(given), environment).load(DatasetSpec.MNIST))
                .hasMessageStartingWith(given.resolve("train-images-idx3-ubyte") + ": " + NOT_MNIST);
    }

    @Test
    void variableComesBeforeTheCache() {
        Path variable = IdxFiles.write(home.resolve("variable"), IdxFiles.set());
        IdxFiles.write(home.resolve("cache/kappasweep"), IdxFiles.set());
        Map<String, String> environment = Map.of(
                "KAPPASWEEP_DATA", variable.toString(),
                "XDG_CACHE_HOME", home.resolve("cache").toString());

        findsMnistIn(environment, variable);
    }

    @Test
    void cacheIsUsedIfTheVariablesDirectoryHoldsNothing() {
        Path cache = IdxFiles.write(home.resolve("cache/kappasweep/mnist"), IdxFiles.set());
        Map<String, String> environment = Map.of(
                "KAPPASWEEP_DATA", home.resolve("nothing").toString(),
                "XDG_CACHE_HOME", home.resolve("cache").toString());

        findsMnistIn(environment, cache);
    }

    @Test
    void cacheOfTheHomeDirectoryIsUsedIfNoOtherIsNamed() {
        Path cache = IdxFiles.write(home.resolve(".cache/kappasweep/mnist"), IdxFiles.set());

        findsMnistIn(Map.of("HOME", home.toString()), cache);
        findsMnistIn(Map.of("HOME", home.toString(), "XDG_CACHE_HOME", "relative", "KAPPASWEEP_DATA", " "), cache);
    }

    @Test
    void subdirectoryOfTheSetsNameComesFirst() {
        IdxFiles.write(home, IdxFiles.set());
        Path subdirectory = IdxFiles.write(home.resolve("mnist"), IdxFiles.set());

        findsMnistIn(Map.of("KAPPASWEEP_DATA", home.toString()), subdirectory);
    }

    @Test
    void mnistThatIsNowhereIsAnErrorThatSaysWhatToPutWhere() {
        Path variable = home.resolve("data");
        Map<String, String> environment = Map.of("KAPPASWEEP_DATA", variable.toString(), "HOME", home.toString());

        assertThatThrownBy(() -> loader(environment).load(DatasetSpec.MNIST))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("mnist: not found in " + variable + " or its mnist or MNIST/raw, "
                        + home.resolve(".cache/kappasweep")
                        + " or its mnist or MNIST/raw; expected train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz, "
                        + "t10k-images-idx3-ubyte.gz, t10k-labels-idx1-ubyte.gz (gzip or not) in "
                        + variable.resolve("mnist") + ", where 'kappasweep data fetch mnist' downloads them");
    }

    @Test
    void mnistThatLacksAFileIsAnErrorAndNotListed() {
        Map<IdxPart, byte[]> files = IdxFiles.set();
        files.remove(IdxPart.TEST_LABELS);
        DatasetLoader loader = new DatasetLoader(Optional.of(IdxFiles.write(home, files)), Map.of());

        assertThatThrownBy(() -> loader.load(DatasetSpec.MNIST))
                .hasMessageStartingWith(home + ": does not hold t10k-labels-idx1-ubyte, expected");
        assertThat(loader.list())
                .filteredOn(set -> !set.available())
                .extracting(DatasetListing::name)
                .contains("mnist", "cifar10");
    }

    @Test
    void downloadGoesWhereTheLoaderLooksFirst() {
        Map<String, String> environment = Map.of("KAPPASWEEP_DATA", "/data", "HOME", "/home/someone");

        assertThat(new DataPlaces(Optional.of(Path.of("/given")), environment).target("mnist"))
                .isEqualTo(Path.of("/given/mnist"));
        assertThat(new DataPlaces(Optional.empty(), environment).target("mnist"))
                .isEqualTo(Path.of("/data/mnist"));
        assertThat(new DataPlaces(Optional.empty(), Map.of("HOME", "/home/someone")).target("mnist"))
                .isEqualTo(Path.of("/home/someone/.cache/kappasweep/mnist"));
    }

    @Test
    void setThatCannotBeDownloadedIsRefused() {
        assertThatThrownBy(() -> loader(Map.of()).download("cifar10"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("data set: 'cifar10' is not allowed, expected mnist, fashion-mnist, kmnist or emnist");
    }

    @Test
    void publishedFileIsHeldAgainstTheDigestOfItsArchive() {
        Path directory = home.resolve("fashion-mnist");
        IdxFiles.set()
                .forEach((part, content) ->
                        IdxFiles.write(directory.resolve(IdxNames.PLAIN.gzipName(part)), gzip(content)));
        DatasetLoader loader = new DatasetLoader(Optional.of(home), Map.of());

        assertThatThrownBy(() -> loader.load(fashionMnist()))
                .hasMessage(directory.resolve("train-images-idx3-ubyte.gz") + ": SHA-256 is "
                        + Sha256.hex(gzip(part(IdxFiles.set(), IdxPart.TRAIN_IMAGES))) + ", expected "
                        + PublishedSet.FASHION_MNIST.files().get(IdxPart.TRAIN_IMAGES));
        assertThat(loader.verify(fashionMnist())).hasSize(4).noneMatch(Verification::passed);
    }

    @Test
    void filesThatAreCalledLikeMnistsAreNotTakenForAnotherSet() {
        IdxFiles.write(home, IdxFiles.set());
        assertThatThrownBy(() -> new DatasetLoader(Optional.of(home), Map.of()).load(fashionMnist()))
                .hasMessageStartingWith(
                        "fashion-mnist: not found in " + home + "'s fashion-mnist or FashionMNIST/raw; expected ");
    }

    private static DatasetSpec fashionMnist() {
        return DatasetSpec.named("fashion-mnist").orElseThrow();
    }

    @Test
    void emnistIsFoundUnderItsOwnNames() {
        IdxNames names = new IdxNames("emnist-letters-", "test");
        assertThat(names.gzipName(IdxPart.TEST_IMAGES)).isEqualTo("emnist-letters-test-images-idx3-ubyte.gz");
        IdxFiles.set()
                .forEach((part, content) -> IdxFiles.write(home.resolve("emnist/" + names.fileName(part)), content));
        DatasetLoader loader = new DatasetLoader(Optional.of(home), Map.of());

        assertThat(loader.load(DatasetSpec.named("emnist-letters").orElseThrow())
                        .id()
                        .sha256())
                .isEqualTo(loadDirectory(IdxFiles.write(home.resolve("plain"), IdxFiles.set()))
                        .id()
                        .sha256());
        assertThatThrownBy(() -> loader.load(DatasetSpec.named("emnist-digits").orElseThrow()))
                .hasMessageStartingWith("emnist-digits: not found in " + home)
                .hasMessageEndingWith("where 'kappasweep data fetch emnist' downloads them");
    }

    @Test
    void listedDigestsAreHeldAgainstTheFiles() throws IOException {
        Path directory = IdxFiles.write(home, IdxFiles.set());
        String right = Sha256.hex(part(IdxFiles.set(), IdxPart.TRAIN_LABELS));
        Path list = home.resolve("SHA256SUMS");
        Files.writeString(list, right + "  train-labels-idx1-ubyte\n");
        loadDirectory(directory);
        assertThat(loader(Map.of()).verify(DatasetSpec.directory(directory.toString())))
                .allMatch(Verification::passed)
                .filteredOn(check -> check.expected().isPresent())
                .singleElement()
                .satisfies(check -> assertThat(check.expected()).contains(right));

        IdxFiles.write(home.resolve("train-labels-idx1-ubyte"), labels(0, 1, 0));
        assertThatThrownBy(() -> loadDirectory(directory))
                .hasMessageStartingWith(home.resolve("train-labels-idx1-ubyte") + ": SHA-256 is ")
                .hasMessageEndingWith("expected " + right);

        Files.delete(home.resolve("train-labels-idx1-ubyte"));
        IdxFiles.write(home.resolve("train-labels-idx1-ubyte.gz"), gzip(labels(0, 1, 0)));
        assertThatThrownBy(() -> loadDirectory(directory)).hasMessageContaining(": decompressed SHA-256 is ");

        Files.writeString(list, "not a digest\n");
        assertThatThrownBy(() -> loadDirectory(directory)).hasMessageStartingWith(list + ": a line is not a digest");
    }

    @Test
    void imagesOfSeveralChannelsHaveFourDimensions() {
        Map<IdxPart, byte[]> files = IdxFiles.set();
        files.remove(IdxPart.TRAIN_IMAGES);
        files.remove(IdxPart.TEST_IMAGES);
        IdxFiles.write(home, files);
        IdxFiles.write(
                home.resolve("train-images-idx4-ubyte"), IdxFiles.idx(0x804, new int[] {3, 3, 1, 2}, new byte[18]));
        IdxFiles.write(
                home.resolve("t10k-images-idx4-ubyte"), IdxFiles.idx(0x804, new int[] {2, 3, 1, 2}, new byte[12]));

        LabelledImages train = loadDirectory(home).train();
        assertThat(train.channels()).isEqualTo(3);
        assertThat(train.shape()).isEqualTo("3 x 1 x 2");
        assertThat(train.count()).isEqualTo(3);
    }

    @Test
    void listNamesTheKnownSetsAndWhereTheyAre() {
        Path directory = IdxFiles.write(home.resolve("mnist"), IdxFiles.set());

        List<DatasetListing> sets = new DatasetLoader(Optional.of(home), Map.of()).list();

        assertThat(sets)
                .extracting(
                        DatasetListing::name,
                        DatasetListing::available,
                        DatasetListing::directory,
                        DatasetListing::training,
                        DatasetListing::test)
                .startsWith(
                        tuple("digits", true, Optional.empty(), 20_000, 4_000),
                        tuple("mnist", true, Optional.of(directory), 60_000, 10_000),
                        tuple("fashion-mnist", false, Optional.empty(), 60_000, 10_000),
                        tuple("kmnist", false, Optional.empty(), 60_000, 10_000),
                        tuple("emnist-balanced", false, Optional.empty(), 112_800, 18_800))
                .endsWith(tuple("cifar10", false, Optional.empty(), 50_000, 10_000));
        assertThat(sets.stream().map(DatasetListing::name))
                .as("every name that a sweep file may give")
                .containsExactlyInAnyOrderElementsOf(
                        DatasetSpec.ofImages().stream().map(DatasetSpec::name).toList());
    }

    @Test
    void verifyGoesOnAfterAFileThatFails() throws IOException {
        Map<IdxPart, byte[]> files = IdxFiles.set();
        Path directory = IdxFiles.write(home.resolve("mnist"), files);
        Files.write(directory.resolve("train-labels-idx1-ubyte"), new byte[3]);

        List<Verification> results = new DatasetLoader(Optional.of(home), Map.of()).verify(DatasetSpec.MNIST);

        assertThat(results).hasSize(4).noneMatch(Verification::passed);
        assertThat(results.get(0).actual()).contains(Sha256.hex(part(files, IdxPart.TRAIN_IMAGES)));
        assertThat(results.get(0).expected())
                .isEqualTo(PublishedSet.MNIST.digest(IdxPart.TRAIN_IMAGES).map(ExpectedDigest::sha256));
        assertThat(results.get(1).actual()).isEmpty();
        assertThat(results.get(1).problem())
                .hasValueSatisfying(text -> assertThat(text)
                        .isEqualTo(results.get(1).item() + ": ends after 3 bytes, expected a header of 8"));
    }

    @Test
    void verifyOfAnOwnDirectoryGivesItsDigests() {
        Path directory = IdxFiles.write(home, IdxFiles.set());

        List<Verification> results = loader(Map.of()).verify(DatasetSpec.directory(directory.toString()));

        assertThat(results).hasSize(5).allMatch(Verification::passed);
        assertThat(results.get(4).actual())
                .contains(loadDirectory(directory).id().sha256());
    }

    @Test
    void verifyFindsFilesThatDoNotFitTogether() {
        Map<IdxPart, byte[]> files = IdxFiles.set();
        files.put(IdxPart.TEST_LABELS, labels(1));
        Path directory = IdxFiles.write(home, files);

        List<Verification> results = loader(Map.of()).verify(DatasetSpec.directory(directory.toString()));

        assertThat(results)
                .filteredOn(result -> !result.passed())
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.item()).isEqualTo(directory.toString());
                    assertThat(result.problem())
                            .hasValueSatisfying(text -> assertThat(text).contains("holds 1 labels"));
                });
    }

    private static DatasetLoader loader(Map<String, String> environment) {
        return new DatasetLoader(Optional.empty(), environment);
    }

    private static Dataset loadDirectory(Path directory) {
        return loader(Map.of()).load(DatasetSpec.directory(directory.toString()));
    }

    private static byte[] part(Map<IdxPart, byte[]> files, IdxPart part) {
        return files.getOrDefault(part, new byte[0]);
    }

    /** The small set is not MNIST, so where it was found is seen in the message that refuses it. */
    private static void findsMnistIn(Map<String, String> environment, Path expected) {
        assertThatThrownBy(() -> loader(environment).load(DatasetSpec.MNIST))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(expected.resolve("train-images-idx3-ubyte") + ": " + NOT_MNIST)
                .hasMessageEndingWith(
                        "expected " + PublishedSet.MNIST.contents().get(IdxPart.TRAIN_IMAGES));
    }

    private void refusesDirectory(Map<IdxPart, byte[]> files, String problem) {
        Path directory = IdxFiles.write(home.resolve("wrong"), files);
        assertThatThrownBy(() -> loadDirectory(directory))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(directory.toString())
                .hasMessageContaining(problem);
    }
}
