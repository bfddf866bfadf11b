package dev.kappasweep.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** IDX files made by code, right and wrong. */
final class IdxFiles {
    private IdxFiles() {}

    /** A file of the sizes that the header claims, with the values that are given, which may be more or fewer. */
    static byte[] idx(int magic, int[] sizes, byte... values) {
        ByteBuffer file =
                ByteBuffer.allocate(4 + 4 * sizes.length + values.length).putInt(magic);
        for (int size : sizes) {
            file.putInt(size);
        }
        return file.put(values).array();
    }

    static byte[] labels(int... labels) {
        byte[] values = new byte[labels.length];
        for (int i = 0; i < labels.length; i++) {
            values[i] = (byte) labels[i];
        }
        return idx(0x801, new int[] {labels.length}, values);
    }

    /** Images whose pixels count up from {@code first}. */
    static byte[] images(int count, int rows, int cols, int first) {
        byte[] values = new byte[count * rows * cols];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) (first + i);
        }
        return idx(0x803, new int[] {count, rows, cols}, values);
    }

    /** The four files of a set of three classes: 3 training and 2 test images of 2 x 4. */
    static Map<IdxPart, byte[]> set() {
        Map<IdxPart, byte[]> files = new EnumMap<>(IdxPart.class);
        files.put(IdxPart.TRAIN_IMAGES, images(3, 2, 4, 0));
        files.put(IdxPart.TRAIN_LABELS, labels(0, 1, 1));
        files.put(IdxPart.TEST_IMAGES, images(2, 2, 4, 100));
        files.put(IdxPart.TEST_LABELS, labels(2, 0));
        return files;
    }

    /** Writes a set under its plain names, after creating the directory. */
    static Path write(Path directory, Map<IdxPart, byte[]> files) {
        files.forEach((part, content) -> write(directory.resolve(IdxNames.PLAIN.fileName(part)), content));
        return directory;
    }

    static Path write(Path file, byte[] content) {
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    static byte[] concat(byte[] first, byte... second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}
