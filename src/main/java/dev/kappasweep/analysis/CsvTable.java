package dev.kappasweep.analysis;

import dev.kappasweep.sweep.DecimalText;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a table as CSV: RFC 4180 quoting, lines end with LF, an empty field where there is no value. */
final class CsvTable {
    private CsvTable() {}

    static String text(DataTable table) {
        StringBuilder text = new StringBuilder(line(table.columns()));
        table.rows()
                .forEach(row -> text.append(
                        line(row.values().stream().map(CsvTable::text).toList())));
        return text.toString();
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        return value instanceof BigDecimal number ? DecimalText.shown(number.doubleValue()) : value.toString();
    }

    private static String line(List<String> cells) {
        return cells.stream().map(CsvTable::quote).collect(Collectors.joining(",", "", "\n"));
    }

    static String quote(String cell) {
        return cell.matches("(?s).*[,\"\r\n].*") ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }
}
