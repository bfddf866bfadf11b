package dev.kappasweep.results;

import dev.kappasweep.files.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The file {@code .holder} of a result directory: which process writes there, or did until it was killed. */
final class HolderFile {
    private static final Pattern CONTENT = Pattern.compile("([^ \\n]+) ([0-9]{1,18}) ([^ \\n]+)\\n");

    private final Path file;

    HolderFile(Path file) {
        this.file = file;
    }

    /** Empty after an orderly end. */
    Optional<Holder> read() throws IOException {
        try {
            Matcher content = CONTENT.matcher(Files.readString(file));
            return content.matches()
                    ? Optional.of(new Holder(
                            content.group(1), Long.parseLong(content.group(2)), Instant.parse(content.group(3))))
                    : Optional.empty();
        } catch (NoSuchFileException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Replaces the file; for the one process that has the lock. */
    void write(Holder holder) throws IOException {
        Store.of(file).replace(file, out -> out.write(line(holder).getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Writes the file unless a process has it that is not known to have ended. Of several that try at once, on several hosts, one
     * at most succeeds, also on a file system without locks: whoever makes {@link #claim} looks and then renames it.
     *
     * @return whether {@code holder} has the directory now
     */
    boolean tryWrite(Holder holder) throws IOException {
        try {
            Files.write(claim(), line(holder).getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            return false;
        }
        boolean isFree = false;
        try {
            isFree = read().map(Holder::hasEnded).orElse(true);
        } finally {
            if (!isFree) {
                Files.delete(claim());
            }
        }
        if (isFree) {
            Files.move(claim(), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        return isFree;
    }

    /** There for a moment while a process begins to write. */
    Path claim() {
        return file.resolveSibling(file.getFileName() + ".claim");
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public String toString() {
        return file.toString();
    }

    private static String line(Holder holder) {
        return holder.host() + " " + holder.pid() + " " + holder.since() + "\n";
    }
}
