package dev.kappasweep.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table for the eye: columns padded to their widest cell, two spaces between.
 *
 * @param rows each with as many cells as {@code header}
 */
record AlignedRows(List<String> header, List<List<String>> rows) {
    /** One line per row, the header first. */
    List<String> lines() {
        int[] widths = IntStream.range(0, header.size()).map(this::width).toArray();
        return IntStream.rangeClosed(0, rows.size())
                .mapToObj(row -> line(row == 0 ? header : rows.get(row - 1), widths))
                .toList();
    }

    private int width(int column) {
        int widest =
                rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
        return Math.max(header.get(column).length(), widest);
    }

    private static String line(List<String> cells, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(column -> cells.get(column)
                        + " ".repeat(widths[column] - cells.get(column).length()))
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }
}
