package dev.kappasweep.results;

import dev.kappasweep.results.Commit.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** Puts the rows of many small files into few, which count in their place from one commit on. */
final class Compaction {
    /** Files of as many trials stay as they are. */
    private static final int LARGE = 5_000;

    /** As many are merged at once, since their rows are in memory then. */
    private static final int MOST = 20_000;

    /** About as many trials that may go on are put together. */
    private static final int FEW = 200;

    private final StoredTrials stored;

    Compaction(StoredTrials stored) {
        this.stored = stored;
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
        stored.log().commit(Event.COMPACTION, change -> {
            for (Merge merge : merges) {
                merge(change, merge);
            }
        });
        return merges.stream().mapToInt(merge -> merge.small().size()).sum();
    }

    private void merge(Change change, Merge merge) throws IOException {
        Map<String, String> notes = new HashMap<>();
        for (TableFiles<?> table : stored.children()) {
            write(change, table, merge, Map.of()).ifPresent(sums -> notes.put(Wholeness.noteOf(table), sums));
        }
        write(change, stored.trials(), merge, notes);
    }

    /** Trials whose outcome does not stand stay apart from the others, since they lose their rows when they are trained again. */
    private List<Merge> merges() throws IOException {
        NavigableSet<TableFile> whole = new TreeSet<>();
        NavigableSet<TableFile> unfinished = new TreeSet<>();
        NavigableSet<TableFile> mayGoOn = new TreeSet<>();
        for (StoredRows<TrialOutcome> file :
                stored.outcomes(Compaction::isSmall).whole()) {
            boolean isUnfinished = file.rows().stream().noneMatch(TrialOutcome::isMeasured);
            boolean isFinal = file.rows().stream().allMatch(TrialOutcome::isFinal);
            NavigableSet<TableFile> likes = isFinal ? whole : mayGoOn;
            (isUnfinished ? unfinished : likes).add(file.file());
        }
        List<Merge> merges = new ArrayList<>();
        merge(whole, false).ifPresent(merges::add);
        merge(unfinished, true).ifPresent(merges::add);
        mergeFew(mayGoOn).forEach(merges::add);
        return merges;
    }

    /** Such a file is written anew when one of its trials goes on. */
    private List<Merge> mergeFew(NavigableSet<TableFile> files) throws IOException {
        List<Merge> merges = new ArrayList<>();
        NavigableSet<TableFile> some = new TreeSet<>();
        int count = 0;
        for (TableFile file : files) {
            if (file.trials() < FEW) {
                some.add(file);
                count += file.trials();
            }
            if (count >= FEW) {
                merge(some, false).ifPresent(merges::add);
                some.clear();
                count = 0;
            }
        }
        return merges;
    }

    private Optional<Merge> merge(NavigableSet<TableFile> files, boolean isUnfinished) throws IOException {
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
     * Writes the rows of the small files into one, unless there are none of trials whose outcome does not stand.
     *
     * @return its checksums
     */
    private <R> Optional<String> write(Change change, TableFiles<R> table, Merge merge, Map<String, String> notes)
            throws IOException {
        List<R> rows = rows(table, merge.small());
        for (TableFile file : merge.small()) {
            table.remove(change, file);
        }
        return rows.isEmpty() && merge.merged().isUnfinished()
                ? Optional.empty()
                : Optional.of(table.write(change, merge.merged(), rows, notes));
    }

    private static <R> List<R> rows(TableFiles<R> table, Collection<TableFile> files) throws IOException {
        return StoredRows.all(table.readAll(files));
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
