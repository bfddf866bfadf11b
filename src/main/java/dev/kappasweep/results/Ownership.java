package dev.kappasweep.results;

import dev.kappasweep.files.Places;
import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps a second run from training the same trials into one directory. On this machine by a lock of the operating system; elsewhere by
 * what the log and the last sign of life say. That a run whose directory was taken over writes nothing more is the log's part.
 */
interface Ownership extends AutoCloseable {
    @Override
    void close() throws IOException;

    /**
     * Takes the directory for this run.
     *
     * @throws InvalidInputException if another process, or this one, has the directory; the message names it
     */
    static Ownership take(Path directory) throws IOException {
        if (Places.isLocal(directory)) {
            return DirectoryLock.take(directory);
        }
        requireNoSignOfLife(directory);
        return () -> {}; // an entry of the log says when it is over
    }

    /**
     * Does not take it.
     *
     * @throws InvalidInputException as {@link #take}
     */
    static void requireFree(Path directory) throws IOException {
        if (Places.isLocal(directory)) {
            DirectoryLock.requireFree(directory);
        } else {
            requireNoSignOfLife(directory);
        }
    }

    private static void requireNoSignOfLife(Path directory) throws IOException {
        Instant now = Instant.now();
        Optional<SignOfLife> sign = SignOfLife.last(directory).filter(one -> one.isFresh(now));
        if (sign.isPresent()) {
            throw sign.get().refusal(directory, now);
        }
    }
}
