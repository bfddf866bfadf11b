package dev.kappasweep.results;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Files that are either whole or not there. They are written under a hidden name, {@code .NAME.tmp}, which Spark, DuckDB and
 * {@code ls} pass over, and renamed when they are on the disk.
 */
public final class AtomicFiles {
    private static final String TEMPORARY = ".tmp";

    private final Disk disk;

    AtomicFiles(Disk disk) {
        this.disk = disk;
    }

    /** Fills a file at the path it is given; an existing file there may be overwritten. */
    @FunctionalInterface
    public interface Content {
        void writeTo(Path temporary) throws IOException;
    }

    /**
     * Replaces {@code file} in one step; of a symbolic link there it replaces the link.
     *
     * @throws IOException also if there is something that is no file, such as a pipe or a device
     */
    public static void write(Path file, Content content) throws IOException {
        new AtomicFiles(Disk.LOCAL).replace(file, content);
    }

    /** Replaces {@code file} in one step. After a power cut the old one may be back until {@link Disk#sync} of its directory. */
    void replace(Path file, Content content) throws IOException {
        requireReplaceable(file);
        Path temporary = temporary(file);
        if (Files.exists(temporary, LinkOption.NOFOLLOW_LINKS)) {
            disk.delete(temporary);
        }
        try {
            disk.write(temporary, content);
            disk.force(temporary);
            disk.rename(temporary, file);
        } catch (IOException | RuntimeException e) {
            disk.delete(temporary);
            throw e;
        }
    }

    private static void requireReplaceable(Path file) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            BasicFileAttributes there =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (there.isOther()) {
                throw new FileSystemException(file.toString(), null, "is not a regular file");
            }
        }
    }

    /** The hidden name under which {@code file} is written. */
    static Path temporary(Path file) {
        return file.resolveSibling("." + file.getFileName() + TEMPORARY);
    }

    void deleteTemporaryFiles(Path directory) throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(directory, ".*" + TEMPORARY)) {
            for (Path leftover : leftovers) {
                disk.delete(leftover);
            }
        }
    }
}
