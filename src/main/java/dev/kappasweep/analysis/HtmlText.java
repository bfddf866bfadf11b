package dev.kappasweep.analysis;

/** Text in HTML. */
public final class HtmlText {
    private HtmlText() {}

    /** A section with the title, the table and its notes. */
    public static String table(TextTable table) {
        return HtmlTable.text(table);
    }

    /** Plain text as HTML that shows it, also within a quoted attribute. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
