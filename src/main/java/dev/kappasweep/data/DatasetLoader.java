package dev.kappasweep.data;

import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds, loads and checks sets of images. A set known by name is looked for in the directory given by option, or else, if none
 * is given, in that of the variable {@code KAPPASWEEP_DATA} and then in the user cache; in each first in the subdirectory of
 * the set's name.
 */
public final class DatasetLoader {
    private final DataPlaces places;

    /**
     * @param dataDir the option {@code --data-dir}: if given, sets known by name are looked for there only
     * @param environment as {@link System#getenv()} gives it
     */
    public DatasetLoader(Optional<Path> dataDir, Map<String, String> environment) {
        this.places = new DataPlaces(dataDir, environment);
    }

    /**
     * Loads a set whole into memory. A relative path of a directory starts at the working directory.
     *
     * @throws InvalidInputException if the set is not found, or a file of it is not valid or not the known one
     */
    public Dataset load(DatasetSpec spec) {
        if (isDigits(spec)) {
            return DrawnDigits.set();
        }
        if (spec.equals(DatasetSpec.GAUSSIAN)) {
            return GaussianData.dataset();
        }
        return directory(spec).load(spec.name());
    }

    /** The sets known by name, whether found or not; reads no file. */
    public List<DatasetListing> list() {
        return Stream.of(
                        Stream.of(DrawnDigits.listing()),
                        PublishedSet.all().stream().map(set -> set.listing(places.find(set.places()))),
                        Stream.of(cifar10Listing()))
                .flatMap(sets -> sets)
                .toList();
    }

    /**
     * Reads all files of a set, or draws it, and compares digests; goes on after a file that fails. If all pass, the set as a
     * whole follows: that its files fit together, and its digest.
     *
     * @throws InvalidInputException if the set is not found or lacks a file
     */
    public List<Verification> verify(DatasetSpec spec) {
        if (isDigits(spec)) {
            return List.of(DrawnDigits.verify());
        }
        ImageDirectory directory = directory(spec);
        List<Verification> results = new ArrayList<>(directory.verifyFiles());
        if (results.stream().allMatch(Verification::passed)) {
            results.add(Verification.of(
                    spec.name(),
                    directory.knownDigest().map(ExpectedDigest::ofContent),
                    () -> directory.load(spec.name()).id().sha256()));
        }
        return List.copyOf(results);
    }

    /**
     * A download of a set, or of the sets that are published together.
     *
     * @param name of a set, or {@code emnist}
     * @throws InvalidInputException if none of that name can be downloaded
     */
    public Download download(String name) {
        if (name.equals(EmnistDownload.DIRECTORY) || name.startsWith(EmnistDownload.DIRECTORY + "-")) {
            return progress -> new EmnistDownload().into(places.target(EmnistDownload.DIRECTORY), progress);
        }
        PublishedSet set = PublishedSet.named(name)
                .orElseThrow(() -> new InvalidInputException(
                        "data set: '" + name + "' is not allowed, expected mnist, fashion-mnist, kmnist or emnist"));
        return progress -> new IdxDownload(set).into(places.target(set.name()), progress);
    }

    /** Gets a set from where it is published to where {@link #load} finds it. */
    public interface Download {
        /**
         * Gets the files that are not there yet.
         *
         * @return the files that were written, none if all were there
         * @throws InvalidInputException if a file is in the way, cannot be written or cannot be had from any mirror
         */
        List<Path> run(DownloadProgress progress);
    }

    private static boolean isDigits(DatasetSpec spec) {
        return spec.equals(DatasetSpec.DIGITS);
    }

    private ImageDirectory directory(DatasetSpec spec) {
        if (spec.isDirectory()) {
            return anyDirectory(DataPlaces.path("dataset", spec.name()));
        }
        if (spec.equals(DatasetSpec.CIFAR10)) {
            return new Cifar10Directory(places.require(Cifar10.PLACES, Cifar10.EXPECTED), Cifar10.PER_FILE);
        }
        PublishedSet set = PublishedSet.named(spec.name()).orElseThrow();
        return new IdxDirectory(places.require(set.places(), set.expected()), set);
    }

    /** IDX files or CIFAR-10's batches, whichever are there. */
    private static ImageDirectory anyDirectory(Path path) {
        if (!Cifar10Directory.holdsAny(path)) {
            if (!IdxDirectory.holdsAny(path)) {
                throw new InvalidInputException(path + ": " + FoundFiles.in(path)
                        + ", expected a directory of four IDX files or of CIFAR-10's batches; 'kappasweep data import' makes"
                        + " IDX files of PNG, CSV, NumPy and Parquet");
            }
            return new IdxDirectory(path);
        }
        if (IdxDirectory.holdsAny(path)) {
            throw new InvalidInputException(
                    path + ": holds both IDX files and CIFAR-10's batches, expected one set of images");
        }
        return new Cifar10Directory(path, Cifar10Directory.ANY_NUMBER);
    }

    private DatasetListing cifar10Listing() {
        return new DatasetListing(
                Cifar10.NAME,
                false,
                places.find(Cifar10.PLACES).filter(Cifar10Directory::holdsAll),
                Cifar10.TRAINING,
                Cifar10.TEST,
                Cifar10.CHANNELS,
                Cifar10.SIDE,
                Cifar10.SIDE,
                Cifar10.CLASSES,
                Optional.empty());
    }
}
