package dev.kappasweep.results;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What docs/schema.md says of the columns of every table, which is a resource of this package: {@code ## TABLE}, and below it a Markdown table of column, type,
 * unit and meaning.
 */
final class ColumnDescriptions {
    private static final String HEADINGS = "| column | type | unit | meaning |";
    private static final ColumnDescriptions PAGE = parse(page());

    private final Map<String, Map<String, ColumnDescription>> byTable;

    private ColumnDescriptions(Map<String, Map<String, ColumnDescription>> byTable) {
        this.byTable = byTable;
    }

    /** Those of the page. */
    static ColumnDescriptions ofPage() {
        return PAGE;
    }

    private static String page() {
        try (InputStream page = ColumnDescriptions.class.getResourceAsStream("schema.md")) {
            return new String(
                    Objects.requireNonNull(page, "schema.md is no resource of this package")
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ColumnDescriptions parse(String page) {
        Map<String, Map<String, ColumnDescription>> byTable = new LinkedHashMap<>();
        String table = "";
        boolean isInside = false;
        for (String line : page.lines().toList()) {
            table = line.startsWith("## ") ? line.substring(3) : table;
            isInside = line.equals(HEADINGS) || (isInside && line.startsWith("|"));
            if (isInside && !line.equals(HEADINGS) && !line.startsWith("|--")) {
                List<String> cells = cells(line);
                byTable.computeIfAbsent(table, name -> new LinkedHashMap<>())
                        .put(cells.get(1), new ColumnDescription(cells.get(2), cells.get(3), cells.get(4)));
            }
        }
        return new ColumnDescriptions(byTable);
    }

    /** Without the marks of Markdown; the first one is what is before the line's first bar. */
    private static List<String> cells(String line) {
        return Stream.of(line.split("(?<!\\\\)\\|", -1))
                .map(cell -> cell.strip().replace("\\|", "|").replace("`", ""))
                .toList();
    }

    /** By column, in the order of the page; empty for a table that it does not have. */
    Map<String, ColumnDescription> of(String table) {
        return Optional.ofNullable(byTable.get(table)).orElse(Map.of());
    }

    /** @throws IllegalStateException if the page does not have it */
    ColumnDescription of(String table, String column) {
        return Optional.ofNullable(of(table).get(column))
                .orElseThrow(() -> new IllegalStateException("docs/schema.md has no " + table + "." + column));
    }
}
