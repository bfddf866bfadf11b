package dev.kappasweep.analysis;

import java.util.List;

/** Writes a table as an HTML fragment: a section with its title where it has one, the table, and its notes. */
final class HtmlTable {
    /** From here on a cell may break into lines. */
    private static final int LONG = 60;

    private HtmlTable() {}

    static String text(TextTable table) {
        StringBuilder text = new StringBuilder("<section>\n");
        if (!table.title().isEmpty()) {
            text.append("<h3>").append(HtmlText.escape(table.title())).append("</h3>\n");
        }
        text.append("<div class=\"scroll\" tabindex=\"0\">\n<table>\n<thead>\n<tr>");
        table.headings()
                .forEach(heading -> text.append("<th scope=\"col\"><span>")
                        .append(HtmlText.escape(heading.plain()))
                        .append("</span></th>"));
        text.append("</tr>\n</thead>\n<tbody>\n");
        table.lines().forEach(line -> text.append(line(line)));
        text.append("</tbody>\n</table>\n</div>\n");
        if (!table.notes().isEmpty()) {
            text.append("<ul class=\"notes\">\n");
            table.notes()
                    .forEach(note ->
                            text.append("<li>").append(HtmlText.escape(note)).append("</li>\n"));
            text.append("</ul>\n");
        }
        return text.append("</section>\n").toString();
    }

    private static String line(List<String> cells) {
        StringBuilder line = new StringBuilder("<tr>");
        cells.forEach(cell -> line.append(cell.length() < LONG ? "<td>" : "<td class=\"long\">")
                .append(HtmlText.escape(cell))
                .append("</td>"));
        return line.append("</tr>\n").toString();
    }
}
