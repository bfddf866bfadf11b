package dev.kappasweep.data;

import dev.kappasweep.sweep.InvalidInputException;
import java.util.List;
import java.util.Optional;

/** A directory that holds the files of a set of images. */
interface ImageDirectory {
    /**
     * Reads the set.
     *
     * @param name of the set in its {@link dev.kappasweep.sweep.DatasetId}
     * @throws InvalidInputException if a file is not valid or not the known one, or they do not fit together
     */
    Dataset load(String name);

    /** Reads each file and compares its digest; goes on after one that fails. */
    List<Verification> verifyFiles();

    /** The digest of the set as a whole, where it is known before any file is read. */
    Optional<String> knownDigest();
}
