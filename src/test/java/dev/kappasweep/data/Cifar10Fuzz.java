package dev.kappasweep.data;

import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Jazzer calls with bytes for the reader of CIFAR-10's files: they are the last of the six, the others are valid. */
public final class Cifar10Fuzz {
    private static final int ONE_IMAGE = 3073;
    private static final Path DIRECTORY = directory();

    private Cifar10Fuzz() {}

    private static Path directory() {
        try {
            Path directory = Files.createTempDirectory(Path.of(""), "cifar");
            for (int batch = 1; batch <= 5; batch++) {
                Files.write(directory.resolve("data_batch_" + batch + ".bin"), new byte[ONE_IMAGE]);
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        Files.write(DIRECTORY.resolve("test_batch.bin"), input);
        try {
            Dataset data = new Cifar10Directory(DIRECTORY, Cifar10Directory.ANY_NUMBER).load("cifar10");
            if (data.test().count() * (long) ONE_IMAGE != input.length) {
                throw new AssertionError(data.test().count() + " images of " + input.length + " bytes");
            }
        } catch (InvalidInputException e) {
            // Refused, as most inputs are.
        }
    }
}
