package dev.kappasweep.results;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One entry of the log that says which files of the tables count: {@code _commits/00000042.json}. Files are named with their table,
 * {@code trials/NAME.parquet}.
 *
 * @param number counted from 1
 * @param writer of the entry: every opening of a directory is one
 * @param event why the files changed
 * @param holder the process that wrote it
 * @param files all that count after this, in entry 1 and in every hundredth; those before need not be read then
 * @param added files that count from now on; of entry 1 also those that were there before the log
 * @param removed files that no longer do
 */
record Commit(
        long number,
        String writer,
        Instant at,
        Event event,
        Holder holder,
        Optional<List<String>> files,
        List<String> added,
        List<String> removed) {
    private static final long BETWEEN_WHOLE_ONES = 100;

    Commit {
        files = files.map(List::copyOf);
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    enum Event {
        /** A run, or a compaction, has begun to write. */
        OPENED,
        TRIALS,
        EVALUATIONS,
        COMPACTION,
        /** Trials that have lost rows are no longer taken for finished. */
        REPAIR,
        /** The directory is free. */
        CLOSED
    }

    /** Whether the entry of this number says all files. */
    static boolean isWhole(long number) {
        return number == 1 || number % BETWEEN_WHOLE_ONES == 0;
    }

    /** The entry with which a reader of all up to {@code number} begins. */
    static long firstToRead(long number) {
        return Math.max(1, number - number % BETWEEN_WHOLE_ONES);
    }
}
