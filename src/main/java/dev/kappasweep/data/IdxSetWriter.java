package dev.kappasweep.data;

import dev.kappasweep.files.Store;
import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a set as the four IDX files that every verb reads, with the names of its classes and the digests of all files. */
public final class IdxSetWriter {
    private static final String CLASSES = "classes.txt";

    private IdxSetWriter() {}

    /**
     * Writes a set; the list of digests comes last.
     *
     * @param directory created where needed
     * @param classes the names of the classes in the order of their labels; empty where they have none
     * @return the set as it is read from there
     * @throws InvalidInputException if a file cannot be written
     */
    public static Dataset write(Path directory, LabelledImages train, LabelledImages test, List<String> classes) {
        Map<String, String> digests = new LinkedHashMap<>();
        try {
            Store.of(directory).createDirectory(directory);
            write(directory, IdxPart.TRAIN_IMAGES, images(train), digests);
            write(directory, IdxPart.TRAIN_LABELS, labels(train), digests);
            write(directory, IdxPart.TEST_IMAGES, images(test), digests);
            write(directory, IdxPart.TEST_LABELS, labels(test), digests);
            if (!classes.isEmpty()) {
                write(directory.resolve(CLASSES), String.join("\n", classes) + "\n");
            }
            write(directory.resolve(DigestList.NAME), DigestList.text(digests));
        } catch (IOException e) {
            throw new InvalidInputException(
                    directory + ": cannot be written (" + e + "), expected a place for images", e);
        }
        return new IdxDirectory(directory).load(directory.toString());
    }

    private static IdxArray images(LabelledImages images) {
        int[] shape = images.channels() == 1
                ? new int[] {images.count(), images.rows(), images.cols()}
                : new int[] {images.count(), images.channels(), images.rows(), images.cols()};
        return new IdxArray(shape, images.pixels());
    }

    private static IdxArray labels(LabelledImages images) {
        return new IdxArray(new int[] {images.count()}, images.labels());
    }

    private static void write(Path directory, IdxPart part, IdxArray array, Map<String, String> digests)
            throws IOException {
        String name = IdxNames.PLAIN.fileName(part, array.dimensions());
        Path file = directory.resolve(name);
        Store.of(file).replace(file, out -> {
            out.write(array.header());
            out.write(array.values());
        });
        digests.put(name, array.sha256());
    }

    private static void write(Path file, String text) throws IOException {
        Store.of(file).replace(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
