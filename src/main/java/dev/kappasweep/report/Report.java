package dev.kappasweep.report;

import dev.kappasweep.analysis.ComparisonTable;
import dev.kappasweep.analysis.Grid;
import dev.kappasweep.analysis.HtmlText;
import dev.kappasweep.analysis.Importance;
import dev.kappasweep.analysis.PaperTable;
import dev.kappasweep.analysis.ParetoFront;
import dev.kappasweep.analysis.PerTrialTable;
import dev.kappasweep.analysis.ResultTable;
import dev.kappasweep.figure.Figure;
import dev.kappasweep.figure.FigureFiles;
import dev.kappasweep.figure.Figures;
import dev.kappasweep.paper.Citation;
import dev.kappasweep.paper.PaperTables;
import dev.kappasweep.sweep.Build;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.TableSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The results of a sweep as one HTML page that needs nothing else: no network, no server, no other file. */
public final class Report {
    /** From this width on a figure takes that of the page. */
    private static final int WIDE = 900;

    /** Of a table; a browser is slow with more. */
    private static final int MOST_LINES = 1_000;

    private final Grid grid;
    private final Importance importance;
    private final ReportOrigin origin;
    private final boolean hasResult;
    private final StringBuilder page = new StringBuilder();

    private Report(Grid grid, Importance importance, ReportOrigin origin) {
        this.grid = grid;
        this.importance = importance;
        this.origin = origin;
        this.hasResult = grid.results().trials().stream().anyMatch(trial -> trial.status() == TrialStatus.COMPLETED);
    }

    /** The whole page; equal results and origins give an equal page. */
    public static String html(Grid grid, Importance importance, ReportOrigin origin) {
        return new Report(grid, importance, origin).build();
    }

    /** What came out first; where nothing did, why. */
    private String build() {
        Overview overview = new Overview(grid);
        Map<String, String> sections = new LinkedHashMap<>();
        if (!hasResult) {
            sections.put("failures", overview.failures());
        }
        sections.put("tables", tables());
        sections.put("figures", figures());
        sections.put("comparisons", hasResult ? comparisons() : "<p>No trial is COMPLETED: nothing to compare.</p>\n");
        sections.put("trials", html(PerTrialTable.of(grid.results())));
        sections.putIfAbsent("failures", overview.failures());
        sections.put("published", new Deviations(grid, shown()).html());
        sections.put("settings", overview.settings(origin.sweepFile()));
        sections.put("provenance", overview.provenance());
        sections.put(
                "cite",
                "<p>The paper whose method this sweep trains:</p>\n<pre>" + HtmlText.escape(Citation.BIBTEX)
                        + "</pre>\n");
        head(overview, sections.keySet());
        sections.forEach(this::section);
        page.append("</main>\n<dialog><div></div><form method=\"dialog\"><button>Close</button></form></dialog>\n");
        page.append("<footer>Written by kappasweep ")
                .append(HtmlText.escape(Build.current().version()));
        return page.append(".</footer>\n<script>\n")
                .append(resource("report.js"))
                .append("</script>\n</body>\n</html>\n")
                .toString();
    }

    private void head(Overview overview, Set<String> sections) {
        String title = HtmlText.escape(grid.sweep().name());
        page.append("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
                """);
        page.append("<title>")
                .append(title)
                .append(" - Kappasweep</title>\n<style>\n")
                .append(resource("report.css"));
        page.append(
                "</style>\n</head>\n<body class=\"report\">\n<a class=\"skip\" href=\"#tables\">To the tables</a>\n<header>\n<h1>");
        page.append(title)
                .append("</h1>\n<p>")
                .append(overview.sentence())
                .append("</p>\n<p class=\"soft\">")
                .append(overview.state(origin.made()))
                .append("</p>\n<nav aria-label=\"Sections\"><ul>\n");
        for (String entry : sections) {
            page.append("<li><a href=\"#")
                    .append(entry)
                    .append("\">")
                    .append(title(entry))
                    .append("</a></li>\n");
        }
        page.append("</ul></nav>\n</header>\n<main>\n");
    }

    private static String title(String section) {
        return section.substring(0, 1).toUpperCase(Locale.ROOT) + section.substring(1);
    }

    private void section(String id, String content) {
        page.append("<h2 id=\"")
                .append(id)
                .append("\">")
                .append(title(id))
                .append("</h2>\n")
                .append(content);
    }

    /** The table that is printed after a run, and those that the sweep file defines. */
    private List<PaperTable> shown() {
        TableSpec first = PaperTables.named(grid.sweep(), grid.sweep().table());
        return Stream.concat(Stream.of(first), grid.sweep().tables().stream())
                .distinct()
                .map(spec -> PaperTable.of(grid, spec))
                .toList();
    }

    private static String html(ResultTable table) {
        return HtmlText.table(table.forPeople().first(MOST_LINES));
    }

    private String tables() {
        StringBuilder text = new StringBuilder();
        shown().forEach(table -> text.append(html(table)));
        return text.toString();
    }

    private String comparisons() {
        List<ResultTable> all = new ArrayList<>();
        comparison().ifPresent(all::add);
        all.add(importance);
        all.add(ParetoFront.of(grid));
        StringBuilder text = new StringBuilder();
        all.forEach(table -> text.append(html(table)));
        return text.toString();
    }

    /** Empty for a sweep with one lambda, where nothing is left to compare. */
    private Optional<ComparisonTable> comparison() {
        try {
            return Optional.of(ComparisonTable.of(grid, Optional.empty(), List.of()));
        } catch (InvalidInputException e) {
            return Optional.empty();
        }
    }

    private String figures() {
        StringBuilder text = new StringBuilder("<div class=\"figures\">\n");
        for (Figure figure : Figures.of(grid, importance)) {
            boolean isWide = figure.width() >= WIDE;
            text.append(isWide ? "<figure class=\"wide\">" : "<figure>");
            text.append("<button type=\"button\" aria-label=\"Enlarge: ")
                    .append(HtmlText.escape(figure.title()))
                    .append("\">\n")
                    .append(svg(figure))
                    .append("</button></figure>\n");
        }
        return text.append("</div>\n").toString();
    }

    /** With ids that no other figure of the page has. */
    private static String svg(Figure figure) {
        return FigureFiles.svg(figure)
                .replaceAll("\\bid=\"", "id=\"" + figure.name() + "-")
                .replaceAll("url\\(#", "url(#" + figure.name() + "-");
    }

    private static String resource(String name) {
        try (InputStream file = Objects.requireNonNull(Report.class.getResourceAsStream("/report/" + name))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("report/" + name + " cannot be read", e);
        }
    }
}
