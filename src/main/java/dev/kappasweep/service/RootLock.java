package dev.kappasweep.service;

import dev.kappasweep.files.Places;
import dev.kappasweep.files.Store;
import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two services from having one root. On this machine by a lock of the operating system; elsewhere the one that has come last has
 * it, as numbered files say that are created only if absent, and the one before notices before it writes.
 */
final class RootLock implements AutoCloseable {
    private final Path claims;
    private final @Nullable FileChannel channel;
    private final long number;

    private RootLock(Path claims, @Nullable FileChannel channel, long number) {
        this.claims = claims;
        this.channel = channel;
        this.number = number;
    }

    /** @throws InvalidInputException if another service on this machine has it */
    static RootLock take(Path root, Store store) throws IOException {
        store.createDirectory(root);
        Path claims = root.resolve("servers");
        return Places.isLocal(root)
                ? new RootLock(claims, lock(root), 0)
                : new RootLock(claims, null, claim(claims, store));
    }

    private static FileChannel lock(Path root) throws IOException {
        FileChannel channel =
                FileChannel.open(root.resolve(".server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            @Nullable FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // as one of another process
        }
        channel.close();
        throw new InvalidInputException(
                "root: " + root + " is in use by another server, expected a directory of its own for each");
    }

    private static long claim(Path claims, Store store) throws IOException {
        store.createDirectory(claims);
        byte[] who = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
        while (true) {
            long next = last(claims) + 1;
            try {
                store.create(claims.resolve("%08d".formatted(next)), out -> out.write(who));
                return next;
            } catch (FileAlreadyExistsException e) {
                // Another has come in the same moment.
            }
        }
    }

    private static long last(Path claims) throws IOException {
        long last = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(claims)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                last = name.matches("[0-9]{8,18}") ? Math.max(last, Long.parseLong(name)) : last;
            }
        }
        return last;
    }

    /** @throws IOException if another service has taken the root over */
    void requireOurs() throws IOException {
        if (channel == null && last(claims) != number) {
            throw new IOException("another server has taken over " + claims.getParent());
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
