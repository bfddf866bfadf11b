package dev.kappasweep.analysis;

import java.util.List;

/** Writes a table as a LaTeX tabular; the document needs the package booktabs. */
final class LatexTable {
    private LatexTable() {}

    static String text(TextTable table) {
        List<String> headings =
                table.headings().stream().map(TextTable.Heading::latex).toList();
        StringBuilder text = new StringBuilder("% " + table.title() + ", needs \\usepackage{booktabs}\n");
        table.notes().forEach(note -> text.append("% ").append(note).append('\n'));
        text.append("\\begin{tabular}{").append("l".repeat(headings.size())).append("}\n\\toprule\n");
        text.append(String.join(" & ", headings)).append(" \\\\\n\\midrule\n");
        table.lines().forEach(line -> text.append(line(line)));
        return text.append("\\bottomrule\n\\end{tabular}\n").toString();
    }

    private static String line(List<String> cells) {
        return String.join(" & ", cells.stream().map(LatexTable::escape).toList()) + " \\\\\n";
    }

    /** Plain text as LaTeX that prints it. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> {
            switch (c) {
                case '&', '%', '$', '#', '_', '{', '}' -> escaped.append('\\').append((char) c);
                case '\\' -> escaped.append("\\textbackslash{}");
                case '~' -> escaped.append("\\textasciitilde{}");
                case '^' -> escaped.append("\\textasciicircum{}");
                case '±' -> escaped.append("$\\pm$");
                case '<' -> escaped.append("$<$");
                default -> escaped.append((char) c);
            }
        });
        return escaped.toString();
    }
}
