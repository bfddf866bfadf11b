package dev.kappasweep.files;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;

/** Files of this machine, and of what is mounted there. */
public final class LocalStore implements Store {
    static final LocalStore INSTANCE = new LocalStore(Disk.LOCAL);

    private static final String TEMPORARY = ".tmp";

    private final Disk disk;

    public LocalStore(Disk disk) {
        this.disk = disk;
    }

    public Disk disk() {
        return disk;
    }

    @Override
    public int requestsAtOnce() {
        return 1;
    }

    /** Each name is durable before there is something below it. */
    @Override
    public void createDirectory(Path directory) throws IOException {
        Path absolute = directory.toAbsolutePath();
        Path parent = absolute.getParent();
        if (!Files.isDirectory(absolute) && parent != null) {
            createDirectory(parent);
            disk.createDirectory(absolute);
            disk.sync(parent);
        }
    }

    @Override
    public void create(Path file, Content content) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Path temporary = temporary(file);
        try {
            disk.write(temporary, content);
            disk.force(temporary);
            name(file, temporary);
        } catch (IOException | RuntimeException e) {
            disk.delete(temporary);
            throw e;
        }
        disk.sync(parent(file));
    }

    /** Where there are no links two processes could both succeed; the lock on the directory keeps them apart. */
    private void name(Path file, Path temporary) throws IOException {
        try {
            disk.link(file, temporary);
            disk.delete(temporary);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            disk.rename(temporary, file);
        }
    }

    @Override
    public void replace(Path file, Content content) throws IOException {
        requireReplaceable(file);
        Path temporary = temporary(file);
        try {
            disk.write(temporary, content);
            disk.force(temporary);
            disk.rename(temporary, file);
        } catch (IOException | RuntimeException e) {
            disk.delete(temporary);
            throw e;
        }
        disk.sync(parent(file));
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

    /** Spark, DuckDB and {@code ls} pass over hidden names. Two processes may write one file at once. */
    private static Path temporary(Path file) {
        String random = UUID.randomUUID().toString().substring(0, 8);
        return file.resolveSibling("." + file.getFileName() + "." + random + TEMPORARY);
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        return parent == null ? file.getFileSystem().getPath("") : parent;
    }

    @Override
    public void delete(Path file) throws IOException {
        disk.delete(file);
    }

    @Override
    public void deleteTemporaryFiles(Path directory) throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(directory, ".*" + TEMPORARY)) {
            for (Path leftover : leftovers) {
                disk.delete(leftover);
            }
        }
    }
}
