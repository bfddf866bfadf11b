package dev.kappasweep.analysis;

import dev.kappasweep.sweep.Named;

/** A text form of a table. */
public enum TableFormat implements Named {
    /** For people; columns are aligned, so it reads well in a terminal too. */
    MARKDOWN("md") {
        @Override
        public String write(PaperTable table) {
            return new MarkdownTable(table).text();
        }
    },
    /** For programs: one line per configuration and quantity, numbers in full precision, empty where there is none. */
    CSV("csv") {
        @Override
        public String write(PaperTable table) {
            return CsvTable.text(table);
        }
    },
    /** A booktabs tabular for a paper. */
    LATEX("latex") {
        @Override
        public String write(PaperTable table) {
            return new LatexTable(table).text();
        }
    },
    /** For programs: numbers in full precision, null where there is none. */
    JSON("json") {
        @Override
        public String write(PaperTable table) {
            return JsonTable.text(table);
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

    /** The whole table with its notes; ends with a line break. */
    public abstract String write(PaperTable table);
}
