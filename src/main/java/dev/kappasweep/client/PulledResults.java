package dev.kappasweep.client;

import dev.kappasweep.files.Store;
import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What was copied of a sweep's results.
 *
 * @param files how many
 * @param bytes of them
 */
public record PulledResults(int files, long bytes) {
    /** Says which sweep of which server a directory is a copy of. */
    private static final String SOURCE = "pulled-from.txt";

    /** Files may vanish while they are copied, when a running sweep puts small files together. */
    private static final int TRIES = 10;

    /**
     * Copies the results of a sweep that are not in {@code directory} yet. Files that make others count come last, so that a directory in
     * which this was cut short can be read too.
     *
     * @throws InvalidInputException if the directory holds something else, or the server refuses
     * @throws UncheckedIOException if something cannot be written
     */
    public static PulledResults pull(ServerClient client, String sweep, Path directory) {
        try {
            String source = client.server() + " " + sweep + "\n";
            requireFree(directory, source);
            PulledResults all = new PulledResults(0, 0);
            for (int tries = 1; ; tries++) {
                try {
                    return all.and(copy(client, sweep, directory, source));
                } catch (FileGoneException e) {
                    if (tries == TRIES) {
                        throw e;
                    }
                    all = all.and(e.before());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("results cannot be copied to " + directory, e);
        }
    }

    private PulledResults and(PulledResults more) {
        return new PulledResults(files + more.files, bytes + more.bytes);
    }

    private static void requireFree(Path directory, String source) throws IOException {
        Path note = directory.resolve(SOURCE);
        if (!Files.exists(note)) {
            requireEmpty(directory);
        } else if (!Files.readString(note).equals(source)) {
            throw new InvalidInputException("out: " + directory + " is a copy of another sweep ("
                    + Files.readString(note).strip() + "), expected a new directory");
        }
    }

    private static void claim(Path directory, String source) throws IOException {
        Path note = directory.resolve(SOURCE);
        if (!Files.exists(note)) {
            Store store = Store.of(directory);
            store.createDirectory(directory);
            store.create(note, out -> out.write(source.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static void requireEmpty(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        if (!Files.isDirectory(directory)) {
            throw new InvalidInputException("out: " + directory + " is a file, expected a directory, or none yet");
        }
        try (Stream<Path> there = Files.list(directory)) {
            if (there.findAny().isPresent()) {
                throw new InvalidInputException("out: " + directory
                        + " holds something else, expected a new directory or one to which this sweep was pulled");
            }
        }
    }

    private static PulledResults copy(ServerClient client, String sweep, Path directory, String source)
            throws IOException {
        int files = 0;
        long bytes = 0;
        Map<String, Long> all = client.files(sweep);
        claim(directory, source); // not before the server has said that there is something
        for (Map.Entry<String, Long> file : all.entrySet()) {
            Path to = inside(directory, file.getKey());
            if (isThere(to, file.getValue())) {
                continue;
            }
            try (InputStream in = client.file(sweep, file.getKey())) {
                Store.of(directory).createDirectory(to.resolve("..").normalize());
                Store.of(directory).replace(to, in::transferTo);
            } catch (InvalidInputException e) {
                throw new FileGoneException(new PulledResults(files, bytes), e);
            }
            files++;
            bytes += file.getValue();
        }
        return new PulledResults(files, bytes);
    }

    /** Data and entries of the log never change; the files at the top do. */
    private static boolean isThere(Path file, long bytes) throws IOException {
        boolean isAtTop = Files.exists(file.resolveSibling(SOURCE));
        return !isAtTop && Files.exists(file) && Files.size(file) == bytes;
    }

    /** The server says the name: it may not lead elsewhere. */
    private static Path inside(Path directory, String name) {
        if (!name.matches("[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._=-]*){0,2}")) {
            throw new InvalidInputException("server: a file is named '" + name + "', expected TABLE/FILE");
        }
        return directory.resolve(name);
    }

    /** A file that was listed is not there any more. */
    private static final class FileGoneException extends InvalidInputException {
        private static final long serialVersionUID = 1;

        private final transient PulledResults before;

        FileGoneException(PulledResults before, InvalidInputException cause) {
            super(String.valueOf(cause.getMessage()), cause);
            this.before = before;
        }

        PulledResults before() {
            return before;
        }
    }
}
