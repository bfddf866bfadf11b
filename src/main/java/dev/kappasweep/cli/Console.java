package dev.kappasweep.cli;

import dev.kappasweep.analysis.ResultTable;
import dev.kappasweep.analysis.TableFormat;
import dev.kappasweep.analysis.TerminalTable;
import java.io.PrintWriter;
import java.util.function.IntSupplier;

/**
 * Where a command writes. Whatever it is told to write reaches the terminal as {@link PlainText}.
 *
 * @param out results and nothing else
 * @param err progress and messages
 * @param isTerminal whether a person looks at {@code err} while it is written, so that a line may be overwritten
 * @param width of the terminal now; 20 where it is less
 * @param areResultsSeen whether {@code out} is a terminal, so that tables for people have to fit it
 */
record Console(PrintWriter out, PrintWriter err, boolean isTerminal, IntSupplier width, boolean areResultsSeen) {
    private static final String CLEAR_REST_OF_LINE = "\u001b[K";
    private static final String CLEAR_SCREEN = "\u001b[H\u001b[2J";
    private static final int LEAST_COLUMNS = 20;

    /** Of the terminal, at least {@value #LEAST_COLUMNS}. */
    int columns() {
        return Math.max(width.getAsInt(), LEAST_COLUMNS);
    }

    /** A line of progress or a message. */
    void say(String line) {
        err.println(PlainText.of(line));
        err.flush();
    }

    /** A line of progress; on a terminal it takes the place of the last one and the cursor stays on it. */
    void replaceLine(String line) {
        if (isTerminal) {
            int longest = columns() - 1;
            String plain = PlainText.of(line);
            err.print("\r" + (plain.length() <= longest ? plain : plain.substring(0, longest - 1) + "…")
                    + CLEAR_REST_OF_LINE);
            err.flush();
        } else {
            say(line);
        }
    }

    /** Leaves the line of {@link #replaceLine}. */
    void endLine() {
        if (isTerminal) {
            say("");
        }
    }

    /** What comes next takes the place of what a person sees; where nobody looks an empty line is between them. */
    void nextScreen() {
        if (isTerminal) {
            err.print(CLEAR_SCREEN);
            err.flush();
        } else {
            out.println();
        }
    }

    /** A table; for a person who looks at it as wide as the terminal. */
    void table(TableFormat format, ResultTable table) {
        boolean hasToFit = areResultsSeen && format == TableFormat.MARKDOWN;
        result(hasToFit ? TerminalTable.text(table.forPeople(), columns()) : format.write(table));
    }

    /** A result as it is, without a line break after it. */
    void result(String text) {
        out.print(PlainText.of(text));
        out.flush();
    }
}
