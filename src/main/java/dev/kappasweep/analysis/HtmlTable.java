package dev.kappasweep.analysis;

import java.util.List;

/** Writes a table as an HTML fragment: a section with its title, the table, and its notes. */
final class HtmlTable {
    private HtmlTable() {}

    static String text(TextTable table) {
        StringBuilder text =
                new StringBuilder("<section>\n<h3>" + escape(table.title()) + "</h3>\n<table>\n<thead>\n<tr>");
        table.headings()
                .forEach(heading -> text.append("<th scope=\"col\">")
                        .append(escape(heading.plain()))
                        .append("</th>"));
        text.append("</tr>\n</thead>\n<tbody>\n");
        table.lines().forEach(line -> text.append(line(line)));
        text.append("</tbody>\n</table>\n<ul class=\"notes\">\n");
        table.notes().forEach(note -> text.append("<li>").append(escape(note)).append("</li>\n"));
        return text.append("</ul>\n</section>\n").toString();
    }

    private static String line(List<String> cells) {
        StringBuilder line = new StringBuilder("<tr>");
        cells.forEach(cell -> line.append("<td>").append(escape(cell)).append("</td>"));
        return line.append("</tr>\n").toString();
    }

    /** Plain text as HTML that shows it, also within a quoted attribute. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
