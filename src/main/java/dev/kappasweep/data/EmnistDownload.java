package dev.kappasweep.data;

import dev.kappasweep.files.Places;
import dev.kappasweep.files.Store;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Sha256;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Downloads EMNIST, whose six sets are published as one archive of 562 MB, checks the archive's digest, and takes their files out
 * of it. The digests of these are kept beside them, since none are published.
 */
final class EmnistDownload {
    /** Where all six go. */
    static final String DIRECTORY = "emnist";

    private static final URI ARCHIVE = URI.create("https://biometrics.nist.gov/cs_links/EMNIST/gzip.zip");

    /** As TensorFlow Datasets lists it. */
    private static final String SHA256 = "fb9bb67e33772a9cc0b895e4ecf36d2cf35be8b709693c3564cea2a019fcda8e";

    private static final long MAX_BYTES = 600_000_000;
    private static final Duration TIMEOUT = Duration.ofHours(3);

    /** Images, labels, and what the labels stand for. */
    private static final Pattern WANTED = Pattern.compile(
            "(?:[^/]+/)?(emnist-[a-z]+-(?:(?:train|test)-(?:images-idx3|labels-idx1)-ubyte\\.gz" + "|mapping\\.txt))");

    private final URI archive;
    private final String sha256;
    private final MirrorClient client;

    EmnistDownload() {
        this(ARCHIVE, SHA256, MAX_BYTES, TIMEOUT);
    }

    /**
     * A download of another archive.
     *
     * @param maxBytes the largest that is taken
     */
    EmnistDownload(URI archive, String sha256, long maxBytes, Duration timeout) {
        this.archive = archive;
        this.sha256 = sha256;
        this.client = new MirrorClient(maxBytes, timeout);
    }

    /**
     * Downloads the archive unless {@code directory} has the files of all six sets.
     *
     * @return the files that were written, none if all were there
     * @throws InvalidInputException if the archive cannot be had or is another one, or a file cannot be written; nothing is
     *     written before the archive's digest is known to be right
     */
    List<Path> into(Path directory, DownloadProgress progress) {
        if (PublishedSet.EMNIST.stream().allMatch(set -> set.names().holdsAll(directory))) {
            return List.of();
        }
        if (!Places.isLocal(directory)) {
            throw new InvalidInputException(
                    directory + ": is not on this machine, where EMNIST is unpacked, expected a directory that is");
        }
        Path partial = directory.resolve("." + DIRECTORY + ".part");
        try {
            Files.createDirectories(directory);
            try {
                download(partial, directory, progress);
                return unpack(partial, directory);
            } finally {
                Files.deleteIfExists(partial);
            }
        } catch (IOException e) {
            throw new InvalidInputException(
                    directory + ": cannot be written (" + e + "), expected a place for " + DIRECTORY, e);
        }
    }

    private void download(Path target, Path directory, DownloadProgress progress) {
        MessageDigest digest = Sha256.digest();
        try (OutputStream out =
                new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(target)), digest)) {
            client.get(archive, "gzip.zip", out, progress);
        } catch (IOException e) {
            throw new InvalidInputException(
                    archive + ": not to be had (" + IdxDownload.reason(e)
                            + "); expected EMNIST's archive, or without a network put its files into " + directory,
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException("download of " + archive + " interrupted"));
        }
        ExpectedDigest.ofFile(sha256).problem(Sha256.hex(digest)).ifPresent(problem -> {
            throw new InvalidInputException(archive + ": " + problem);
        });
    }

    private static List<Path> unpack(Path archive, Path directory) throws IOException {
        List<Path> written = new ArrayList<>();
        Map<String, String> digests = new TreeMap<>();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
                var name = WANTED.matcher(entry.getName());
                if (name.matches()) {
                    Path file = directory.resolve(name.group(1));
                    digests.put(name.group(1), unpack(zip, entry, file));
                    written.add(file);
                }
            }
        }
        Path list = directory.resolve(DigestList.NAME);
        Store.of(list).replace(list, out -> out.write(DigestList.text(digests).getBytes(StandardCharsets.UTF_8)));
        written.add(list);
        return List.copyOf(written);
    }

    /** The digest of what was unpacked. */
    private static String unpack(ZipFile zip, ZipEntry entry, Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        Store.of(file).replace(file, out -> {
            digest.reset();
            try (InputStream in = new DigestInputStream(zip.getInputStream(entry), digest)) {
                in.transferTo(out);
            }
        });
        return Sha256.hex(digest);
    }
}
