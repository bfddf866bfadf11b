package dev.kappasweep.results;

import dev.kappasweep.files.Disk;
import dev.kappasweep.files.LocalStore;
import dev.kappasweep.files.Store;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Result directories of builds that kept no log: all files of their tables count, but for other tables' files without one of their
 * name in {@code trials}. They put many files into few by writing each table anew in {@code .compact/TABLE}; when {@code
 * .compact/READY} was there, each took the place of the old one by renaming directories.
 */
final class EarlierLayout {
    static final String WORK = ".compact";
    private static final String READY = "READY";

    private final Path directory;
    private final Path work;

    EarlierLayout(Path directory) {
        this.directory = directory;
        this.work = directory.resolve(WORK);
    }

    /** Every file of the tables, of a complete compaction those that it has written. */
    Map<String, NavigableMap<TableFile, Path>> files() throws IOException {
        Map<String, NavigableMap<TableFile, Path>> files = new HashMap<>();
        for (String table : SparkTables.names()) {
            Path place = place(table);
            NavigableMap<TableFile, Path> own = new TreeMap<>();
            for (String name : CommitLog.list(place).keySet()) {
                TableFile.parse(name).ifPresent(file -> own.put(file, place.resolve(name)));
            }
            files.put(table, own);
        }
        return files;
    }

    private Path place(String table) {
        Path compacted = work.resolve(table);
        return Files.exists(work.resolve(READY)) && Files.isDirectory(compacted) ? compacted : directory.resolve(table);
    }

    /** Completes or undoes the compaction of a killed process. */
    void recover(Store store) throws IOException {
        if (store instanceof LocalStore local && Files.isDirectory(work)) {
            if (Files.exists(work.resolve(READY))) {
                replaceTables(local.disk());
            }
            deleteWork(local.disk());
        }
    }

    private void replaceTables(Disk disk) throws IOException {
        for (String table : SparkTables.names()) {
            Path fresh = work.resolve(table);
            Path present = directory.resolve(table);
            if (Files.isDirectory(fresh)) {
                if (Files.isDirectory(present)) {
                    disk.rename(present, work.resolve("old-" + table));
                }
                disk.rename(fresh, present);
                disk.sync(directory);
            }
        }
    }

    /** READY goes last: until then the next process would go on deleting. */
    private void deleteWork(Disk disk) throws IOException {
        for (Path child : children(work)) {
            if (Files.isDirectory(child)) {
                for (Path file : children(child)) {
                    disk.delete(file);
                }
                disk.delete(child);
            }
        }
        for (Path file : children(work)) {
            disk.delete(file);
        }
        disk.delete(work);
        disk.sync(directory);
    }

    private static List<Path> children(Path parent) throws IOException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(parent)) {
            paths.forEach(children::add);
        } catch (NoSuchFileException e) {
            return List.of();
        }
        return children;
    }
}
