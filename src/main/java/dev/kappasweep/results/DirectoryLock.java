package dev.kappasweep.results;

import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps a second sweep, of this process or of another, from training the same trials into one directory. The operating system
 * drops the lock on {@code .lock} when the process ends, however it ends; {@code .holder} says whose it is. On a file system without
 * locks the written holder counts, unless it is known to have ended.
 */
final class DirectoryLock implements Ownership {
    static final String LOCK = ".lock";
    static final String HOLDER = ".holder";

    /**
     * The lock files that this process has open, by what the file system knows them by; guarded by itself. It is static since the
     * locks are the process's: POSIX releases all that it has on a file when it closes the file once, so a file that is open
     * anywhere in it must not be opened and closed elsewhere.
     */
    private static final Set<Object> HELD = new HashSet<>();

    private final FileChannel channel;
    private final Object key;
    private final HolderFile holderFile;

    private DirectoryLock(FileChannel channel, Object key, HolderFile holderFile) {
        this.channel = channel;
        this.key = key;
        this.holderFile = holderFile;
    }

    private enum State {
        OURS,
        TAKEN,
        WITHOUT_LOCKS
    }

    /** @throws InvalidInputException if another process, or this one, has the lock; the message names it */
    static DirectoryLock take(Path directory) throws IOException {
        Path lockFile = directory.resolve(LOCK);
        synchronized (HELD) {
            create(lockFile);
            Object key = requireNotHeld(directory, key(lockFile));
            FileChannel channel = open(lockFile);
            try {
                HolderFile holderFile = holderFile(directory);
                become(holderFile, directory, lock(channel));
                HELD.add(key);
                return new DirectoryLock(channel, key, holderFile);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        }
    }

    /** No other start may lock the new file before it is closed here, which would release that lock. */
    private static void create(Path lockFile) throws IOException {
        try {
            Files.createFile(lockFile);
        } catch (FileAlreadyExistsException e) {
            // From an earlier run.
        }
    }

    private static FileChannel open(Path lockFile) throws IOException {
        return FileChannel.open(lockFile, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }

    private static void become(HolderFile holderFile, Path directory, State state) throws IOException {
        Holder holder = Holder.current();
        if (state == State.OURS) {
            holderFile.write(holder);
        } else if (state == State.TAKEN || !holderFile.tryWrite(holder)) {
            throw inUse(directory, hint(state, holderFile));
        }
    }

    /**
     * Does not take it.
     *
     * @throws InvalidInputException as {@link #take}
     */
    static void requireFree(Path directory) throws IOException {
        Path lockFile = directory.resolve(LOCK);
        synchronized (HELD) {
            if (Files.exists(lockFile)) { // otherwise nobody has ever written there
                requireNotHeld(directory, key(lockFile));
                try (FileChannel channel = open(lockFile)) {
                    requireFree(directory, lock(channel));
                }
            }
        }
    }

    private static void requireFree(Path directory, State state) throws IOException {
        HolderFile holderFile = holderFile(directory);
        boolean isHeld = holderFile.read().filter(holder -> !holder.hasEnded()).isPresent();
        if (state == State.TAKEN || (state == State.WITHOUT_LOCKS && isHeld)) {
            throw inUse(directory, hint(state, holderFile));
        }
    }

    /** What stays the same whatever path leads to the file, and is that of no other as long as it is open. */
    private static Object key(Path lockFile) throws IOException {
        Object key = Files.readAttributes(lockFile, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
        return key == null ? lockFile.toRealPath() : key; // Windows has none
    }

    private static Object requireNotHeld(Path directory, Object key) throws IOException {
        if (HELD.contains(key)) {
            throw inUse(directory, "");
        }
        return key;
    }

    private static String hint(State state, HolderFile holderFile) {
        return state == State.WITHOUT_LOCKS
                ? "; if that process has ended, delete " + holderFile + " and " + holderFile.claim()
                : "";
    }

    private static InvalidInputException inUse(Path directory, String hint) throws IOException {
        Optional<Holder> holder = holderFile(directory).read();
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

    private static HolderFile holderFile(Path directory) {
        return new HolderFile(directory.resolve(HOLDER));
    }

    @Override
    public void close() throws IOException {
        synchronized (HELD) {
            if (HELD.remove(key)) {
                try (channel) {
                    holderFile.delete();
                }
            }
        }
    }
}
