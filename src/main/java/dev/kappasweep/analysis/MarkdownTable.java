package dev.kappasweep.analysis;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes a table in Markdown, under its title where it has one, its columns padded to equal width. */
final class MarkdownTable {
    private final TextTable table;
    private final List<String> headings;
    private final List<List<String>> lines;
    private final int[] widths;

    MarkdownTable(TextTable table) {
        this.table = table;
        headings = table.headings().stream()
                .map(heading -> escape(heading.plain()))
                .toList();
        lines = table.lines().stream()
                .map(line -> line.stream().map(MarkdownTable::escape).toList())
                .toList();
        widths = IntStream.range(0, headings.size())
                .map(column -> Math.max(3, width(column)))
                .toArray();
    }

    String text() {
        StringBuilder text = new StringBuilder();
        if (!table.title().isEmpty()) {
            text.append("### ").append(escape(table.title())).append("\n\n");
        }
        text.append(line(headings));
        text.append(line(IntStream.of(widths).mapToObj("-"::repeat).toList()));
        lines.forEach(line -> text.append(line(line)));
        text.append('\n');
        table.notes().forEach(note -> text.append("- ").append(escape(note)).append('\n'));
        return text.toString();
    }

    private int width(int column) {
        int widest =
                lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
        return Math.max(widest, headings.get(column).length());
    }

    private String line(List<String> cells) {
        return IntStream.range(0, cells.size())
                        .mapToObj(column -> cells.get(column)
                                + " ".repeat(widths[column] - cells.get(column).length()))
                        .collect(Collectors.joining(" | ", "| ", " |"))
                + "\n";
    }

    static String escape(String text) {
        return text.replaceAll("\\s+", " ").replaceAll("([\\\\|*_`<])", "\\\\$1");
    }
}
