package dev.kappasweep.service;

import dev.kappasweep.run.RunState;
import dev.kappasweep.run.RunningTrial;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A sweep as it stands.
 *
 * @param file as it was sent last
 * @param number in the order of arrival
 * @param reason for the state, in one line; may be empty
 * @param since when it is in the state
 * @param began when its first run began
 * @param running the trials in training, longest first
 * @param secondsLeft wall-clock time of the rest; empty where none runs or nothing is known yet
 * @param directory of its results; need not exist yet
 */
public record SweepState(
        String id,
        String name,
        Optional<String> key,
        String owner,
        String file,
        long number,
        int priority,
        RunState state,
        Wanted wanted,
        String reason,
        Instant since,
        Instant submitted,
        Optional<Instant> began,
        Counts counts,
        List<RunningTrial> running,
        OptionalDouble secondsLeft,
        Path directory) {

    /** The trials that wait. */
    public int pending() {
        return Math.max(0, counts.total() - counts.done() - counts.failed() - running.size());
    }
}
