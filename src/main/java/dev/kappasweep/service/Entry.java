package dev.kappasweep.service;

import dev.kappasweep.run.RunState;
import dev.kappasweep.run.StateMachine;
import java.time.Instant;
import java.util.Optional;

/**
 * A sweep as the queue keeps it.
 *
 * @param number in the order of arrival, from 1; no two have the same
 * @param key of the client's own
 * @param file the sweep file exactly as it was sent last
 * @param original the SHA-256 of the file as it was sent first
 * @param revision how often it was asked to run, counted from 1
 * @param state the last known, and why and since when it is in it
 * @param began when its first run began
 * @param counts the last known
 * @param isDeleted whether nothing is left of it but its id, which nobody has again
 */
record Entry(
        String id,
        long number,
        String name,
        Optional<String> key,
        String owner,
        String file,
        String original,
        int revision,
        int priority,
        Wanted wanted,
        StateMachine.Change state,
        Instant submitted,
        Optional<Instant> began,
        Counts counts,
        boolean isDeleted) {

    Entry with(StateMachine.Change now) {
        return with(priority, wanted, now, began, counts);
    }

    Entry begun(Instant now) {
        return with(priority, wanted, state, began.or(() -> Optional.of(now)), counts);
    }

    Entry with(Wanted other) {
        return with(priority, other, state, began, counts);
    }

    Entry with(Counts other) {
        return with(priority, wanted, state, began, other);
    }

    Entry withPriority(int other) {
        return with(other, wanted, state, began, counts);
    }

    private Entry with(
            int itsPriority, Wanted itsWanted, StateMachine.Change now, Optional<Instant> itsBegin, Counts itsCounts) {
        return new Entry(
                id,
                number,
                name,
                key,
                owner,
                file,
                original,
                revision,
                itsPriority,
                itsWanted,
                now,
                submitted,
                itsBegin,
                itsCounts,
                isDeleted);
    }

    /** To go on, also where a run of it is just ending. */
    Entry askedAgain() {
        return with(Wanted.RUN).extended(file, counts);
    }

    Entry extended(String other, Counts more) {
        return new Entry(
                id,
                number,
                name,
                key,
                owner,
                other,
                original,
                revision + 1,
                priority,
                wanted,
                state,
                submitted,
                began,
                more,
                false);
    }

    Entry deleted() {
        return new Entry(
                id,
                number,
                name,
                Optional.empty(),
                owner,
                "",
                original,
                revision,
                priority,
                Wanted.STOPPED,
                state,
                submitted,
                began,
                counts,
                true);
    }

    /**
     * The state in which it goes on when the process that had it has ended: an end or a pause stays, what passes has passed, and what was
     * under way is queued.
     */
    RunState recovered() {
        if (state.state().isEnd()) {
            return state.state();
        }
        return switch (wanted) {
            case RUN -> RunState.QUEUED;
            case PAUSED -> RunState.PAUSED;
            case STOPPED -> RunState.STOPPED;
        };
    }
}
