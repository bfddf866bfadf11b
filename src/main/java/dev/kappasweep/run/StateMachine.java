package dev.kappasweep.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The state of one run, and the one place where it changes. Safe for use by several threads. */
public final class StateMachine {
    private final Executor listenerThread;
    private final Clock clock;
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    private Change last;

    /**
     * A state that was entered.
     *
     * @param reason in one line, for a person; may be empty
     */
    public record Change(RunState state, String reason, Instant at) {}

    /**
     * Begins in {@code state}.
     *
     * @param listenerThread runs what it is given one after the other, in order, and not on the thread that gives it
     */
    public StateMachine(RunState state, Executor listenerThread, Clock clock) {
        this.listenerThread = listenerThread;
        this.clock = clock;
        this.last = new Change(state, "", clock.instant());
    }

    public RunState state() {
        return last().state();
    }

    /** The state, why it was entered, and when. */
    public synchronized Change last() {
        return last;
    }

    /**
     * Goes over to {@code next}; does nothing in that state.
     *
     * @throws IllegalStateException if that cannot follow
     */
    public synchronized void become(RunState next, String reason) {
        RunState now = last.state();
        if (now != next && !now.mayBecome(next)) {
            throw new IllegalStateException("a run that is " + now + " cannot become " + next);
        }
        become(Set.of(now), next, reason);
    }

    /**
     * Goes over to {@code next} if the run is in one of {@code from} and not in {@code next} already, and may.
     *
     * @return whether it did
     */
    public synchronized boolean become(Set<RunState> from, RunState next, String reason) {
        RunState now = last.state();
        if (!from.contains(now) || !now.mayBecome(next)) {
            return false;
        }
        last = new Change(next, reason, clock.instant());
        tell(last);
        notifyAll();
        return true;
    }

    private void tell(Change change) {
        listenerThread.execute(() -> listeners.forEach(listener -> listener.accept(change)));
    }

    /** Tells {@code listener} the state now and every change after it, in order. */
    public synchronized void listen(Consumer<Change> listener) {
        Change now = last;
        listenerThread.execute(() -> listener.accept(now));
        listenerThread.execute(() -> listeners.add(listener));
    }

    /**
     * Waits until the state is one of those asked for.
     *
     * @return whether it is; false after {@code longest}
     */
    public synchronized boolean await(Predicate<RunState> wanted, Duration longest) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!wanted.test(last.state())) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
