package dev.kappasweep.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;

/** Small sets in CIFAR-10's binary format, made by code. */
public final class Cifar10Files {
    static final int RECORD = 1 + 3 * 32 * 32;

    private Cifar10Files() {}

    /** Writes the six files; a class can be told by the brightness of its rows in its channels. */
    public static Path write(Path directory, int imagesPerFile) {
        try {
            Files.createDirectories(directory);
            for (int file = 1; file <= 5; file++) {
                Files.write(directory.resolve("data_batch_" + file + ".bin"), batch(file, imagesPerFile));
            }
            Files.write(directory.resolve("test_batch.bin"), batch(6, imagesPerFile));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] batch(int seed, int images) {
        RandomGenerator random = RandomStreams.stream(seed, "cifar");
        byte[] file = new byte[images * RECORD];
        for (int image = 0; image < images; image++) {
            int label = (image + seed) % 10;
            file[image * RECORD] = (byte) label;
            for (int i = 0; i < RECORD - 1; i++) {
                int row = i / 32 % 32;
                int base = row / 3 == label ? 170 : 70;
                file[image * RECORD + 1 + i] = (byte) (base + random.nextInt(60));
            }
        }
        return file;
    }
}
