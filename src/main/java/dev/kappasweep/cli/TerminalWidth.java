package dev.kappasweep.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Columns of a terminal, which follow when somebody changes its size. */
final class TerminalWidth implements IntSupplier {
    private static final File TERMINAL = new File("/dev/tty");
    private static final long PATIENCE_SECONDS = 2;

    private final Supplier<OptionalInt> measure;
    private volatile int columns;

    private TerminalWidth(int columns, Supplier<OptionalInt> measure) {
        this.columns = columns;
        this.measure = measure;
    }

    /** Of the terminal that this process was started in, asked by {@code stty}. */
    static TerminalWidth following(int columns) {
        return following(columns, TerminalWidth::ofTerminal);
    }

    /**
     * The same by another measurement, which is made when the size has changed.
     *
     * @param columns before that
     * @param measure empty if it is not known, or 0, as a terminal says it that does not know either
     */
    static TerminalWidth following(int columns, Supplier<OptionalInt> measure) {
        TerminalWidth width = new TerminalWidth(columns, measure);
        OsSignal.handle("WINCH", width::follow);
        return width;
    }

    private void follow() {
        measure.get().stream().filter(now -> now > 0).forEach(now -> columns = now);
    }

    private static OptionalInt ofTerminal() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(TERMINAL)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String[] rowsAndColumns = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .trim()
                    .split(" ", -1);
            boolean isKnown = stty.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    && stty.exitValue() == 0
                    && rowsAndColumns.length == 2;
            return isKnown ? OptionalInt.of(Integer.parseInt(rowsAndColumns[1])) : OptionalInt.empty();
        } catch (IOException | NumberFormatException e) {
            return OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }

    @Override
    public int getAsInt() {
        return columns;
    }
}
