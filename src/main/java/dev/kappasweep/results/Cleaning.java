package dev.kappasweep.results;

import dev.kappasweep.files.Places;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.TrialId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Files of a result directory on this machine that may go. What this program has not written stays.
 *
 * @param files in the order in which they are deleted, directories after what is in them
 * @param bytes of all
 */
public record Cleaning(Path directory, List<Path> files, long bytes) {
    private static final String CHECKPOINTS = "checkpoints";

    public Cleaning {
        files = List.copyOf(files);
    }

    /** What is to be deleted. */
    public enum Scope {
        /** What a killed run has left: checkpoints of finished trials, files half written, the progress of a process that has ended. */
        LEFTOVERS,
        /** The results themselves, with everything else that this program has written. */
        RESULTS
    }

    /**
     * What would be deleted. Deletes nothing.
     *
     * @throws InvalidInputException if a process writes to the directory, if it holds no sweep, or is on another machine
     */
    public static Cleaning of(Path directory, Scope scope) {
        if (!Places.isLocal(directory)) {
            throw new InvalidInputException(
                    "results: " + directory + " is not of this machine's files, expected a directory that is");
        }
        ResultDirectory.requireFree(directory);
        try {
            ResultDirectory.manifest(directory);
            Found found = new Found(directory, scope == Scope.RESULTS ? Set.of() : finished(directory));
            return scope == Scope.RESULTS ? found.everything() : found.leftovers();
        } catch (IOException e) {
            throw ResultDirectory.unreadable(directory, e);
        }
    }

    private static Set<TrialId> finished(Path directory) throws IOException {
        Set<TrialId> ids = new HashSet<>();
        new StoredTrials(directory)
                .readTrials().stream().filter(TrialRow::isFinal).forEach(row -> ids.add(row.id()));
        return ids;
    }

    /**
     * Deletes them, and the directory where nothing else is in it.
     *
     * @throws UncheckedIOException if one cannot be deleted; others may be gone
     */
    public void delete() {
        try {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            deleteIfEmpty(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("something in " + directory + " cannot be deleted", e);
        }
    }

    private static void deleteIfEmpty(Path directory) throws IOException {
        boolean isEmpty;
        try (Stream<Path> left = Files.list(directory)) {
            isEmpty = left.findAny().isEmpty();
        }
        if (isEmpty) {
            Files.delete(directory);
        }
    }

    /** Collects files of one directory. */
    private static final class Found extends SimpleFileVisitor<Path> {
        private final Path directory;
        private final Set<TrialId> finished;
        private final List<Path> files = new ArrayList<>();
        private long bytes;

        Found(Path directory, Set<TrialId> finished) {
            this.directory = directory;
            this.finished = finished;
        }

        Cleaning everything() throws IOException {
            for (String name : OwnFiles.names()) {
                Path own = directory.resolve(name);
                if (Files.exists(own)) {
                    Files.walkFileTree(own, this);
                }
            }
            return new Cleaning(directory, files, bytes);
        }

        Cleaning leftovers() throws IOException {
            addIfThere(directory.resolve("progress.json"));
            try (Stream<Path> own = Files.walk(directory, 2)) {
                own.filter(Files::isRegularFile)
                        .filter(this::isLeftover)
                        .sorted()
                        .forEach(this::addIfThere);
            }
            return new Cleaning(directory, files, bytes);
        }

        private boolean isLeftover(Path file) {
            String name = file.getFileName().toString();
            boolean isHalfWritten = name.startsWith(".") && name.endsWith(".tmp");
            return isHalfWritten
                    || (isInCheckpoints(file) && finished.stream().anyMatch(id -> name.startsWith(id.text())));
        }

        private boolean isInCheckpoints(Path file) {
            return directory.resolve(CHECKPOINTS).equals(file.getParent());
        }

        private void addIfThere(Path file) {
            if (Files.exists(file)) {
                files.add(file);
                bytes += size(file);
            }
        }

        private static long size(Path file) {
            try {
                return Files.size(file);
            } catch (IOException e) {
                return 0; // gone meanwhile
            }
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.add(file);
            bytes += attributes.size();
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path visited, IOException e) throws IOException {
            if (e != null) {
                throw e;
            }
            files.add(visited);
            return FileVisitResult.CONTINUE;
        }
    }
}
