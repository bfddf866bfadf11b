package dev.kappasweep.results;

import dev.kappasweep.sweep.TrialId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files of a result directory, for tests that damage them. */
public final class TablesOnDisk {
    private TablesOnDisk() {}

    /** The names of a table's files, without what makes each name the only one of its kind. */
    public static List<String> names(Path directory, String table) {
        try (Stream<Path> files = Files.list(directory.resolve(table))) {
            return files.map(file -> file.getFileName().toString().replaceFirst("\\.[0-9a-f]{8}-[0-9]+\\.", "."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> of(Path directory, String table) {
        try (Stream<Path> files = Files.list(directory.resolve(table))) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file whose name begins with this trial. */
    public static Path of(Path directory, String table, TrialId first) {
        try (Stream<Path> files = Files.list(directory.resolve(table))) {
            return files.filter(file -> file.getFileName().toString().startsWith(first.text()))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the rows of a file anew in its place, as if it had been committed so. */
    static <R> void overwrite(Table<R> table, List<R> rows, Map<String, String> notes, Path file) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            RowFile.write(table, rows, notes, out);
        }
    }

    /** As builds left a directory that kept no log. */
    static void forgetLog(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory.resolve(CommitLog.DIRECTORY))) {
            for (Path entry : entries.toList()) {
                Files.delete(entry);
            }
        }
        Files.delete(directory.resolve(CommitLog.DIRECTORY));
    }
}
