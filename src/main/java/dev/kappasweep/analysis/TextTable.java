package dev.kappasweep.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * A table for people: headings, lines of as many cells, and the sentences that belong under it.
 *
 * @param keys how many of the first columns say what a line is of
 * @param lines each cell in plain text
 */
public record TextTable(String title, int keys, List<Heading> headings, List<List<String>> lines, List<String> notes) {
    public TextTable {
        headings = List.copyOf(headings);
        lines = List.copyOf(lines);
        notes = List.copyOf(notes);
    }

    /** A table whose headings are plain text, whose first column says what a line is of, and that has no notes. */
    public static TextTable of(String title, List<String> headings, List<List<String>> lines) {
        return new TextTable(title, 1, headings.stream().map(Heading::of).toList(), lines, List.of());
    }

    /** With the first {@code most} lines at most; a note says so where there are more. */
    public TextTable first(int most) {
        if (lines.size() <= most) {
            return this;
        }
        List<String> more = new ArrayList<>(notes);
        more.add("The first " + most + " of " + lines.size() + " lines.");
        return new TextTable(title, keys, headings, lines.subList(0, most), more);
    }

    /**
     * The name of a column.
     *
     * @param latex the same as {@code plain} for LaTeX, symbols set as such
     */
    public record Heading(String plain, String latex) {
        static Heading of(String plain) {
            return new Heading(plain, LatexTable.escape(plain));
        }
    }
}
