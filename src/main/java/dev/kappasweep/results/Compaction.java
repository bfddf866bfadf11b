package dev.kappasweep.results;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Puts the rows of many small files into few. Each table is written anew in {@code .compact/TABLE}, its large files as links to
 * the same content, or copies. When all are complete and on the disk, {@code .compact/READY} says so, and each takes the place of the old
 * one by renaming directories. A process that is killed on the way leaves the old tables before that file is there, and after it
 * what the next one completes.
 */
final class Compaction {
    /** Files of as many trials stay as they are. */
    private static final int LARGE = 5_000;

    /** As many are merged at once, since their rows are in memory then. */
    private static final int MOST = 20_000;

    static final String WORK = ".compact";
    static final String READY = "READY";

    private final StoredTrials stored;
    private final Path directory;
    private final Path work;
    private final Runnable beforeStep;
    private final Linker linker;

    /** Gives a file a second name; throws where the file system cannot do that. */
    @FunctionalInterface
    interface Linker {
        void link(Path second, Path file) throws IOException;
    }

    Compaction(Path directory, StoredTrials stored) {
        this(directory, stored, () -> {}, Files::createLink);
    }

    /** @param beforeStep called before each change of the file system; what it throws ends the compaction as a kill would */
    Compaction(Path directory, StoredTrials stored, Runnable beforeStep, Linker linker) {
        this.beforeStep = beforeStep;
        this.linker = linker;
        this.stored = stored;
        this.directory = directory;
        this.work = directory.resolve(WORK);
    }

    /**
     * Merges the small files.
     *
     * @return how many files of {@code trials} were merged into one; 0 if there was nothing to merge
     */
    int run() throws IOException {
        Collection<TableFile> small = small();
        if (small.size() < 2) {
            return 0;
        }
        deleteWork();
        TableFile merged = new TableFile(
                small.iterator().next().first(),
                small.stream().mapToInt(TableFile::trials).sum());
        for (TableFiles<?> table : stored.tables()) {
            write(table, small, merged);
        }
        AtomicFiles.sync(work);
        beforeStep.run();
        AtomicFiles.write(work.resolve(READY), temporary -> Files.writeString(temporary, merged.name()));
        AtomicFiles.sync(work);
        AtomicFiles.sync(directory);
        replaceTables();
        return small.size();
    }

    private NavigableSet<TableFile> small() throws IOException {
        NavigableSet<TableFile> small = new TreeSet<>();
        int count = 0;
        for (TableFile file : stored.files()) {
            if (isSmall(file) && count < MOST && stored.isFinal(file)) {
                small.add(file);
                count += file.trials();
            }
        }
        return small;
    }

    private <R> void write(TableFiles<R> table, Collection<TableFile> small, TableFile merged) throws IOException {
        TableFiles<R> fresh = table.in(work);
        beforeStep.run();
        fresh.create();
        List<R> rows = new ArrayList<>();
        for (TableFile file : small) {
            if (table.has(file)) {
                table.read(file, rows::add);
            }
        }
        beforeStep.run();
        fresh.write(merged, rows);
        for (TableFile file : table.files()) {
            if (!small.contains(file)) {
                link(table.directory().resolve(file.name()), fresh.directory().resolve(file.name()));
            }
        }
        fresh.sync();
    }

    /** Or copies, where the file system has no links: then Java says either of the two. */
    private void link(Path from, Path to) throws IOException {
        beforeStep.run();
        try {
            linker.link(to, from);
        } catch (UnsupportedOperationException | FileSystemException e) {
            AtomicFiles.write(to, temporary -> Files.copy(from, temporary, StandardCopyOption.REPLACE_EXISTING));
        }
    }

    private void replaceTables() throws IOException {
        for (TableFiles<?> table : stored.tables()) {
            Path fresh = table.in(work).directory();
            if (Files.isDirectory(fresh)) {
                if (Files.isDirectory(table.directory())) {
                    Path old = work.resolve("old-" + fresh.getFileName());
                    beforeStep.run();
                    Files.move(table.directory(), old, StandardCopyOption.ATOMIC_MOVE);
                }
                beforeStep.run();
                Files.move(fresh, table.directory(), StandardCopyOption.ATOMIC_MOVE);
                AtomicFiles.sync(directory);
            }
        }
        deleteWork();
    }

    /** Completes or undoes what a killed process began. */
    void recover() throws IOException {
        if (Files.exists(work.resolve(READY))) {
            replaceTables();
        } else {
            deleteWork();
        }
    }

    /** READY goes last: until then the next process would go on deleting. */
    private void deleteWork() throws IOException {
        if (!Files.isDirectory(work)) {
            return;
        }
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(work)) {
            paths.forEach(children::add);
        }
        for (Path child : children) {
            if (Files.isDirectory(child)) {
                deleteFiles(child);
                beforeStep.run();
                Files.delete(child);
            }
        }
        deleteFiles(work);
        beforeStep.run();
        Files.delete(work);
    }

    private void deleteFiles(Path parent) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(parent)) {
            for (Path file : files) {
                beforeStep.run();
                Files.delete(file);
            }
        }
    }

    /** How many files of {@code trials} could be merged. */
    static int smallFiles(NavigableSet<TableFile> files) {
        return (int) files.stream().filter(Compaction::isSmall).count();
    }

    /** Whether it may be merged. */
    static boolean isSmall(TableFile file) {
        return file.trials() < LARGE;
    }
}
