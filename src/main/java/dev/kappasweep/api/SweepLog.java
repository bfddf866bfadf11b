package dev.kappasweep.api;

import dev.kappasweep.files.Places;
import dev.kappasweep.run.RunProgress;
import dev.kappasweep.run.SweepListener;
import dev.kappasweep.run.SweepOutcome;
import dev.kappasweep.sweep.DurationText;
import dev.kappasweep.sweep.OneLine;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Writes one line per finished trial to {@code sweep.log} in the result directory, or, where a file cannot grow, to files in {@code logs}.
 */
public final class SweepLog implements SweepListener, AutoCloseable {
    private static final String NAME = "sweep.log";

    private final LogLines lines;
    private final TrialText text;
    private final Optional<String> command;
    private final Clock clock;

    private SweepLog(LogLines lines, TrialText text, Optional<String> command, Clock clock) {
        this.text = text;
        this.command = command;
        this.lines = lines;
        this.clock = clock;
    }

    /**
     * @param directory of the results; exists
     * @param command that starts the sweep, where there is one
     */
    static SweepLog open(Path directory, TrialText text, Optional<String> command, Clock clock) {
        return new SweepLog(
                Places.isLocal(directory)
                        ? new AppendedLog(directory.resolve(NAME))
                        : new UploadedLog(directory.resolve(UploadedLog.DIRECTORY), clock.instant()),
                text,
                command,
                clock);
    }

    /** Where lines about a sweep's trials are, for a message. */
    public static Path of(Path directory) {
        return directory.resolve(Places.isLocal(directory) ? NAME : UploadedLog.DIRECTORY);
    }

    /** The lines about one trial, oldest first; none if there is no log. */
    public static List<String> linesOf(Path directory, TrialId trial) {
        List<String> found = new ArrayList<>();
        each(directory, line -> {
            if (line.contains(" " + trial + " ")) {
                found.add(line);
            }
        });
        return found;
    }

    /** The last lines, oldest first; none if there is no log. */
    public static List<String> lastLines(Path directory, int most) {
        Deque<String> last = new ArrayDeque<>();
        each(directory, line -> {
            last.add(line);
            if (last.size() > most) {
                last.removeFirst();
            }
        });
        return List.copyOf(last);
    }

    private static void each(Path directory, Consumer<String> reader) {
        for (Path file : Places.isLocal(directory) ? List.of(of(directory)) : UploadedLog.files(of(directory))) {
            try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
                lines.forEach(reader);
            } catch (NoSuchFileException e) {
                return;
            } catch (IOException | UncheckedIOException e) {
                throw new UncheckedIOException("cannot read " + file, new IOException(e));
            }
        }
    }

    @Override
    public void started(RunProgress progress) {
        line("started: " + progress.total() + " trials, " + progress.alreadyDone() + " already done"
                + command.map(started -> "; by " + started).orElse(""));
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

    /** Says how the run ended, so that the end of the log tells a sweep that is done from one that was killed. */
    void ended(SweepOutcome outcome) {
        String how = outcome.isCancelled()
                ? "interrupted"
                : outcome.stopReason().isEmpty() ? "ended" : "stopped, because " + outcome.stopReason();
        String next = outcome.notRun() > 0 ? goesOn() : "";
        line(how + ": " + outcome.text() + next);
    }

    /** Says that the run could not go on. */
    void broken(Throwable error) {
        line("broken off: " + error + goesOn());
    }

    private String goesOn() {
        return command.map(again -> "; go on by " + again).orElse("; the same command goes on");
    }

    private void line(String said) {
        lines.add(clock.instant().truncatedTo(ChronoUnit.SECONDS) + " " + OneLine.of(said));
    }

    @Override
    public void close() {
        lines.close();
    }
}
