package dev.kappasweep.results;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
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
    private final Disk disk;
    private final AtomicFiles atomic;

    Compaction(Path directory, StoredTrials stored) {
        this.stored = stored;
        this.directory = directory;
        this.work = directory.resolve(WORK);
        this.disk = stored.disk();
        this.atomic = new AtomicFiles(disk);
    }

    /** Files that become one. */
    private record Merge(NavigableSet<TableFile> small, TableFile merged) {}

    /**
     * Merges the small files.
     *
     * @return how many files of {@code trials} were merged; 0 if there was nothing to merge
     */
    int run() throws IOException {
        List<Merge> merges = merges();
        if (merges.isEmpty()) {
            return 0;
        }
        deleteWork();
        disk.createDirectory(work);
        Map<String, String> notes = new HashMap<>();
        for (TableFiles<?> table : stored.children()) {
            write(table, merges, Map.of()).ifPresent(sums -> notes.put(Wholeness.noteOf(table), sums));
        }
        write(stored.trials(), merges, notes);
        disk.sync(work);
        atomic.replace(work.resolve(READY), temporary -> Files.writeString(temporary, "complete\n"));
        disk.sync(work);
        disk.sync(directory);
        replaceTables();
        return merges.stream().mapToInt(merge -> merge.small().size()).sum();
    }

    /** Trials whose outcome does not stand stay apart from the others, since they lose their rows when they are trained again. */
    private List<Merge> merges() throws IOException {
        NavigableSet<TableFile> whole = new TreeSet<>();
        NavigableSet<TableFile> unfinished = new TreeSet<>();
        for (StoredRows<TrialOutcome> file :
                stored.outcomes(Compaction::isSmall).whole()) {
            boolean isUnfinished = file.rows().stream().noneMatch(TrialOutcome::isFinal);
            (isUnfinished ? unfinished : whole).add(file.file());
        }
        List<Merge> merges = new ArrayList<>();
        merge(whole, false).ifPresent(merges::add);
        merge(unfinished, true).ifPresent(merges::add);
        return merges;
    }

    private Optional<Merge> merge(NavigableSet<TableFile> files, boolean isUnfinished) {
        NavigableSet<TableFile> small = new TreeSet<>();
        int count = 0;
        for (TableFile file : files) {
            if (count < MOST) {
                small.add(file);
                count += file.trials();
            }
        }
        if (small.size() < 2) {
            return Optional.empty();
        }
        TableFile merged = new TableFile(small.first().first(), count, isUnfinished);
        return stored.trials().has(merged) ? Optional.empty() : Optional.of(new Merge(small, merged));
    }

    /**
     * Writes one table anew.
     *
     * @param notes for the merged file of trials with a final outcome
     * @return the checksums of that file, if there is one
     */
    private <R> Optional<String> write(TableFiles<R> table, List<Merge> merges, Map<String, String> notes)
            throws IOException {
        TableFiles<R> fresh = table.in(work);
        fresh.create();
        Optional<String> sums = Optional.empty();
        Set<TableFile> merged = new HashSet<>();
        for (Merge merge : merges) {
            List<R> rows = rows(table, merge.small());
            merged.addAll(merge.small());
            if (!merge.merged().isUnfinished()) {
                sums = Optional.of(fresh.write(merge.merged(), rows, notes));
            } else if (!rows.isEmpty()) { // they have none but in trials
                fresh.write(merge.merged(), rows, Map.of());
            }
        }
        for (TableFile file : table.files()) {
            if (!merged.contains(file)) {
                link(table.directory().resolve(file.name()), fresh.directory().resolve(file.name()));
            }
        }
        fresh.sync();
        return sums;
    }

    private static <R> List<R> rows(TableFiles<R> table, Collection<TableFile> files) throws IOException {
        List<R> rows = new ArrayList<>();
        for (TableFile file : files) {
            if (table.has(file)) {
                rows.addAll(table.read(file).rows());
            }
        }
        return rows;
    }

    /** Or copies, where the file system has no links: then Java says either of the two. */
    private void link(Path from, Path to) throws IOException {
        try {
            disk.link(to, from);
        } catch (UnsupportedOperationException | FileSystemException e) {
            atomic.replace(to, temporary -> Files.copy(from, temporary, StandardCopyOption.REPLACE_EXISTING));
        }
    }

    private void replaceTables() throws IOException {
        for (TableFiles<?> table : stored.tables()) {
            Path fresh = table.in(work).directory();
            if (Files.isDirectory(fresh)) {
                if (Files.isDirectory(table.directory())) {
                    Path old = work.resolve("old-" + fresh.getFileName());
                    disk.rename(table.directory(), old);
                }
                disk.rename(fresh, table.directory());
                disk.sync(directory);
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
                disk.delete(child);
            }
        }
        deleteFiles(work);
        disk.delete(work);
    }

    private void deleteFiles(Path parent) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(parent)) {
            for (Path file : files) {
                disk.delete(file);
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
