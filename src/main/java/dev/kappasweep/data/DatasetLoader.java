package dev.kappasweep.data;

import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

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
     * Loads a set whole into memory. The path of a directory is relative to the working directory.
     *
     * @throws InvalidInputException if the set is not found, or a file of it is not valid or not the known one
     */
    public Dataset load(DatasetSpec spec) {
        if (isDigits(spec)) {
            return DrawnDigits.draw();
        }
        return directory(spec).load(spec.name(), digests(spec));
    }

    /** The sets known by name, whether found or not; reads no file. */
    public List<DatasetListing> list() {
        return List.of(DrawnDigits.listing(), mnistListing());
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
        IdxDirectory directory = directory(spec);
        Map<IdxPart, String> digests = digests(spec);
        List<Verification> results = new ArrayList<>();
        IdxPart.all().forEach(part -> results.add(verify(directory, part, Optional.ofNullable(digests.get(part)))));
        if (results.stream().allMatch(Verification::passed)) {
            results.add(verifySet(directory, spec));
        }
        return List.copyOf(results);
    }

    /** Where a download of MNIST goes so that {@link #load} finds it; need not exist. */
    public Path downloadDirectory() {
        return places.target(Mnist.NAME);
    }

    private static boolean isDigits(DatasetSpec spec) {
        return spec.equals(DatasetSpec.DIGITS);
    }

    private static Map<IdxPart, String> digests(DatasetSpec spec) {
        return spec.isDirectory() ? Map.of() : Mnist.SHA256;
    }

    private IdxDirectory directory(DatasetSpec spec) {
        return new IdxDirectory(
                spec.isDirectory() ? DataPlaces.path("dataset", spec.name()) : places.require(spec.name()));
    }

    private DatasetListing mnistListing() {
        Optional<Path> found = places.find(Mnist.NAME).filter(IdxDirectory::holdsAll);
        return new DatasetListing(
                Mnist.NAME,
                false,
                found,
                Mnist.TRAINING,
                Mnist.TEST,
                Mnist.SIDE,
                Mnist.SIDE,
                Mnist.CLASSES,
                Mnist.setSha256());
    }

    private static Verification verify(IdxDirectory directory, IdxPart part, Optional<String> expected) {
        return verify(
                directory.file(part).toString(),
                expected,
                () -> directory.read(part).sha256());
    }

    private static Verification verifySet(IdxDirectory directory, DatasetSpec spec) {
        Optional<String> expected = spec.isDirectory() ? Optional.empty() : Optional.of(Mnist.setSha256());
        return verify(
                spec.name(),
                expected,
                () -> directory.load(spec.name(), digests(spec)).id().sha256());
    }

    private static Verification verify(String item, Optional<String> expected, Supplier<String> actual) {
        try {
            return Verification.of(item, expected, actual.get());
        } catch (InvalidInputException e) {
            return Verification.unreadable(item, expected, String.valueOf(e.getMessage()));
        }
    }
}
