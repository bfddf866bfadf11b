package dev.kappasweep.analysis;

import java.util.List;

/** Writes a table as a LaTeX tabular; the document needs the package booktabs. */
final class LatexTable {
    private final PaperTable table;
    private final WideTable wide;

    LatexTable(PaperTable table) {
        this.table = table;
        this.wide = new WideTable(table, "±");
    }

    String text() {
        List<String> headings = wide.headings(LatexTable::heading, LatexTable::heading);
        StringBuilder text = new StringBuilder("% " + table.title() + ", needs \\usepackage{booktabs}\n");
        table.notes().forEach(note -> text.append("% ").append(note).append('\n'));
        text.append("\\begin{tabular}{").append("l".repeat(headings.size())).append("}\n\\toprule\n");
        text.append(String.join(" & ", headings)).append(" \\\\\n\\midrule\n");
        wide.lines().forEach(line -> text.append(line(line)));
        return text.append("\\bottomrule\n\\end{tabular}\n").toString();
    }

    private static String line(List<String> cells) {
        return String.join(" & ", cells.stream().map(LatexTable::escape).toList()) + " \\\\\n";
    }

    private static String heading(ConfigurationAxis axis) {
        return axis == ConfigurationAxis.LAMBDA ? "$\\lambda$" : escape(axis.title());
    }

    private static String heading(Quantity quantity) {
        return quantity.layer() != null
                ? "$\\kappa(W_{" + escape(quantity.layer().substring(1)) + "})$"
                : "accuracy \\% (SNR " + (quantity.snrText().equals("inf") ? "$\\infty$" : quantity.snrText()) + ")";
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
                default -> escaped.append((char) c);
            }
        });
        return escaped.toString();
    }
}
