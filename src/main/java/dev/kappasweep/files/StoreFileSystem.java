package dev.kappasweep.files;

/** A file system whose files are written by a store of its own. */
public interface StoreFileSystem {
    Store store();
}
