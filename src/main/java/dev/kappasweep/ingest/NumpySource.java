package dev.kappasweep.ingest;

import dev.kappasweep.sweep.InvalidInputException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Arrays of numpy, in one {@code .npz} file or as {@code .npy} files of a directory: images and labels under the names of Keras
 * ({@code x_train}), MedMNIST ({@code train_images}) or without a test set ({@code images}).
 */
final class NumpySource implements ImageSource {
    private static final String SUFFIX = ".npy";

    /** Of each size. */
    private static final int MOST = 1 << 24;

    /** Images and labels of training, images and labels of testing; the last two may be missing. */
    private static final List<List<String>> NAMES = List.of(
            List.of("x_train", "y_train", "x_test", "y_test"),
            List.of("train_images", "train_labels", "test_images", "test_labels"),
            List.of("images", "labels", "", ""),
            List.of("data", "target", "", ""),
            List.of("data", "labels", "", ""),
            List.of("x", "y", "", ""));

    private final Path place;
    private final ImportOptions options;

    NumpySource(Path place, ImportOptions options) {
        this.place = place;
        this.options = options;
    }

    static boolean isIn(Path directory) throws IOException {
        return !ofDirectory(directory).isEmpty();
    }

    private static Map<String, Path> ofDirectory(Path directory) throws IOException {
        Map<String, Path> arrays = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        ImageSource.files(directory, SUFFIX)
                .forEach(file -> arrays.putIfAbsent(name(String.valueOf(file.getFileName())), file));
        return arrays;
    }

    private static String name(String file) {
        String last = file.substring(file.lastIndexOf('/') + 1);
        return last.substring(0, last.length() - SUFFIX.length());
    }

    private interface Opener {
        InputStream open(String name) throws IOException;
    }

    @Override
    public List<String> read(ImageSink train, ImageSink test) throws IOException {
        if (Files.isDirectory(place)) {
            Map<String, Path> arrays = ofDirectory(place);
            read(arrays.keySet().stream().toList(), name -> Files.newInputStream(there(arrays, name)), train, test);
            return List.of();
        }
        try (ZipFile zip = new ZipFile(place.toFile())) {
            Map<String, ZipEntry> arrays = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            zip.stream()
                    .filter(entry -> entry.getName().endsWith(SUFFIX))
                    .forEach(entry -> arrays.put(name(entry.getName()), entry));
            read(arrays.keySet().stream().toList(), name -> zip.getInputStream(there(arrays, name)), train, test);
        } catch (ZipException e) {
            throw new InvalidInputException(
                    place + ": is damaged (" + e.getMessage() + "), expected a file as numpy.savez writes it", e);
        }
        return List.of();
    }

    private static <T> T there(Map<String, T> arrays, String name) {
        return Optional.ofNullable(arrays.get(name)).orElseThrow();
    }

    private void read(List<String> found, Opener opener, ImageSink train, ImageSink test) throws IOException {
        List<String> names = NAMES.stream()
                .filter(known -> contains(found, known.get(0)) && contains(found, known.get(1)))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(place + ": holds "
                        + (found.isEmpty() ? "no arrays" : "arrays " + String.join(", ", found)) + ", expected "
                        + NAMES.stream()
                                .map(known -> known.get(0) + " and " + known.get(1))
                                .collect(Collectors.joining(", or "))));
        read(opener, names.get(0), names.get(1), train);
        if (contains(found, names.get(2)) && contains(found, names.get(3))) {
            read(opener, names.get(2), names.get(3), test);
        }
    }

    private static boolean contains(List<String> found, String name) {
        return found.stream().anyMatch(name::equalsIgnoreCase);
    }

    private void read(Opener opener, String images, String labels, ImageSink sink) throws IOException {
        double[] classes;
        try (InputStream in = new BufferedInputStream(opener.open(labels))) {
            classes = labels(item(labels), new NpyArray(item(labels), in));
        }
        try (InputStream in = new BufferedInputStream(opener.open(images))) {
            images(new NpyArray(item(images), in), item(images), classes, labels, sink);
        }
    }

    private String item(String array) {
        return place + " " + array;
    }

    /** One for each image; a second dimension of size 1 is let pass. */
    private static double[] labels(String item, NpyArray array) throws IOException {
        long[] shape = array.shape();
        boolean isList = shape.length == 1 || (shape.length == 2 && shape[1] == 1);
        if (!isList || shape[0] > Integer.MAX_VALUE) {
            throw new InvalidInputException(
                    item + ": is of shape " + array.shapeText() + ", expected one number for each image");
        }
        return array.next((int) shape[0]);
    }

    private void images(NpyArray array, String item, double[] classes, String labels, ImageSink sink)
            throws IOException {
        Layout layout = layout(array, item);
        if (array.shape()[0] != classes.length) {
            throw new InvalidInputException(item + ": has " + array.shape()[0] + " images, expected " + classes.length
                    + " as " + labels + " has labels");
        }
        int size = (int) layout.shape.size();
        for (int image = 0; image < classes.length; image++) {
            String one = item + "[" + image + "]";
            double[] numbers = array.next(size);
            byte[] pixels = new byte[size];
            for (int i = 0; i < size; i++) {
                pixels[layout.place(i)] = options.pixel(one, numbers[i]);
            }
            sink.add(one, label(one, classes[image]), layout.shape, pixels);
        }
    }

    private static String label(String item, double label) {
        if (label != Math.rint(label)) {
            throw new InvalidInputException(item + ": label " + label + " is not allowed, expected a whole number");
        }
        return Long.toString((long) label);
    }

    /** @param isChannelsLast whether the channels of a pixel are together */
    private record Layout(ImageShape shape, boolean isChannelsLast) {
        /** Where value {@code index} of the file goes. */
        int place(int index) {
            return isChannelsLast
                    ? index % shape.channels() * shape.rows() * shape.cols() + index / shape.channels()
                    : index;
        }
    }

    private Layout layout(NpyArray array, String item) {
        long[] shape = array.shape();
        if (shape.length >= 2 && shape.length <= 4 && Arrays.stream(shape).allMatch(size -> size > 0 && size <= MOST)) {
            int last = (int) shape[shape.length - 1];
            if (shape.length == 2) {
                return new Layout(options.shapeOf(item, last), false);
            }
            if (shape.length == 3) {
                return new Layout(new ImageShape(1, (int) shape[1], last), false);
            }
            if (last == 1 || last == 3) {
                return new Layout(new ImageShape(last, (int) shape[1], (int) shape[2]), true);
            }
            if (shape[1] == 1 || shape[1] == 3) {
                return new Layout(new ImageShape((int) shape[1], (int) shape[2], last), false);
            }
        }
        throw new InvalidInputException(
                item + ": is " + array.typeText() + " of shape " + array.shapeText()
                        + ", expected (images, rows, cols), with 1 or 3 channels behind or before rows and cols, or (images, pixels)");
    }
}
