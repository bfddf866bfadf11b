package dev.kappasweep.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kappasweep.sweep.OneLine;
import dev.kappasweep.sweep.SafeName;
import dev.kappasweep.sweep.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpStatus;

/** Data sets that users send: a directory for each, a file in parts, which counts when it is whole and has the digest that was said. */
final class Uploads {
    private static final String DATASETS = "/api/v1/datasets";
    private static final String PART = ".part";
    private static final long MOST_BYTES = 4L << 30;

    /** Of one part. */
    private static final int MOST_OF_A_PART = 64 << 20;

    private final Path directory;
    private final Set<Path> busy = ConcurrentHashMap.newKeySet();

    Uploads(Path directory) {
        this.directory = directory;
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", DATASETS, Role.VIEWER, call -> list()),
                Route.of("DELETE", DATASETS + "/{name}", Role.OPERATOR, this::delete),
                Route.of("GET", DATASETS + "/{name}/{file}", Role.VIEWER, this::state),
                Route.of("PUT", DATASETS + "/{name}/{file}", Role.SUBMITTER, this::put));
    }

    private Path dataset(Call call) {
        return directory.resolve(safe(call.path("name")));
    }

    /** Names that lead nowhere else. */
    private static String safe(String name) {
        if (!SafeName.PATTERN.matcher(name).matches()) {
            throw new HttpProblem(
                    HttpStatus.BAD_REQUEST_400, "the name '" + name + "' is not allowed, expected " + SafeName.ALLOWED);
        }
        return name;
    }

    private Reply list() {
        ObjectNode json = SweepBodies.object();
        ArrayNode sets = json.putArray("datasets");
        for (Path set : names(directory)) {
            if (Files.isDirectory(set, LinkOption.NOFOLLOW_LINKS)) {
                ObjectNode one = sets.addObject().put("name", String.valueOf(set.getFileName()));
                ArrayNode files = one.putArray("files");
                names(set).forEach(file -> put(files.addObject(), file));
            }
        }
        return Reply.json(json);
    }

    private static List<Path> names(Path place) {
        List<Path> names = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(place)) {
            paths.forEach(names::add);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw unusable(place, e);
        }
        names.sort(null);
        return names;
    }

    private static UncheckedIOException unusable(Path place, IOException e) {
        return new UncheckedIOException("data set " + place.getFileName() + " cannot be used", e);
    }

    private static void put(ObjectNode json, Path file) {
        String name = String.valueOf(file.getFileName());
        boolean isPart = name.endsWith(PART);
        json.put("name", isPart ? name.substring(1, name.length() - PART.length()) : name);
        json.put("bytes", bytes(file));
        json.put("complete", !isPart);
    }

    private static long bytes(Path file) {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private Reply state(Call call) {
        return state(dataset(call).resolve(safe(call.path("file"))));
    }

    private static Reply state(Path file) {
        boolean isComplete = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
        return Reply.json(SweepBodies.object()
                .put("bytes", bytes(isComplete ? file : part(file)))
                .put("complete", isComplete));
    }

    private static Path part(Path file) {
        return file.resolveSibling("." + file.getFileName() + PART);
    }

    private Reply put(Call call) {
        Path file = dataset(call).resolve(safe(call.path("file")));
        long size = call.number("size", -1, 1, MOST_BYTES);
        long offset = call.number("offset", 0, 0, size);
        String digest = call.query("sha256").orElse("");
        if (!digest.matches("[0-9a-f]{64}")) {
            throw new HttpProblem(
                    HttpStatus.BAD_REQUEST_400,
                    "sha256: '" + OneLine.of(digest, 100) + "' is not allowed, expected 64 digits of 0-9 and a-f");
        }
        if (!busy.add(file)) {
            throw conflict("another part of " + file.getFileName() + " is just coming");
        }
        try {
            return put(call, file, offset, size, digest);
        } catch (IOException e) {
            throw unusable(file, e);
        } finally {
            busy.remove(file);
        }
    }

    private static HttpProblem conflict(String detail) {
        return new HttpProblem(HttpStatus.CONFLICT_409, detail);
    }

    private static Reply put(Call call, Path file, long offset, long size, String digest) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            if (!digest(file).equals(digest)) {
                throw conflict(file.getFileName() + " is there with another digest, expected another name");
            }
            return state(file);
        }
        Files.createDirectories(file.getParent());
        Path part = part(file);
        long there = bytes(part);
        if (there != offset) {
            throw conflict("offset: " + offset + " is not allowed, expected " + there + ", the bytes that have come");
        }
        append(call, part, size - offset);
        if (bytes(part) == size) {
            finish(part, file, digest);
        }
        return state(file);
    }

    private static void append(Call call, Path part, long most) throws IOException {
        long limit = Math.min(most, MOST_OF_A_PART);
        if (call.length() > limit) {
            throw new HttpProblem(
                    HttpStatus.PAYLOAD_TOO_LARGE_413, "the part is too long, expected at most " + limit + " bytes");
        }
        try (InputStream in = call.stream();
                OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            byte[] buffer = new byte[1 << 16];
            long left = limit;
            for (int n = in.read(buffer); n >= 0 && left >= 0; n = in.read(buffer)) {
                int taken = (int) Math.min(n, left);
                out.write(buffer, 0, taken);
                left -= n;
            }
        }
    }

    private static void finish(Path part, Path file, String digest) throws IOException {
        String found = digest(part);
        if (!found.equals(digest)) {
            Files.delete(part);
            throw new HttpProblem(
                    HttpStatus.UNPROCESSABLE_ENTITY_422,
                    "sha256: " + digest + " is not that of what has come, " + found + "; it is deleted, send it again");
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String digest(Path file) throws IOException {
        MessageDigest sha256 = Sha256.digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return Sha256.hex(sha256);
    }

    private Reply delete(Call call) {
        Path set = dataset(call);
        try (Stream<Path> files = Files.list(set)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(set);
        } catch (NoSuchFileException e) {
            throw new HttpProblem(HttpStatus.NOT_FOUND_404, "there is no data set " + set.getFileName());
        } catch (IOException e) {
            throw unusable(set, e);
        }
        return Reply.nothing();
    }
}
