package dev.kappasweep.data;

import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.InvalidInputException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A directory that holds the four IDX files of a set of images. */
final class IdxDirectory implements ImageDirectory {
    private static final int MIN_CLASSES = 2;

    private final Path path;
    private final Map<IdxPart, String> known;
    private final Map<IdxPart, Path> files = new EnumMap<>(IdxPart.class);

    /**
     * @param known the digest of each file that is known; others are not compared
     * @throws InvalidInputException if a file is missing; the message names all that are
     */
    IdxDirectory(Path path, Map<IdxPart, String> known) {
        this.path = path;
        this.known = Map.copyOf(known);
        for (IdxPart part : IdxPart.values()) {
            part.find(path).ifPresent(file -> files.put(part, file));
        }
        if (files.size() < IdxPart.values().length) {
            throw new InvalidInputException(
                    path + ": does not hold " + missing(path) + ", expected four IDX files (with or without .gz)");
        }
    }

    static boolean holdsAny(Path directory) {
        return IdxPart.all().stream().anyMatch(part -> part.find(directory).isPresent());
    }

    static boolean holdsAll(Path directory) {
        return IdxPart.all().stream().allMatch(part -> part.find(directory).isPresent());
    }

    private static String missing(Path directory) {
        return IdxPart.all().stream()
                .filter(part -> part.find(directory).isEmpty())
                .map(IdxPart::fileName)
                .collect(Collectors.joining(", "));
    }

    Path file(IdxPart part) {
        return files.getOrDefault(part, path);
    }

    IdxArray read(IdxPart part) {
        return IdxReader.read(file(part), part.dimensions());
    }

    @Override
    public List<Verification> verifyFiles() {
        return IdxPart.all().stream()
                .map(part -> Verification.of(
                        file(part).toString(),
                        Optional.ofNullable(known.get(part)),
                        () -> read(part).sha256()))
                .toList();
    }

    @Override
    public Optional<String> knownDigest() {
        List<String> digests = IdxPart.all().stream()
                .flatMap(part -> Stream.ofNullable(known.get(part)))
                .toList();
        return digests.size() < IdxPart.values().length ? Optional.empty() : Optional.of(SetDigest.of(digests));
    }

    @Override
    public Dataset load(String name) {
        Map<IdxPart, IdxArray> arrays = new EnumMap<>(IdxPart.class);
        Map<IdxPart, String> digests = new EnumMap<>(IdxPart.class);
        for (IdxPart part : IdxPart.values()) {
            IdxArray array = read(part);
            arrays.put(part, array);
            digests.put(part, checked(part, array.sha256()));
        }
        LabelledImages train = join(arrays, IdxPart.TRAIN_IMAGES, IdxPart.TRAIN_LABELS);
        LabelledImages test = join(arrays, IdxPart.TEST_IMAGES, IdxPart.TEST_LABELS);
        requireSameSize(train, test);
        DatasetId id = new DatasetId(name, SetDigest.of(List.copyOf(digests.values())));
        return new Dataset(id, classes(train, test), train, test);
    }

    private String checked(IdxPart part, String sha256) {
        String expected = known.getOrDefault(part, sha256);
        if (!expected.equals(sha256)) {
            throw new InvalidInputException(
                    file(part) + ": decompressed SHA-256 is " + sha256 + ", expected " + expected);
        }
        return sha256;
    }

    private LabelledImages join(Map<IdxPart, IdxArray> arrays, IdxPart imagesPart, IdxPart labelsPart) {
        IdxArray images = arrays.get(imagesPart);
        IdxArray labels = arrays.get(labelsPart);
        if (images == null || labels == null) {
            throw new IllegalStateException("every part was read");
        }
        if (images.size(0) != labels.size(0)) {
            throw new InvalidInputException(
                    file(labelsPart) + ": holds " + labels.size(0) + " labels, expected " + images.size(0)
                            + ", one for each image of " + file(imagesPart).getFileName());
        }
        return new LabelledImages(images.size(1), images.size(2), images.values(), labels.values());
    }

    private void requireSameSize(LabelledImages train, LabelledImages test) {
        if (train.rows() != test.rows() || train.cols() != test.cols()) {
            throw new InvalidInputException(file(IdxPart.TEST_IMAGES) + ": images are " + test.rows() + " x "
                    + test.cols() + ", expected " + train.rows() + " x " + train.cols() + " as for training");
        }
    }

    private int classes(LabelledImages train, LabelledImages test) {
        int classes = 1 + Math.max(largestLabel(train), largestLabel(test));
        if (classes < MIN_CLASSES) {
            throw new InvalidInputException(path + ": every label is 0, expected at least two classes");
        }
        return classes;
    }

    private static int largestLabel(LabelledImages images) {
        int largest = 0;
        for (int i = 0; i < images.count(); i++) {
            largest = Math.max(largest, images.label(i));
        }
        return largest;
    }
}
