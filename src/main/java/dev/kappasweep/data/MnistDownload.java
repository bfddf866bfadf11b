package dev.kappasweep.data;

import dev.kappasweep.files.Store;
import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Downloads MNIST's four files from public mirrors, the next where one fails, and checks their digests. All four are held in
 * memory, 12 MB, until the last is known to be good: the directory gets whole and checked files only, and none if one cannot
 * be had.
 */
public final class MnistDownload {
    /** Where MNIST is published as four gzip files; the directory's URI ends in a slash. */
    public static final List<URI> MIRRORS = List.of(
            URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
            URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/"));

    /** The largest of the files has 9.9 MB. */
    private static final int MAX_BYTES = 16 << 20;

    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final List<URI> mirrors;
    private final Map<IdxPart, String> digests;
    private final MirrorClient client;

    /** A download from the public mirrors. */
    public MnistDownload() {
        this(MIRRORS);
    }

    /**
     * A download from other mirrors.
     *
     * @param mirrors directories in the order in which they are tried
     * @throws InvalidInputException if one is not an http or https URI that ends in a slash
     */
    public MnistDownload(List<URI> mirrors) {
        this(mirrors, Mnist.SHA256, MAX_BYTES, TIMEOUT);
    }

    /**
     * A download of other files within other bounds.
     *
     * @param digests of the decompressed files, one for each part
     * @param maxBytes the largest file that is taken
     * @param timeout for one file from one mirror
     */
    MnistDownload(List<URI> mirrors, Map<IdxPart, String> digests, int maxBytes, Duration timeout) {
        this.mirrors = List.copyOf(mirrors);
        this.mirrors.forEach(MnistDownload::requireDirectory);
        this.digests = Map.copyOf(digests);
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
     * that is not MNIST's.
     *
     * @return the files that were written, none if all were there
     * @throws InvalidInputException if a file is in the way, cannot be written or cannot be had from any mirror; the last says
     *     which four files to put where
     */
    public List<Path> into(Path directory, DownloadProgress progress) {
        List<IdxPart> wanted = new ArrayList<>();
        Map<IdxPart, byte[]> files = new EnumMap<>(IdxPart.class);
        for (IdxPart part : IdxPart.values()) {
            part.find(directory).ifPresentOrElse(file -> requireMnist(part, file), () -> wanted.add(part));
        }
        for (IdxPart part : wanted) {
            files.put(part, download(part, directory, progress));
        }
        List<Path> written = new ArrayList<>();
        files.forEach((part, content) -> written.add(write(directory, part, content)));
        return List.copyOf(written);
    }

    private void requireMnist(IdxPart part, Path file) {
        unexpected(part, IdxReader.read(file, part.dimensions())).ifPresent(problem -> {
            throw new InvalidInputException(file + ": " + problem + " or no such file where MNIST is to go");
        });
    }

    private void requireMnist(IdxPart part, byte[] content) throws IOException {
        Optional<String> problem;
        try {
            problem = unexpected(part, IdxReader.read(part.gzipName(), content, part.dimensions()));
        } catch (InvalidInputException e) {
            throw new IOException(e.getMessage(), e);
        }
        if (problem.isPresent()) {
            throw new IOException(problem.get());
        }
    }

    private Optional<String> unexpected(IdxPart part, IdxArray array) {
        String actual = array.sha256();
        String expected = digests.getOrDefault(part, "");
        return expected.equals(actual)
                ? Optional.empty()
                : Optional.of("decompressed SHA-256 is " + actual + ", expected " + expected);
    }

    private byte[] download(IdxPart part, Path directory, DownloadProgress progress) {
        List<String> failures = new ArrayList<>();
        for (URI mirror : mirrors) {
            URI source = mirror.resolve(part.gzipName());
            try {
                byte[] content = client.get(source, part.gzipName(), progress);
                requireMnist(part, content);
                return content;
            } catch (IOException e) {
                progress.failed(source, reason(e));
                failures.add(mirror + " (" + reason(e) + ")");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UncheckedIOException(new InterruptedIOException("download of " + source + " interrupted"));
            }
        }
        throw new InvalidInputException(part.gzipName() + ": not to be had from " + String.join(", ", failures)
                + "; expected a mirror that gives it, or without a network put " + IdxPart.gzipNames() + " into "
                + directory);
    }

    private static String reason(IOException e) {
        // The client gives it no message, neither for an unknown host nor for a refused connection.
        if (e instanceof ConnectException) {
            return "no connection";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static Path write(Path directory, IdxPart part, byte[] content) {
        Path target = directory.resolve(part.gzipName());
        try {
            Store store = Store.of(directory);
            store.createDirectory(directory);
            store.replace(target, out -> out.write(content));
            return target;
        } catch (IOException e) {
            throw new InvalidInputException(target + ": cannot be written (" + e + "), expected a place for MNIST", e);
        }
    }
}
