package dev.kappasweep.analysis;

import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.PublishedTable;
import dev.kappasweep.sweep.PublishedValue;
import dev.kappasweep.table.Metric;
import dev.kappasweep.table.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A table laid out for people: one line per row, and where there are published numbers for it two more for each list of them
 * (published, difference).
 */
final class WideTable {
    private final PaperTable table;

    WideTable(PaperTable table) {
        this.table = table;
    }

    TextTable text() {
        return new TextTable(
                table.title(),
                table.rowAxes().size() + (table.hasPublished() ? 1 : 0),
                headings(),
                lines(),
                table.notes());
    }

    private List<TextTable.Heading> headings() {
        List<TextTable.Heading> headings = new ArrayList<>();
        table.rowAxes().forEach(axis -> headings.add(heading(axis)));
        if (table.hasPublished()) {
            headings.add(TextTable.Heading.of(""));
        }
        table.columns().forEach(column -> headings.add(heading(column)));
        return headings;
    }

    static TextTable.Heading heading(Parameter axis) {
        return axis == Parameter.LAMBDA
                ? new TextTable.Heading(axis.label(), "$\\lambda$")
                : TextTable.Heading.of(axis.label());
    }

    private static TextTable.Heading heading(PaperTable.Column column) {
        String prefix = column.names().isEmpty() ? "" : String.join(" ", column.names()) + ": ";
        TextTable.Heading quantity = heading(column.quantity());
        return new TextTable.Heading(prefix + quantity.plain(), LatexTable.escape(prefix) + quantity.latex());
    }

    static TextTable.Heading heading(Quantity quantity) {
        String plain = quantity.title();
        String latex = LatexTable.escape(plain).replace("SNR inf", "SNR $\\infty$");
        if (quantity.metric() == Metric.KAPPA) {
            String layer = quantity.layerText();
            latex = "$\\kappa(" + layer.charAt(0) + "_{" + layer.substring(1) + "})$"
                    + LatexTable.escape(plain.substring(plain.indexOf(')') + 1));
        }
        return new TextTable.Heading(plain, latex);
    }

    private List<List<String>> lines() {
        List<List<String>> lines = new ArrayList<>();
        for (PaperTable.Row row : table.rows()) {
            lines.add(line(row.names(), "measured", row, PaperTable.Cell::text));
            table.spec().published().stream()
                    .map(PublishedTable::name)
                    .filter(name -> row.present().stream()
                            .anyMatch(cell -> cell.reference(name).isPresent()))
                    .forEach(name -> addReference(name, row, lines));
        }
        return lines;
    }

    private void addReference(String name, PaperTable.Row row, List<List<String>> lines) {
        List<String> blank = row.names().stream().map(ignored -> "").toList();
        lines.add(line(
                blank,
                name,
                row,
                cell -> number(cell.reference(name).map(PublishedValue::value), NumberText::measured)));
        lines.add(line(
                blank,
                "difference",
                row,
                cell -> number(cell.reference(name).flatMap(cell::difference), NumberText::signed)));
    }

    private List<String> line(
            List<String> names, String kind, PaperTable.Row row, Function<PaperTable.Cell, String> text) {
        List<String> line = new ArrayList<>(names);
        if (table.hasPublished()) {
            line.add(kind);
        }
        row.cells().stream().map(cell -> cell.map(text).orElse("")).forEach(line::add);
        return line;
    }

    private static String number(Optional<Double> value, Function<Double, String> text) {
        return value.map(text).orElse("");
    }
}
