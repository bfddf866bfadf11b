package dev.kappasweep.results;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Files that are either whole or not there. They are written under a hidden name, {@code .NAME.tmp}, which Spark, DuckDB and
 * {@code ls} pass over, and renamed when they are on the disk.
 */
public final class AtomicFiles {
    private static final String TEMPORARY = ".tmp";
    private static final boolean HAS_DIRECTORY_HANDLES =
            !System.getProperty("os.name").startsWith("Windows");

    private AtomicFiles() {}

    /** Fills a file at the path it is given; an existing file there may be overwritten. */
    @FunctionalInterface
    public interface Content {
        void writeTo(Path temporary) throws IOException;
    }

    /** Replaces {@code file} in one step. After a power cut the old one may be back until {@link #sync} of its directory. */
    public static void write(Path file, Content content) throws IOException {
        Path temporary = file.resolveSibling("." + file.getFileName() + TEMPORARY);
        Files.deleteIfExists(temporary);
        try {
            content.writeTo(temporary);
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
    }

    /** Makes the names in {@code directory} durable: which files there are, and which are not. */
    static void sync(Path directory) throws IOException {
        if (HAS_DIRECTORY_HANDLES) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    static void deleteTemporaryFiles(Path directory) throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(directory, ".*" + TEMPORARY)) {
            for (Path leftover : leftovers) {
                Files.delete(leftover);
            }
        }
    }
}
