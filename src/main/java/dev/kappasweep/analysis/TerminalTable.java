package dev.kappasweep.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table for a person at a terminal: in Markdown's lines, but as wide as the terminal. Columns that do not fit come below, with those beside them that say what a line is of;
 * only where one column alone is too wide are its cells cut, and a note says so.
 */
public final class TerminalTable {
    private static final String ELLIPSIS = "…";
    private static final int NARROWEST = 3;

    private final TextTable table;
    private final int columns;
    private final List<List<String>> lines = new ArrayList<>();
    private final int[] widths;
    private final int keys;

    private TerminalTable(TextTable table, int columns) {
        this.table = table;
        this.columns = columns;
        lines.add(table.headings().stream()
                .map(heading -> inOneLine(heading.plain()))
                .toList());
        table.lines()
                .forEach(line ->
                        lines.add(line.stream().map(TerminalTable::inOneLine).toList()));
        widths = IntStream.range(0, table.headings().size()).map(this::widest).toArray();
        keys = keys();
        fit();
    }

    /**
     * The whole table; ends with a line break.
     *
     * @param columns of the terminal
     */
    public static String text(TextTable table, int columns) {
        return new TerminalTable(table, columns).text();
    }

    private static String inOneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private int widest(int column) {
        int widest =
                lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
        return Math.max(NARROWEST, widest);
    }

    /** All that the table has where they leave half of the terminal to the others, else the first. */
    private int keys() {
        int all = Math.min(table.keys(), widths.length);
        return all > 1 && width(IntStream.range(0, all).boxed().toList()) > columns / 2 ? 1 : all;
    }

    /** Of a line of these columns. */
    private int width(List<Integer> some) {
        return some.stream().mapToInt(column -> widths[column] + 3).sum() + 1;
    }

    /** So that each column has room beside the keys. */
    private void fit() {
        for (int key = 0; key < keys; key++) {
            widths[key] = Math.min(widths[key], Math.max(NARROWEST, columns / 2 - 4));
        }
        int others = columns - width(IntStream.range(0, keys).boxed().toList()) - 3;
        for (int column = keys; column < widths.length; column++) {
            widths[column] = Math.min(widths[column], Math.max(NARROWEST, others));
        }
    }

    private List<List<Integer>> parts() {
        List<List<Integer>> parts = new ArrayList<>();
        List<Integer> part = new ArrayList<>(IntStream.range(0, keys).boxed().toList());
        for (int column = keys; column < widths.length; column++) {
            part.add(column);
            if (part.size() > keys + 1 && width(part) > columns) {
                part.remove(part.size() - 1);
                parts.add(List.copyOf(part));
                part.subList(keys, part.size()).clear();
                part.add(column);
            }
        }
        parts.add(part);
        return parts;
    }

    private String text() {
        StringBuilder text = new StringBuilder("### " + inOneLine(table.title()) + "\n\n");
        for (List<Integer> part : parts()) {
            text.append(line(part, lines.get(0)));
            text.append(part.stream()
                    .map(column -> "-".repeat(widths[column]))
                    .collect(Collectors.joining(" | ", "| ", " |\n")));
            lines.subList(1, lines.size()).forEach(line -> text.append(line(part, line)));
            text.append('\n');
        }
        notes().forEach(note -> text.append(wrapped(note)));
        return text.toString();
    }

    private String line(List<Integer> part, List<String> cells) {
        return part.stream()
                .map(column -> cell(column, cells.get(column)))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private String cell(int column, String text) {
        int width = widths[column];
        return text.length() > width
                ? text.substring(0, width - 1) + ELLIPSIS
                : text + " ".repeat(width - text.length());
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>(table.notes());
        boolean isCut = lines.stream()
                .anyMatch(line -> IntStream.range(0, widths.length)
                        .anyMatch(column -> line.get(column).length() > widths[column]));
        if (isCut) {
            notes.add("What ends in " + ELLIPSIS + " is cut; a wider terminal or --format csv has all of it.");
        }
        return notes;
    }

    /** Between words, with later lines below the first. */
    private String wrapped(String note) {
        StringBuilder text = new StringBuilder("-");
        int length = 1;
        for (String word : inOneLine(note).strip().split(" ", -1)) {
            if (length > 2 && length + 1 + word.length() > columns) {
                text.append("\n ");
                length = 1;
            }
            text.append(' ').append(word);
            length += 1 + word.length();
        }
        return text.append('\n').toString();
    }
}
