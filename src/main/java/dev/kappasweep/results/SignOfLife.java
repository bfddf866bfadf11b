package dev.kappasweep.results;

import dev.kappasweep.files.Store;
import dev.kappasweep.results.Commit.Event;
import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * That a process which has not left a directory was alive, where no lock of the operating system tells.
 *
 * @param at its last commit, or what it has said in {@code progress.json} since
 */
record SignOfLife(Holder holder, Instant at) {
    /** The last one; empty if the directory is free, or if the process that had it is known to have ended. */
    static Optional<SignOfLife> last(Path directory) throws IOException {
        return new CommitLog(directory, Store.of(directory))
                .lastEntry()
                .filter(entry ->
                        entry.event() != Event.CLOSED && !entry.holder().hasEnded())
                .map(entry -> new SignOfLife(entry.holder(), latest(directory, entry)));
    }

    private static Instant latest(Path directory, Commit last) {
        return new LiveRunFile(directory)
                .read()
                .filter(run -> run.holder().isSameProcess(last.holder()))
                .map(LiveRun::heartbeat)
                .filter(last.at()::isBefore)
                .orElse(last.at());
    }

    /** Waits for a time. */
    @FunctionalInterface
    interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    /**
     * Waits until a process that shows no further sign of life is taken for ended. Returns at once if the directory is free, and after
     * one wait where its process is seen to live.
     *
     * @param notice is told of it, in one line
     */
    static void awaitSilence(Path directory, InstantSource clock, Pause pause, Consumer<String> notice)
            throws IOException {
        Optional<SignOfLife> first = last(directory);
        try {
            for (Optional<SignOfLife> now = first; now.isPresent() && now.equals(first); now = last(directory)) {
                Duration left = LiveRun.LONGEST_SILENCE.minus(now.get().silence(clock.instant()));
                if (left.isNegative() || left.isZero()) {
                    return;
                }
                notice.accept("waiting " + left.toSeconds() + " s to see whether the run that has " + directory + " ("
                        + now.get().holder().text() + ") still lives");
                pause.of(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isFresh(Instant now) {
        return silence(now).compareTo(LiveRun.LONGEST_SILENCE) < 0;
    }

    private Duration silence(Instant now) {
        Duration silence = Duration.between(at, now);
        return silence.isNegative() ? Duration.ZERO : silence;
    }

    InvalidInputException refusal(Path directory, Instant now) {
        return new InvalidInputException("results: " + directory + " is in use by another run (" + holder.text()
                + ", last sign of life " + silence(now).toSeconds() + " s ago), expected a directory of its own for"
                + " each run; a run that was killed is taken for ended after "
                + LiveRun.LONGEST_SILENCE.toSeconds() + " s");
    }
}
