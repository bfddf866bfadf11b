package dev.kappasweep.data;

import dev.kappasweep.files.Store;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Sha256;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Downloads the four files of a set from public mirrors, the next where one fails, and checks their digests. All four are held in
 * memory, at most 31 MB, until the last is known to be good: the directory gets whole and checked files only, and none if one
 * cannot be had.
 */
final class IdxDownload {
    /** The largest of the files, Fashion-MNIST's training images, has 26.4 MB. */
    private static final int MAX_BYTES = 32 << 20;

    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final PublishedSet set;
    private final MirrorClient client;

    /** A download from where the set is published. */
    IdxDownload(PublishedSet set) {
        this(set, MAX_BYTES, TIMEOUT);
    }

    /**
     * The same within other bounds.
     *
     * @param maxBytes the largest file that is taken
     * @param timeout for one file from one mirror
     * @throws InvalidInputException if a mirror is not an http or https URI that ends in a slash
     */
    IdxDownload(PublishedSet set, int maxBytes, Duration timeout) {
        this.set = set;
        set.mirrors().forEach(IdxDownload::requireDirectory);
        this.client = new MirrorClient(maxBytes, timeout);
    }

    private static void requireDirectory(URI mirror) {
        boolean web = "http".equals(mirror.getScheme()) || "https".equals(mirror.getScheme());
        if (!web || mirror.getHost() == null || !mirror.getPath().endsWith("/")) {
            throw new InvalidInputException(
                    "mirror: '" + mirror + "' is not allowed, expected an http or https URI that ends in /");
        }
    }

    /**
     * Downloads the files that {@code directory} does not hold yet. Creates the directory where needed; never overwrites a file
     * that is not the set's.
     *
     * @return the files that were written, none if all were there
     * @throws InvalidInputException if a file is in the way, cannot be written or cannot be had from any mirror; the last says
     *     which four files to put where
     */
    List<Path> into(Path directory, DownloadProgress progress) {
        List<IdxPart> wanted = new ArrayList<>();
        Map<IdxPart, byte[]> files = new EnumMap<>(IdxPart.class);
        for (IdxPart part : IdxPart.values()) {
            set.names().find(part, directory).ifPresentOrElse(file -> requireOurs(part, file), () -> wanted.add(part));
        }
        for (IdxPart part : wanted) {
            files.put(part, download(part, directory, progress));
        }
        List<Path> written = new ArrayList<>();
        files.forEach((part, content) -> written.add(write(directory, part, content)));
        return List.copyOf(written);
    }

    private void requireOurs(IdxPart part, IdxFile file) {
        try {
            byte[] content = Files.readAllBytes(file.path());
            unexpected(part, file.toString(), content).ifPresent(problem -> {
                throw new InvalidInputException(
                        file + ": " + problem + " or no such file where " + set.name() + " is to go");
            });
        } catch (IOException e) {
            throw new InvalidInputException(file + ": cannot be read (" + e + "), expected an IDX file", e);
        }
    }

    private void requireOurs(IdxPart part, byte[] content) throws IOException {
        Optional<String> problem;
        try {
            problem = unexpected(part, set.names().gzipName(part), content);
        } catch (InvalidInputException e) {
            throw new IOException(e.getMessage(), e);
        }
        if (problem.isPresent()) {
            throw new IOException(problem.get());
        }
    }

    /** A file that is whole but not by gzip may be the published one, decompressed, whose digest is not always known. */
    private Optional<String> unexpected(IdxPart part, String source, byte[] content) {
        IdxArray array = IdxReader.read(source, content, part.dimensions());
        return set.digest(part)
                .filter(expected -> !expected.isOfFile() || IdxReader.isGzip(content))
                .flatMap(expected -> expected.problem(expected.isOfFile() ? Sha256.hex(content) : array.sha256()));
    }

    private byte[] download(IdxPart part, Path directory, DownloadProgress progress) {
        List<String> failures = new ArrayList<>();
        for (URI mirror : set.mirrors()) {
            URI source = mirror.resolve(set.names().gzipName(part));
            try {
                byte[] content = client.get(source, set.names().gzipName(part), progress);
                requireOurs(part, content);
                return content;
            } catch (IOException e) {
                progress.failed(source, reason(e));
                failures.add(mirror + " (" + reason(e) + ")");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UncheckedIOException(new InterruptedIOException("download of " + source + " interrupted"));
            }
        }
        throw new InvalidInputException(
                set.names().gzipName(part) + ": not to be had from " + String.join(", ", failures)
                        + "; expected a mirror that gives it, or without a network put "
                        + set.names().gzipNames() + " into " + directory);
    }

    static String reason(IOException e) {
        // The client gives it no message, neither for an unknown host nor for a refused connection.
        if (e instanceof ConnectException) {
            return "no connection";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private Path write(Path directory, IdxPart part, byte[] content) {
        Path target = directory.resolve(set.names().gzipName(part));
        try {
            Store store = Store.of(directory);
            store.createDirectory(directory);
            store.replace(target, out -> out.write(content));
            return target;
        } catch (IOException e) {
            throw new InvalidInputException(
                    target + ": cannot be written (" + e + "), expected a place for " + set.name(), e);
        }
    }
}
