package dev.kappasweep.results;

import dev.kappasweep.files.Places;
import dev.kappasweep.files.Store;
import dev.kappasweep.results.Commit.Event;
import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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
        Optional<Commit> last = new CommitLog(directory, Store.of(directory)).lastEntry();
        if (last.isPresent() && last.get().event() != Event.CLOSED) {
            Holder holder = last.get().holder();
            Duration silence = silence(directory, last.get());
            if (!holder.hasEnded() && silence.compareTo(LiveRun.LONGEST_SILENCE) < 0) {
                throw new InvalidInputException("results: " + directory + " is in use by another run (" + holder.text()
                        + ", last sign of life " + silence.toSeconds() + " s ago), expected a directory of its own for"
                        + " each run; a run that was killed is taken for ended after "
                        + LiveRun.LONGEST_SILENCE.toSeconds() + " s");
            }
        }
    }

    private static Duration silence(Path directory, Commit last) {
        Instant now = Instant.now();
        Duration sinceCommit = Duration.between(last.at(), now);
        Duration silence = new LiveRunFile(directory)
                .read()
                .filter(run -> run.holder().isSameProcess(last.holder()))
                .map(run -> run.silence(now))
                .filter(one -> one.compareTo(sinceCommit) < 0)
                .orElse(sinceCommit);
        return silence.isNegative() ? Duration.ZERO : silence;
    }
}
