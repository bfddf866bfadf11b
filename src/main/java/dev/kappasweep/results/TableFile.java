package dev.kappasweep.results;

import dev.kappasweep.sweep.TrialId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a file of a table says, the same in all tables: {@code ID} for the rows of one trial, {@code ID-and-99-more} for
 * those of several. Trials whose outcome does not stand have files of their own in {@code trials}, {@code ID-unfinished}, which
 * lose a row when one of them is trained again. No trial is in two files of a table that count.
 *
 * @param first the smallest id of its trials
 * @param trials how many; of unfinished ones how many at first
 */
record TableFile(TrialId first, int trials, boolean isUnfinished) implements Comparable<TableFile> {
    static final String SUFFIX = ".parquet";
    private static final String UNFINISHED = "-unfinished";
    private static final Pattern NAME = Pattern.compile("([0-9a-f]{16})(?:-and-([1-9][0-9]{0,6})-more)?(" + UNFINISHED
            + ")?(?:\\.[0-9a-f]{8}-[0-9]{1,18})?\\.parquet");
    private static final Comparator<TableFile> ORDER = Comparator.comparing(TableFile::first)
            .thenComparing(TableFile::trials)
            .thenComparing(TableFile::isUnfinished);

    static TableFile of(TrialId trial) {
        return new TableFile(trial, 1, false);
    }

    /** For rows of these trials, of which there is one at least. */
    static TableFile of(List<TrialId> trials, boolean isUnfinished) {
        return new TableFile(trials.stream().min(TrialId::compareTo).orElseThrow(), trials.size(), isUnfinished);
    }

    /** Empty if it is not the name of such a file. */
    static Optional<TableFile> parse(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int more = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        return Optional.of(new TableFile(new TrialId(matcher.group(1)), 1 + more, matcher.group(3) != null));
    }

    /**
     * The name of a file that is written now, {@code ID.5f3a9c01-7.parquet}: no other has it, since files do not change.
     *
     * @param writer of the log
     * @param count of the files that it has written
     */
    String name(String writer, long count) {
        return this + "." + writer + "-" + count + SUFFIX;
    }

    /** What the names of all its files begin with. */
    @Override
    public String toString() {
        return first + (trials == 1 ? "" : "-and-" + (trials - 1) + "-more") + (isUnfinished ? UNFINISHED : "");
    }

    /** Whether these are its trials. */
    boolean isOf(Set<TrialId> ids) {
        return ids.size() == trials && ids.contains(first) && mayHave(ids);
    }

    /** Whether these may be some of its trials, as far as its name says. */
    boolean mayHave(Set<TrialId> ids) {
        return ids.size() <= trials
                && ids.stream().allMatch(id -> trials == 1 ? id.equals(first) : id.compareTo(first) >= 0);
    }

    /** {@code this trial} or {@code its 7 trials}. */
    String trialsText() {
        return trials == 1 ? "this trial" : "its " + trials + " trials";
    }

    @Override
    public int compareTo(TableFile other) {
        return ORDER.compare(this, other);
    }
}
