package dev.kappasweep.data;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known, before any file is read, of a set of grey images of 28 x 28 that is published as four IDX files.
 *
 * @param name as sweep files give it
 * @param places where its files may be
 * @param training images to train on
 * @param test images to test on
 * @param classes one more than the largest label
 * @param contents digests of decompressed files, where they are known
 * @param files digests of the files as they are published, by gzip, where they are known
 * @param mirrors directories where it is published as four files, in the order in which they are tried; none where it is not
 */
record PublishedSet(
        String name,
        KnownPlaces places,
        IdxNames names,
        int training,
        int test,
        int classes,
        Map<IdxPart, String> contents,
        Map<IdxPart, String> files,
        List<URI> mirrors) {
    static final int SIDE = 28;

    /** The handwritten digits of LeCun, Cortes and Burges. */
    static final PublishedSet MNIST = new PublishedSet(
            "mnist",
            new KnownPlaces("mnist", List.of("mnist", "MNIST/raw"), true, IdxNames.PLAIN::holdsAny),
            IdxNames.PLAIN,
            60_000,
            10_000,
            10,
            digests(
                    "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
                    "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
                    "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
                    "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
            Map.of(),
            List.of(
                    URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
                    URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/")));

    /** Xiao, Rasul and Vollgraf, Fashion-MNIST, arXiv 1708.07747; digests as TensorFlow Datasets lists them. */
    static final PublishedSet FASHION_MNIST = likeMnist(
            "fashion-mnist",
            "FashionMNIST/raw",
            digests(
                    "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
                    "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
                    "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
                    "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"),
            "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
            "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/");

    /** Clanuwat et al., Deep Learning for Classical Japanese Literature, arXiv 1812.01718; digests as TensorFlow Datasets lists them. */
    static final PublishedSet KMNIST = likeMnist(
            "kmnist",
            "KMNIST/raw",
            digests(
                    "51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4",
                    "e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17",
                    "edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5",
                    "20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c"),
            "https://codh.rois.ac.jp/kmnist/dataset/kmnist/",
            "http://codh.rois.ac.jp/kmnist/dataset/kmnist/");

    /** Cohen, Afshar, Tapson and van Schaik, EMNIST, arXiv 1702.05373: six sets in one archive. */
    static final List<PublishedSet> EMNIST = List.of(
            emnist("balanced", 112_800, 18_800, 47),
            emnist("byclass", 697_932, 116_323, 62),
            emnist("bymerge", 697_932, 116_323, 47),
            emnist("digits", 240_000, 40_000, 10),
            emnist("letters", 124_800, 20_800, 27),
            emnist("mnist", 60_000, 10_000, 10));

    PublishedSet {
        contents = Map.copyOf(contents);
        files = Map.copyOf(files);
        mirrors = List.copyOf(mirrors);
    }

    static List<PublishedSet> all() {
        return Stream.concat(Stream.of(MNIST, FASHION_MNIST, KMNIST), EMNIST.stream())
                .toList();
    }

    static Optional<PublishedSet> named(String name) {
        return all().stream().filter(set -> set.name.equals(name)).findFirst();
    }

    private static PublishedSet likeMnist(
            String name, String directoryOfOthers, Map<IdxPart, String> files, String... mirrors) {
        // Its files are called as MNIST's are, so that they count in directories of their own only.
        KnownPlaces places = new KnownPlaces(name, List.of(name, directoryOfOthers), false, IdxNames.PLAIN::holdsAny);
        List<URI> uris = Stream.of(mirrors).map(URI::create).toList();
        return new PublishedSet(name, places, IdxNames.PLAIN, 60_000, 10_000, 10, Map.of(), files, uris);
    }

    private static PublishedSet emnist(String split, int training, int test, int classes) {
        String name = "emnist-" + split;
        IdxNames names = new IdxNames(name + "-", "test");
        KnownPlaces places =
                new KnownPlaces(name, List.of(EmnistDownload.DIRECTORY, "EMNIST/raw"), true, names::holdsAny);
        return new PublishedSet(name, places, names, training, test, classes, Map.of(), Map.of(), List.of());
    }

    private static Map<IdxPart, String> digests(
            String trainImages, String trainLabels, String testImages, String testLabels) {
        return Map.of(
                IdxPart.TRAIN_IMAGES,
                trainImages,
                IdxPart.TRAIN_LABELS,
                trainLabels,
                IdxPart.TEST_IMAGES,
                testImages,
                IdxPart.TEST_LABELS,
                testLabels);
    }

    /** The digest that the file of a part has to have, if it is as published; empty if none is known. */
    Optional<ExpectedDigest> digest(IdxPart part) {
        return Optional.ofNullable(contents.get(part))
                .map(ExpectedDigest::ofContent)
                .or(() -> Optional.ofNullable(files.get(part)).map(ExpectedDigest::ofFile));
    }

    /** The digest of the set; empty where that of a decompressed file is not known. */
    Optional<String> sha256() {
        List<String> digests = IdxPart.all().stream()
                .flatMap(part -> Stream.ofNullable(contents.get(part)))
                .toList();
        return digests.size() < IdxPart.values().length ? Optional.empty() : Optional.of(SetDigest.of(digests));
    }

    /** What a place must hold; {@code %s} stands for the place. */
    String expected() {
        String fetched = EMNIST.contains(this) ? EmnistDownload.DIRECTORY : name;
        return names.gzipNames() + " (gzip or not) in %s, where 'kappasweep data fetch " + fetched + "' downloads them";
    }

    DatasetListing listing(Optional<Path> directory) {
        return new DatasetListing(
                name, false, directory.filter(names::holdsAll), training, test, 1, SIDE, SIDE, classes, sha256());
    }
}
