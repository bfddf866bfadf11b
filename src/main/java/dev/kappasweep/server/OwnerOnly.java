package dev.kappasweep.server;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Files and directories that nobody else on the machine may read, where its file system knows whose they are. */
final class OwnerOnly {
    private static final Set<PosixFilePermission> FILE =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final Set<PosixFilePermission> DIRECTORY = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private OwnerOnly() {}

    /**
     * An empty file, with its permissions from the first moment on.
     *
     * @throws FileAlreadyExistsException if there is one
     */
    static void create(Path file) throws IOException {
        FileAttribute<?>[] attributes = isPosix(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(FILE)}
                : new FileAttribute<?>[0];
        Files.createFile(file, attributes);
    }

    /** Takes an existing directory, and so all that lies in it, from others; one of a file system that keeps no permissions stays as it is. */
    static void close(Path directory) throws IOException {
        try {
            if (isPosix(directory)) {
                Files.setPosixFilePermissions(directory, DIRECTORY);
            }
        } catch (FileSystemException e) {
            // as of FAT, which Java takes for one that does
        }
    }

    /** Whether others may do something with a file. */
    static boolean isOpen(Path file) throws IOException {
        return isPosix(file) && !FILE.containsAll(Files.getPosixFilePermissions(file));
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
