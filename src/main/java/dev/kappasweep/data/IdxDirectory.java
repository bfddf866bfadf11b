package dev.kappasweep.data;

import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A directory that holds the four IDX files of a set of images. */
final class IdxDirectory implements ImageDirectory {
    private static final int MIN_CLASSES = 2;

    private final Path path;
    private final Optional<PublishedSet> known;
    private final DigestList listed;
    private final Map<IdxPart, IdxFile> files = new EnumMap<>(IdxPart.class);

    /**
     * Any set, whose files are called as MNIST's.
     *
     * @throws InvalidInputException if a file is missing; the message names all that are
     */
    IdxDirectory(Path path) {
        this(path, IdxNames.PLAIN, Optional.empty());
    }

    /**
     * The same of a set that is known.
     *
     * @throws InvalidInputException if a file is missing; the message names all that are
     */
    IdxDirectory(Path path, PublishedSet known) {
        this(path, known.names(), Optional.of(known));
    }

    private IdxDirectory(Path path, IdxNames names, Optional<PublishedSet> known) {
        this.path = path;
        this.known = known;
        this.listed = DigestList.in(path);
        List<String> missing = names.missing(path);
        if (!missing.isEmpty()) {
            throw new InvalidInputException(path + ": does not hold " + String.join(", ", missing)
                    + ", expected four IDX files (with or without .gz)");
        }
        for (IdxPart part : IdxPart.values()) {
            names.find(part, path).ifPresent(file -> files.put(part, file));
        }
    }

    static boolean holdsAny(Path directory) {
        return IdxNames.PLAIN.holdsAny(directory);
    }

    private IdxFile file(IdxPart part) {
        IdxFile file = files.get(part);
        if (file == null) {
            throw new IllegalStateException("every part was found");
        }
        return file;
    }

    @Override
    public List<Verification> verifyFiles() {
        return IdxPart.all().stream()
                .map(part -> {
                    Optional<ExpectedDigest> expected = expected(part);
                    return Verification.of(
                            file(part).toString(),
                            expected,
                            () -> actual(part, expected, file(part).read()));
                })
                .toList();
    }

    @Override
    public Optional<String> knownDigest() {
        return known.flatMap(PublishedSet::sha256);
    }

    /** That of the published set, of what is decompressed where it is known; else what the directory lists; else that of published files. */
    private Optional<ExpectedDigest> expected(IdxPart part) {
        Optional<ExpectedDigest> published = known.flatMap(set -> set.digest(part));
        Path file = file(part).path();
        return published.filter(digest -> !digest.isOfFile() || isGzip(file)).or(() -> listed.of(file));
    }

    private static boolean isGzip(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return IdxReader.isGzip(in.readNBytes(2));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static InvalidInputException unreadable(Path file, IOException e) {
        return new InvalidInputException(file + ": cannot be read (" + e + "), expected an IDX file", e);
    }

    /** The digest to hold against the expected one, which may be of the file itself. */
    private String actual(IdxPart part, Optional<ExpectedDigest> expected, IdxArray content) {
        if (expected.filter(ExpectedDigest::isOfFile).isEmpty()) {
            return content.sha256();
        }
        MessageDigest digest = Sha256.digest();
        try (InputStream in =
                new DigestInputStream(Files.newInputStream(file(part).path()), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw unreadable(file(part).path(), e);
        }
        return Sha256.hex(digest);
    }

    @Override
    public Dataset load(String name) {
        Map<IdxPart, IdxArray> arrays = new EnumMap<>(IdxPart.class);
        List<String> digests = new ArrayList<>();
        for (IdxPart part : IdxPart.values()) {
            IdxArray array = file(part).read();
            requireExpected(part, array);
            arrays.put(part, array);
            digests.add(array.sha256());
        }
        LabelledImages train = join(arrays, IdxPart.TRAIN_IMAGES, IdxPart.TRAIN_LABELS);
        LabelledImages test = join(arrays, IdxPart.TEST_IMAGES, IdxPart.TEST_LABELS);
        requireSameSize(train, test);
        return new Dataset(new DatasetId(name, SetDigest.of(digests)), classes(train, test), train, test);
    }

    private void requireExpected(IdxPart part, IdxArray content) {
        Optional<ExpectedDigest> expected = expected(part);
        expected.flatMap(digest -> digest.problem(actual(part, expected, content)))
                .ifPresent(problem -> {
                    throw new InvalidInputException(file(part) + ": " + problem);
                });
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
                            + ", one for each image of "
                            + file(imagesPart).path().getFileName());
        }
        int channels = images.dimensions() == IdxPart.TRAIN_IMAGES.dimensions() ? 1 : images.size(1);
        int rows = images.size(images.dimensions() - 2);
        int cols = images.size(images.dimensions() - 1);
        return new LabelledImages(channels, rows, cols, images.values(), labels.values());
    }

    private void requireSameSize(LabelledImages train, LabelledImages test) {
        if (!train.shape().equals(test.shape())) {
            throw new InvalidInputException(file(IdxPart.TEST_IMAGES) + ": images are " + test.shape() + ", expected "
                    + train.shape() + " as for training");
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
