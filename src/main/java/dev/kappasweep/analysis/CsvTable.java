package dev.kappasweep.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a table as CSV (RFC 4180 quoting, lines end with LF), a line per configuration and quantity. */
final class CsvTable {
    private static final List<String> STATISTICS = List.of(
            "metric",
            "layer",
            "snr",
            "mean",
            "ci95",
            "n",
            "planned",
            "notRun",
            "diverged",
            "failed",
            "undefined",
            "published",
            "difference");

    private CsvTable() {}

    static String text(PaperTable table) {
        StringBuilder text = new StringBuilder();
        List<String> headings = new ArrayList<>(List.of("sweep"));
        Arrays.stream(ConfigurationAxis.values()).map(ConfigurationAxis::title).forEach(headings::add);
        headings.addAll(STATISTICS);
        text.append(line(headings));
        for (PaperTable.Row row : table.rows()) {
            for (int i = 0; i < table.quantities().size(); i++) {
                List<String> cells = new ArrayList<>(List.of(table.title()));
                Arrays.stream(ConfigurationAxis.values())
                        .map(axis -> axis.text(row.configuration()))
                        .forEach(cells::add);
                cells.addAll(statistics(table.quantities().get(i), row.cells().get(i)));
                text.append(line(cells));
            }
        }
        return text.toString();
    }

    private static List<String> statistics(Quantity quantity, PaperTable.Cell cell) {
        Estimate estimate = cell.estimate();
        return List.of(
                quantity.metric(),
                quantity.layerText(),
                quantity.snrText(),
                number(estimate.mean()),
                number(estimate.halfWidth()),
                Integer.toString(estimate.n()),
                Integer.toString(estimate.planned()),
                Integer.toString(estimate.notRun()),
                Integer.toString(estimate.diverged()),
                Integer.toString(estimate.failed()),
                Integer.toString(estimate.undefined()),
                cell.published().map(CsvTable::number).orElse(""),
                cell.difference().map(CsvTable::number).orElse(""));
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "";
    }

    private static String line(List<String> cells) {
        return cells.stream().map(CsvTable::quote).collect(Collectors.joining(",", "", "\n"));
    }

    static String quote(String cell) {
        return cell.matches("(?s).*[,\"\r\n].*") ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }
}
