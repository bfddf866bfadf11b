package dev.kappasweep.results;

import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.TrialId;
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
 * @param share of the expected work of this run that is done, from 0 to 1
 * @param running the trials in training, longest first
 */
public record LiveRun(Holder holder, Instant heartbeat, double share, List<RunningTrial> running) {
    /** A process on another host that was silent for so long is taken for ended. */
    public static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

    public LiveRun {
        if (!(share >= 0 && share <= 1)) {
            throw new InvalidInputException("share: " + share + " is not allowed, expected a number from 0 to 1");
        }
        running = List.copyOf(running);
    }

    /**
     * A trial in training.
     *
     * @param attempt which try of this run, counted from 1
     * @param epoch the last finished epoch, 0 before the first has ended
     * @param epochs how many it will have
     */
    public record RunningTrial(TrialId trial, Instant since, int attempt, int epoch, int epochs) {}

    /** Whether the process still runs, as far as it can be known: by its id on this host, by its last sign of life on others. */
    public boolean isAlive(Instant now) {
        return holder.isLocal() ? !holder.hasEnded() : silence(now).compareTo(LONGEST_SILENCE) < 0;
    }

    /** The time since the last sign of life. */
    public Duration silence(Instant now) {
        Duration silence = Duration.between(heartbeat, now);
        return silence.isNegative() ? Duration.ZERO : silence;
    }

    /** Wall-clock time that the rest takes at the pace so far; empty before anything is done. */
    public OptionalDouble secondsLeft() {
        double soFar = Duration.between(holder.since(), heartbeat).toMillis() / 1e3;
        return share > 0 && soFar > 0 ? OptionalDouble.of(soFar * (1 - share) / share) : OptionalDouble.empty();
    }
}
