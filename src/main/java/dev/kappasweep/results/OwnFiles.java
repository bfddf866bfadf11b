package dev.kappasweep.results;

import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/** What a result directory holds of this program. Everything else in it is left alone. */
final class OwnFiles {
    private static final List<String> FILES = List.of("sweep.json", "progress.json", "sweep.log", Compaction.WORK);

    private OwnFiles() {}

    /**
     * Refuses a directory in which a file or a table is a symbolic link: through one, a directory from elsewhere could have files
     * outside of it read, written or deleted. The directory itself may be one.
     *
     * @throws InvalidInputException naming the first link
     */
    static void requireNoLinks(Path directory) throws IOException {
        for (String name :
                Stream.concat(FILES.stream(), SparkTables.names().stream()).toList()) {
            Path own = directory.resolve(name);
            if (Files.exists(own, LinkOption.NOFOLLOW_LINKS)) {
                Files.walkFileTree(own, new LinkRefusal());
            }
        }
    }

    /** Links are visited, not followed. */
    private static final class LinkRefusal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isSymbolicLink()) {
                throw new InvalidInputException(
                        "results: " + file + " is a symbolic link, expected a file or directory of its own");
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE; // replaced or deleted meanwhile
        }
    }
}
