package dev.kappasweep.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Who has changed what: a line of JSON for each request that asks for a change, met or not. Lines are only ever added. */
final class AuditLog {
    private final Path file;
    private final InstantSource clock;

    AuditLog(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    synchronized void add(User user, String from, String method, String path, int status) {
        ObjectNode line = SweepBodies.object();
        line.put("at", clock.instant().toString());
        line.put("user", user.name());
        line.put("role", user.role().text());
        line.put("from", from);
        line.put("method", method);
        line.put("path", path);
        line.put("status", status);
        try {
            createIfAbsent();
            Files.writeString(file, line + "\n", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("the audit log " + file + " cannot be written", e);
        }
    }

    private void createIfAbsent() throws IOException {
        try {
            if (Files.notExists(file)) {
                OwnerOnly.create(file);
            }
        } catch (FileAlreadyExistsException e) {
            // by another server of this user, whose root is elsewhere too
        }
    }

    List<String> last(int most) {
        Deque<String> last = new ArrayDeque<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            lines.lines().forEach(line -> {
                last.add(line);
                if (last.size() > most) {
                    last.removeFirst();
                }
            });
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("the audit log " + file + " cannot be read", e);
        }
        return List.copyOf(last);
    }
}
