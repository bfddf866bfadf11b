package dev.kappasweep.api;

import dev.kappasweep.spark.SweepListener;
import dev.kappasweep.sweep.DurationText;
import dev.kappasweep.sweep.OneLine;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialText;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/** Appends one line per finished trial to {@code sweep.log} in the result directory. */
public final class SweepLog implements SweepListener, AutoCloseable {
    private static final String NAME = "sweep.log";

    private final PrintWriter writer;
    private final TrialText text;
    private final Clock clock;

    private SweepLog(PrintWriter writer, TrialText text, Clock clock) {
        this.text = text;
        this.writer = writer;
        this.clock = clock;
    }

    /** @param directory of the results; exists */
    static SweepLog open(Path directory, TrialText text, Clock clock) {
        Path file = directory.resolve(NAME);
        try {
            return new SweepLog(
                    new PrintWriter(Files.newBufferedWriter(
                            file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND)),
                    text,
                    clock);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** The lines about one trial, oldest first; none if there is no log. */
    public static List<String> linesOf(Path directory, TrialId trial) {
        Path file = directory.resolve(NAME);
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.contains(" " + trial + " ")).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException | UncheckedIOException e) {
            throw new UncheckedIOException("cannot read " + file, new IOException(e));
        }
    }

    @Override
    public void started(int total, int alreadyDone) {
        line("started: " + total + " trials, " + alreadyDone + " already done");
    }

    @Override
    public void noticed(TrialId trial, String notice) {
        line(trial + " notice: " + notice);
    }

    @Override
    public void noticed(String notice) {
        line("notice: " + notice);
    }

    @Override
    public void trialEnded(TrialResult result) {
        String reason = result.reason().isEmpty() ? "" : " (" + result.reason() + ")";
        line(result.id() + " " + result.status().text() + reason + " in " + DurationText.of(result.seconds())
                + ", attempt " + result.attempt() + ": " + text.of(result));
    }

    private void line(String said) {
        writer.println(clock.instant().truncatedTo(ChronoUnit.SECONDS) + " " + OneLine.of(said));
        writer.flush();
    }

    @Override
    public void close() {
        writer.close();
    }
}
