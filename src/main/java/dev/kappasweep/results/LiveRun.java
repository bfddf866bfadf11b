package dev.kappasweep.results;

import dev.kappasweep.run.RunningTrial;
import dev.kappasweep.sweep.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a running sweep last said of itself in {@code progress.json}. The tables are the record of what has ended; this tells
 * what they cannot, which trials run and how far they are.
 *
 * @param holder the process that runs the sweep
 * @param heartbeat when it was written
 * @param secondsLeft wall-clock time until the run is done, as guessed then; {@link #UNKNOWN} before anything is measured
 * @param running the trials in training, longest first
 */
public record LiveRun(Holder holder, Instant heartbeat, double secondsLeft, List<RunningTrial> running) {
    /** A process on another host that was silent for so long is taken for ended. */
    public static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

    /** In place of seconds. */
    public static final double UNKNOWN = -1;

    public LiveRun {
        if (!((secondsLeft >= 0 && Double.isFinite(secondsLeft)) || secondsLeft == UNKNOWN)) {
            throw new InvalidInputException("secondsLeft: " + secondsLeft
                    + " is not allowed, expected a number of 0 or more, or " + UNKNOWN + " where it is not known");
        }
        running = List.copyOf(running);
    }

    /** Whether the process still runs, as far as it can be known: by its id on this host, by its last sign of life on others. */
    public boolean isAlive(Instant now) {
        return holder.isLocal() ? !holder.hasEnded() : silence(now).compareTo(LONGEST_SILENCE) < 0;
    }

    /** The time since the last sign of life. */
    public Duration silence(Instant now) {
        Duration silence = Duration.between(heartbeat, now);
        return silence.isNegative() ? Duration.ZERO : silence;
    }

    /** Wall-clock time from {@code now} until the run is done; empty where it is not known. */
    public OptionalDouble secondsLeft(Instant now) {
        return secondsLeft == UNKNOWN
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.max(0, secondsLeft - silence(now).toMillis() / 1e3));
    }
}
