package dev.kappasweep.results;

import dev.kappasweep.sweep.TrialId;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a file of a table, the same in all tables: {@code ID.parquet} for the rows of one trial, {@code
 * ID-and-99-more.parquet} for those of several. No trial is in two files of a table.
 *
 * @param first the smallest id of its trials
 * @param trials how many
 */
record TableFile(TrialId first, int trials) implements Comparable<TableFile> {
    static final String SUFFIX = ".parquet";
    private static final Pattern NAME = Pattern.compile("([0-9a-f]{16})(?:-and-([1-9][0-9]{0,6})-more)?\\.parquet");
    private static final Comparator<TableFile> ORDER =
            Comparator.comparing(TableFile::first).thenComparing(TableFile::trials);

    static TableFile of(TrialId trial) {
        return new TableFile(trial, 1);
    }

    /** Empty if it is not the name of such a file. */
    static Optional<TableFile> parse(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int more = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        return Optional.of(new TableFile(new TrialId(matcher.group(1)), 1 + more));
    }

    String name() {
        return first + (trials == 1 ? "" : "-and-" + (trials - 1) + "-more") + SUFFIX;
    }

    @Override
    public int compareTo(TableFile other) {
        return ORDER.compare(this, other);
    }
}
