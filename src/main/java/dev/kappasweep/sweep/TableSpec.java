package dev.kappasweep.sweep;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table that a sweep file asks for. Every cell is a statistic over the seeds of one configuration.
 *
 * @param rows the axes whose values make the rows; if empty, lambda and every axis with several values that is not elsewhere
 * @param columns the axes whose values make the columns, each with all metrics; may be empty
 * @param metrics such as {@code kappa(W1)} or {@code accuracy(0.5)}; if empty, the penalised layers' kappa and what the
 *     experiment evaluates
 * @param where the values of an axis that the table is restricted to, by axis
 * @param aggregate the statistic, by the name that {@code docs/configuration.md} lists
 * @param published what it is held against, a line for each under a row that has such numbers
 */
public record TableSpec(
        String name,
        String title,
        List<String> rows,
        List<String> columns,
        List<String> metrics,
        Map<String, List<String>> where,
        String aggregate,
        List<PublishedTable> published)
        implements Serializable {
    public TableSpec {
        SafeName.require("tables.name", name);
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        metrics = List.copyOf(metrics);
        where = Collections.unmodifiableMap(new LinkedHashMap<>(where));
        Require.text("tables.aggregate", aggregate);
        published = List.copyOf(published);
    }

    /** The same with other rows, columns or metrics, each where there are any. */
    public TableSpec with(List<String> otherRows, List<String> otherColumns, List<String> otherMetrics) {
        return new TableSpec(
                name,
                title,
                otherRows.isEmpty() ? rows : otherRows,
                otherColumns.isEmpty() ? columns : otherColumns,
                otherMetrics.isEmpty() ? metrics : otherMetrics,
                where,
                aggregate,
                published);
    }
}
