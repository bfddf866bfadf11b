package dev.kappasweep.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The lines of a table for people, cell by cell: one line per configuration, or three (measured, published, difference) where
 * the paper has numbers for it.
 */
final class WideTable {
    private final PaperTable table;
    private final String plusMinus;

    WideTable(PaperTable table, String plusMinus) {
        this.table = table;
        this.plusMinus = plusMinus;
    }

    /** The lines in order, each with as many cells as {@link #headings}. */
    List<List<String>> lines() {
        List<List<String>> lines = new ArrayList<>();
        for (PaperTable.Row row : table.rows()) {
            List<String> names = table.axes().stream()
                    .map(axis -> axis.text(row.configuration()))
                    .toList();
            lines.add(line(names, "measured", row, cell -> CellText.of(cell.estimate(), plusMinus)));
            if (hasPublished(row)) {
                List<String> blank = names.stream().map(name -> "").toList();
                lines.add(line(blank, "published", row, cell -> number(cell.published(), NumberText::measured)));
                lines.add(line(blank, "difference", row, cell -> number(cell.difference(), NumberText::signed)));
            }
        }
        return lines;
    }

    private List<String> line(
            List<String> names, String kind, PaperTable.Row row, Function<PaperTable.Cell, String> text) {
        List<String> line = new ArrayList<>(names);
        if (table.hasPublished()) {
            line.add(kind);
        }
        row.cells().stream().map(text).forEach(line::add);
        return line;
    }

    private static boolean hasPublished(PaperTable.Row row) {
        return row.cells().stream().anyMatch(cell -> cell.published().isPresent());
    }

    private static String number(Optional<Double> value, Function<Double, String> text) {
        return value.map(text).orElse("");
    }

    /** The parameters that are shown, then (with published numbers) the kind of line, then the quantities. */
    List<String> headings(Function<ConfigurationAxis, String> axis, Function<Quantity, String> quantity) {
        List<String> headings = new ArrayList<>();
        table.axes().stream().map(axis).forEach(headings::add);
        if (table.hasPublished()) {
            headings.add("");
        }
        table.quantities().stream().map(quantity).forEach(headings::add);
        return headings;
    }
}
