package dev.kappasweep.data;

import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A directory in CIFAR-10's binary format: five files of training images and one of test images. An image is a label byte and 3
 * x 32 x 32 bytes, first all red values row by row, then green, then blue; a file is nothing but images.
 */
final class Cifar10Directory implements ImageDirectory {
    /** In place of a number of images per file: any but none. */
    static final int ANY_NUMBER = 0;

    private static final int PIXELS = Cifar10.CHANNELS * Cifar10.SIDE * Cifar10.SIDE;
    private static final int RECORD = 1 + PIXELS;
    private static final long MAX_BYTES = 1L << 28;
    private static final String TEST = "test_batch.bin";
    private static final List<String> TRAINING = IntStream.rangeClosed(1, 5)
            .mapToObj(number -> "data_batch_" + number + ".bin")
            .toList();
    private static final List<String> FILES =
            Stream.concat(TRAINING.stream(), Stream.of(TEST)).toList();

    private final Path path;
    private final int imagesPerFile;

    /**
     * @param imagesPerFile how many each file must hold, or {@link #ANY_NUMBER}
     * @throws InvalidInputException if a file is missing; the message names all that are
     */
    Cifar10Directory(Path path, int imagesPerFile) {
        this.path = path;
        this.imagesPerFile = imagesPerFile;
        if (!holdsAll(path)) {
            String missing = FILES.stream()
                    .filter(name -> !Files.isRegularFile(path.resolve(name)))
                    .collect(Collectors.joining(", "));
            throw new InvalidInputException(
                    path + ": does not hold " + missing + ", expected the six files of CIFAR-10's binary version");
        }
    }

    static boolean holdsAny(Path directory) {
        return FILES.stream().anyMatch(name -> Files.isRegularFile(directory.resolve(name)));
    }

    static boolean holdsAll(Path directory) {
        return FILES.stream().allMatch(name -> Files.isRegularFile(directory.resolve(name)));
    }

    @Override
    public List<Verification> verifyFiles() {
        return FILES.stream()
                .map(name ->
                        Verification.of(path.resolve(name).toString(), Optional.empty(), () -> Sha256.hex(read(name))))
                .toList();
    }

    /** There is none to compare with. */
    @Override
    public Optional<String> knownDigest() {
        return Optional.empty();
    }

    @Override
    public Dataset load(String name) {
        // The files, and the images that are made of them.
        HeapLimit.requireFits(
                path.toString(), 2 * FILES.stream().mapToLong(this::length).sum());
        List<byte[]> training = TRAINING.stream().map(this::read).toList();
        byte[] test = read(TEST);
        List<String> digests = new ArrayList<>();
        training.forEach(file -> digests.add(Sha256.hex(file)));
        digests.add(Sha256.hex(test));
        return new Dataset(
                new DatasetId(name, SetDigest.of(digests)), Cifar10.CLASSES, images(training), images(List.of(test)));
    }

    /** Of a file of the right length. */
    private long length(String name) {
        Path file = path.resolve(name);
        try {
            long length = Files.size(file);
            requireWholeImages(file, length);
            return length;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static InvalidInputException unreadable(Path file, IOException e) {
        return new InvalidInputException(file + ": cannot be read (" + e + "), expected a CIFAR-10 batch", e);
    }

    private byte[] read(String name) {
        Path file = path.resolve(name);
        try {
            requireWholeImages(file, Files.size(file));
            byte[] content = Files.readAllBytes(file);
            requireWholeImages(file, content.length);
            requireLabels(file, content);
            return content;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private void requireWholeImages(Path file, long length) {
        boolean isWhole = imagesPerFile == ANY_NUMBER
                ? length > 0 && length % RECORD == 0 && length <= MAX_BYTES
                : length == (long) imagesPerFile * RECORD;
        if (!isWhole) {
            String expected = imagesPerFile == ANY_NUMBER
                    ? "a multiple of " + RECORD + " up to " + MAX_BYTES
                    : (long) imagesPerFile * RECORD + " for " + imagesPerFile + " images";
            throw new InvalidInputException(file + ": has " + length + " bytes, expected " + expected);
        }
    }

    private static void requireLabels(Path file, byte[] content) {
        for (int start = 0; start < content.length; start += RECORD) {
            int label = content[start] & 0xff;
            if (label >= Cifar10.CLASSES) {
                throw new InvalidInputException(file + ": image " + start / RECORD + " has label " + label
                        + ", expected 0 to " + (Cifar10.CLASSES - 1));
            }
        }
    }

    private static LabelledImages images(List<byte[]> files) {
        int count = files.stream().mapToInt(file -> file.length / RECORD).sum();
        byte[] pixels = new byte[count * PIXELS];
        byte[] labels = new byte[count];
        int image = 0;
        for (byte[] file : files) {
            for (int start = 0; start < file.length; start += RECORD, image++) {
                labels[image] = file[start];
                System.arraycopy(file, start + 1, pixels, image * PIXELS, PIXELS);
            }
        }
        return new LabelledImages(Cifar10.CHANNELS, Cifar10.SIDE, Cifar10.SIDE, pixels, labels);
    }
}
