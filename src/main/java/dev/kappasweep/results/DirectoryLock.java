package dev.kappasweep.results;

import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps a second process from training the same trials into one directory. The operating system drops the lock on {@code .lock}
 * when the process ends, however it ends; {@code .holder} says whose it is. On a file system without locks the written holder
 * counts, unless it is known to have ended.
 */
final class DirectoryLock implements AutoCloseable {
    private static final Pattern CONTENT = Pattern.compile("([^ \\n]+) ([0-9]{1,18}) ([^ \\n]+)\\n");

    private final FileChannel channel;
    private final Path holderFile;

    private DirectoryLock(FileChannel channel, Path holderFile) {
        this.channel = channel;
        this.holderFile = holderFile;
    }

    private enum State {
        OURS,
        TAKEN,
        WITHOUT_LOCKS
    }

    /** @throws InvalidInputException if another process, or this one, has the lock; the message names it */
    static DirectoryLock take(Path directory) throws IOException {
        requireNotThisProcess(directory);
        FileChannel channel = FileChannel.open(
                lockFile(directory), StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        try {
            requireFree(directory, lock(channel));
            Path holderFile = holderFile(directory);
            Holder holder = Holder.current();
            String line = holder.host() + " " + holder.pid() + " " + holder.since() + "\n";
            AtomicFiles.write(holderFile, temporary -> Files.writeString(temporary, line));
            return new DirectoryLock(channel, holderFile);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Does not take it.
     *
     * @throws InvalidInputException as {@link #take}
     */
    static void requireFree(Path directory) throws IOException {
        requireNotThisProcess(directory);
        try (FileChannel channel = FileChannel.open(lockFile(directory), StandardOpenOption.WRITE)) {
            requireFree(directory, lock(channel));
        } catch (NoSuchFileException e) {
            // Nobody has ever written there.
        }
    }

    /** To open and close the file of a lock that this process holds would release it. */
    private static void requireNotThisProcess(Path directory) throws IOException {
        Optional<Holder> holder = holder(directory);
        boolean isThisProcess = holder.filter(written -> written.isLocal()
                        && written.pid() == ProcessHandle.current().pid()
                        && !written.hasEnded())
                .isPresent();
        if (isThisProcess) {
            throw inUse(directory, holder, "");
        }
    }

    private static void requireFree(Path directory, State state) throws IOException {
        Optional<Holder> holder = holder(directory);
        if (state == State.TAKEN) {
            throw inUse(directory, holder, "");
        }
        if (state == State.WITHOUT_LOCKS && holder.isPresent() && !holder.get().hasEnded()) {
            throw inUse(directory, holder, "; if that process has ended, delete " + holderFile(directory));
        }
    }

    private static InvalidInputException inUse(Path directory, Optional<Holder> holder, String hint) {
        return new InvalidInputException("results: " + directory + " is in use by another run ("
                + holder.map(Holder::text).orElse("it has not said yet which")
                + "), expected a directory of its own for each run" + hint);
    }

    private static State lock(FileChannel channel) {
        try {
            return channel.tryLock() == null ? State.TAKEN : State.OURS;
        } catch (OverlappingFileLockException e) {
            return State.TAKEN;
        } catch (IOException e) {
            return State.WITHOUT_LOCKS;
        }
    }

    /** Who has the lock, or had it and was killed; empty after an orderly end. */
    static Optional<Holder> holder(Path directory) throws IOException {
        try {
            Matcher content = CONTENT.matcher(Files.readString(holderFile(directory)));
            return content.matches()
                    ? Optional.of(new Holder(
                            content.group(1), Long.parseLong(content.group(2)), Instant.parse(content.group(3))))
                    : Optional.empty();
        } catch (NoSuchFileException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Path lockFile(Path directory) {
        return directory.resolve(".lock");
    }

    private static Path holderFile(Path directory) {
        return directory.resolve(".holder");
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            Files.deleteIfExists(holderFile);
        }
    }
}
