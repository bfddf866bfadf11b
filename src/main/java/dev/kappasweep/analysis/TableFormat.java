package dev.kappasweep.analysis;

import dev.kappasweep.sweep.Named;

/** A text form of a table. */
public enum TableFormat implements Named {
    /** For people; columns are aligned, so it reads well in a terminal too. */
    MARKDOWN("md") {
        @Override
        public String write(ResultTable table) {
            return new MarkdownTable(table.forPeople()).text();
        }
    },
    /** For programs: a line per row of {@link ResultTable#forPrograms}, numbers in full precision, empty where there is none. */
    CSV("csv") {
        @Override
        public String write(ResultTable table) {
            return CsvTable.text(table.forPrograms());
        }
    },
    /** A booktabs tabular for a paper. */
    LATEX("latex") {
        @Override
        public String write(ResultTable table) {
            return LatexTable.text(table.forPeople());
        }
    },
    /** For programs: numbers in full precision, null where there is none. */
    JSON("json") {
        @Override
        public String write(ResultTable table) {
            return JsonTable.text(table);
        }
    },
    /** A fragment for a page. */
    HTML("html") {
        @Override
        public String write(ResultTable table) {
            return HtmlTable.text(table.forPeople());
        }
    };

    private final String text;

    TableFormat(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }

    /** The whole table; ends with a line break. */
    public abstract String write(ResultTable table);
}
