package dev.kappasweep.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;

/**
 * The operations of a file system of this machine that {@link LocalStore} is made of. What is written is lost in a power cut until
 * {@link #force}, and a name or a deletion until {@link #sync} of the directory that holds it.
 */
public interface Disk {
    Disk LOCAL = new LocalDisk();

    /** Nothing happens if it is there; its parent is. */
    void createDirectory(Path directory) throws IOException;

    /** Creates the file or replaces what is in it. */
    void write(Path file, Store.Content content) throws IOException;

    /** Puts what is in the file on the disk. */
    void force(Path file) throws IOException;

    /** Gives a file or directory another name in one step; a file of that name goes. */
    void rename(Path from, Path to) throws IOException;

    /**
     * Gives a file a second name.
     *
     * @throws FileAlreadyExistsException if there is a file of that name
     * @throws IOException or UnsupportedOperationException where the file system has no links
     */
    void link(Path second, Path file) throws IOException;

    /** A file or an empty directory; nothing happens if there is none. */
    void delete(Path path) throws IOException;

    /** Makes the names in a directory durable: which there are, and which are not. */
    void sync(Path directory) throws IOException;
}
