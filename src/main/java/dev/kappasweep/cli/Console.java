package dev.kappasweep.cli;

import java.io.PrintWriter;

/**
 * Where a command writes.
 *
 * @param out results and nothing else
 * @param err progress and messages
 * @param isTerminal whether a person looks at {@code err} while it is written, so that a line may be overwritten
 * @param columns width of the terminal, at least 20
 */
record Console(PrintWriter out, PrintWriter err, boolean isTerminal, int columns) {
    Console {
        columns = Math.max(columns, 20);
    }

    /** A line of progress or a message. */
    void say(String line) {
        err.println(line);
        err.flush();
    }

    /** A result as it is, without a line break after it. */
    void result(String text) {
        out.print(text);
        out.flush();
    }
}
