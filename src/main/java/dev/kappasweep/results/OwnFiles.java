package dev.kappasweep.results;

import dev.kappasweep.files.Places;
import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a result directory holds of this program. Everything else in it is left alone. */
final class OwnFiles {
    private static final List<String> FILES = List.of(
            "sweep.json",
            SweepFileCopy.NAME,
            "progress.json",
            "sweep.log",
            "report.html",
            DirectoryLock.LOCK,
            DirectoryLock.HOLDER);
    private static final List<String> DIRECTORIES =
            List.of("checkpoints", "figures", "export", WeightFiles.DIRECTORY, CommitLog.DIRECTORY, EarlierLayout.WORK);

    /** Of what this program reads, or writes to by itself, as {@code export/csv/trials.csv}. */
    private static final int DEPTH = 2;

    private OwnFiles() {}

    /**
     * Refuses a directory in which something of this program's is a symbolic link: through one, a directory from elsewhere could
     * have files outside of it read, written or deleted. Neither may it be a pipe or a device, which may never end. The directory
     * itself may be a link.
     *
     * @throws InvalidInputException naming the first
     */
    static void require(Path directory) throws IOException {
        if (!Places.isLocal(directory)) {
            return; // there are no links, pipes or devices
        }
        for (String name : names()) {
            require(directory, name);
        }
    }

    /** Of files and directories. */
    static List<String> names() {
        return Stream.of(FILES, DIRECTORIES, SparkTables.names())
                .flatMap(List::stream)
                .toList();
    }

    /** @throws InvalidInputException if {@code name} of a result directory is there and neither a file nor a directory */
    static void require(Path directory, String name) throws IOException {
        Path own = directory.resolve(name);
        if (Places.isLocal(directory) && Files.exists(own, LinkOption.NOFOLLOW_LINKS)) {
            Files.walkFileTree(own, Set.of(), DEPTH, new Refusal());
        }
    }

    /** Links are visited, not followed. */
    private static final class Refusal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isSymbolicLink() || attributes.isOther()) {
                String kind = attributes.isSymbolicLink() ? "a symbolic link" : "a pipe or a device";
                throw new InvalidInputException(
                        "results: " + file + " is " + kind + ", expected a file or directory of its own");
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE; // replaced or deleted meanwhile
        }
    }
}
