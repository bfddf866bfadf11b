package dev.kappasweep.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;

/**
 * How files are written and deleted on one kind of file system, so that what is promised of results does not depend on it. Every
 * file is whole or not there for all who look, and on the disk when a method returns. Files are read and listed by
 * {@link java.nio.file.Files}, whatever the file system.
 *
 * <p>Paths of this machine are written under a hidden name, {@code .NAME.X.tmp}, and get theirs when they are on the disk; file
 * and directory are synchronised. On HDFS, and on every file system that Hadoop knows whose renaming is one step, likewise. On
 * an object store, such as S3, a file appears when its upload ends; it is created by a conditional request.
 */
public interface Store {
    /** Of the file system that {@code place} is on. */
    static Store of(Path place) {
        return place.getFileSystem() instanceof StoreFileSystem other ? other.store() : LocalStore.INSTANCE;
    }

    /** What a file is to hold. It may be asked for again when a request is repeated. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** How many reads or writes at once are faster than one after the other. */
    int requestsAtOnce();

    /** Creates a directory with its parents; nothing happens if it is there, or where there are no directories. */
    void createDirectory(Path directory) throws IOException;

    /**
     * Creates a file. Of several that try at once, in whatever processes, one succeeds.
     *
     * @throws FileAlreadyExistsException if there is one. It may be ours, when the answer to a request was lost: who has to know
     *     reads it
     */
    void create(Path file, Content content) throws IOException;

    /**
     * Creates a file or replaces it in one step; of a symbolic link it replaces the link.
     *
     * @throws IOException also if there is something that is no file, such as a pipe or a device
     */
    void replace(Path file, Content content) throws IOException;

    /** Deletes a file; nothing happens if there is none. After a power cut it may be back. */
    void delete(Path file) throws IOException;

    /** Deletes what killed processes were writing in a directory. */
    void deleteTemporaryFiles(Path directory) throws IOException;
}
