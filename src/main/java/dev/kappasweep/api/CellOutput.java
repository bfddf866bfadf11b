package dev.kappasweep.api;

import dev.kappasweep.analysis.HtmlText;
import dev.kappasweep.analysis.ResultTable;
import dev.kappasweep.analysis.TerminalTable;
import dev.kappasweep.analysis.TextTable;
import dev.kappasweep.figure.Figure;
import dev.kappasweep.figure.FigureFiles;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a notebook shows of the value of a cell.
 *
 * @param mime {@code text/html}, or {@code image/svg+xml}
 * @param content of that type
 * @param text in place of it where only text can be shown
 */
public record CellOutput(String mime, String content, String text) {
    /** The types of values that have such an output. */
    public static final List<Class<?>> TYPES = List.of(ResultTable.class, Figure.class, Dataset.class);

    private static final int MOST_LINES = 100;
    private static final int TERMINAL_COLUMNS = 160;

    /**
     * Of a table and of a data set, which is computed for it, the first 100 lines as HTML; of a figure SVG; of a value of another
     * type nothing.
     */
    public static Optional<CellOutput> of(Object value) {
        if (value instanceof ResultTable table) {
            return Optional.of(of(table.forPeople().first(MOST_LINES)));
        }
        if (value instanceof Figure figure) {
            return Optional.of(new CellOutput("image/svg+xml", FigureFiles.svg(figure), figure.title()));
        }
        if (value instanceof Dataset<?> data) {
            return Optional.of(of(table(data.toDF())));
        }
        return Optional.empty();
    }

    private static CellOutput of(TextTable table) {
        return new CellOutput("text/html", HtmlText.table(table), TerminalTable.text(table, TERMINAL_COLUMNS));
    }

    private static TextTable table(Dataset<Row> data) {
        List<List<String>> lines =
                data.takeAsList(MOST_LINES + 1).stream().map(CellOutput::line).toList();
        TextTable all = TextTable.of("", List.of(data.columns()), lines);
        return lines.size() <= MOST_LINES
                ? all
                : new TextTable(
                        all.title(),
                        all.keys(),
                        all.headings(),
                        lines.subList(0, MOST_LINES),
                        List.of("The first " + MOST_LINES + " rows."));
    }

    /** With NULL where there is no value, as Spark shows it. */
    private static List<String> line(Row row) {
        return IntStream.range(0, row.size())
                .mapToObj(i -> row.isNullAt(i) ? "NULL" : String.valueOf(row.get(i)))
                .toList();
    }
}
