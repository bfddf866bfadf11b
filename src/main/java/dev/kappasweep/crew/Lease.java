package dev.kappasweep.crew;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A trial's core, and the workers that help there. What is to be done is one number, the ticket: its upper bits count what was shared, the
 * lower ones are the parts that nobody has taken. Whoever makes it one smaller has taken a part, of what was shared last and of
 * nothing else, since a ticket does not come again.
 */
final class Lease implements Team {
    /** Seats are bits of an int. */
    static final int MOST_SEATS = 31;

    private static final int PART_BITS = 24;
    private static final long PART_MASK = (1L << PART_BITS) - 1;

    /** A thread that waits looks at the clock after so many turns. */
    static final int TURNS = 32;

    /** How long a thread waits at work before it lets others have its core. */
    static final long SPIN_NANOS = 50_000;

    private static final long PAUSE_NANOS = 10_000;
    private static final int WOKEN_AT_ONCE = 2;

    // Far apart, since all threads write here: the ticket, the parts that are not done, the seats that are taken.
    private static final int LINE = 32;
    private static final int TICKET = LINE;
    private static final int PENDING = 2 * LINE;
    private static final int SEATS = 3 * LINE;

    private final Crew crew;
    private final int seats;
    private final AtomicLongArray shared = new AtomicLongArray(4 * LINE);
    private volatile Worker[] workers = new Worker[0];
    private Parts work = (part, seat) -> {};
    private int parts;
    private volatile @Nullable Throwable failure;

    Lease(Crew crew, int seats) {
        this.crew = crew;
        this.seats = seats;
        shared.set(SEATS, 1); // the trial's own
    }

    @Override
    public int seats() {
        return seats;
    }

    /** From now on, by the crew. */
    void helpedBy(Worker[] newWorkers) {
        workers = newWorkers;
    }

    @Override
    public int hands() {
        return 1 + workers.length;
    }

    @Override
    public void share(Parts newWork, int count) {
        Worker[] helpers = workers;
        if (helpers.length == 0 || count < 2) {
            ALONE.share(newWork, count);
            return;
        }
        if (count > PART_MASK) {
            throw new IllegalArgumentException(count + " parts, expected at most " + PART_MASK);
        }
        work = newWork;
        parts = count;
        shared.set(PENDING, count);
        shared.set(TICKET, nextCall() << PART_BITS | count);
        wake(helpers);
        while (take(0)) {}
        awaitOthers();
        throwFailure();
    }

    /** Takes a part and does it, or returns false if none is left. */
    boolean take(int seat) {
        long ticket = shared.get(TICKET);
        while ((ticket & PART_MASK) > 0) {
            if (shared.compareAndSet(TICKET, ticket, ticket - 1)) {
                // Not done before this part is, and until then the trial's thread changes neither.
                run(parts - (int) (ticket & PART_MASK), seat);
                return true;
            }
            ticket = shared.get(TICKET);
        }
        return false;
    }

    private void run(int part, int seat) {
        try {
            work.run(part, seat);
        } catch (Throwable e) { // the trial's, whoever's thread it is
            failure = e;
        } finally {
            shared.getAndDecrement(PENDING);
        }
    }

    boolean hasParts() {
        return (shared.get(TICKET) & PART_MASK) > 0;
    }

    private void awaitOthers() {
        long start = 0;
        for (int turn = 1; shared.get(PENDING) > 0; turn++) {
            Thread.onSpinWait();
            if (turn % TURNS == 0) {
                long now = System.nanoTime();
                start = start == 0 ? now : start;
                if (now - start > SPIN_NANOS) {
                    LockSupport.parkNanos(this, PAUSE_NANOS); // the helper may have lost its core
                }
            }
        }
    }

    private void throwFailure() {
        Throwable thrown = failure;
        if (thrown == null) {
            return;
        }
        failure = null;
        if (thrown instanceof Error error) {
            throw error;
        }
        throw thrown instanceof RuntimeException exception ? exception : new IllegalStateException(thrown);
    }

    @Override
    public void call() {
        shared.set(TICKET, nextCall() << PART_BITS);
        wake(workers);
    }

    private long nextCall() {
        return calls() + 1;
    }

    /** How often work was shared or announced. */
    long calls() {
        return shared.get(TICKET) >>> PART_BITS;
    }

    /** Wakes some of those who have rested since before the last call; each of them does the same. */
    void wakeOthers() {
        wake(workers);
    }

    private void wake(Worker[] helpers) {
        long call = calls();
        int woken = 0;
        for (int i = 0; i < helpers.length && woken < WOKEN_AT_ONCE; i++) {
            woken += helpers[i].wake(call) ? 1 : 0;
        }
    }

    /** A seat for a worker, -1 if each is taken by one that has not left yet. */
    int sit() {
        long taken = shared.get(SEATS);
        while (Long.bitCount(taken) < seats) {
            int seat = Long.numberOfTrailingZeros(~taken);
            if (shared.compareAndSet(SEATS, taken, taken | 1L << seat)) {
                return seat;
            }
            taken = shared.get(SEATS);
        }
        return -1;
    }

    void standUp(int seat) {
        shared.getAndAdd(SEATS, -(1L << seat));
    }

    @Override
    public void close() {
        crew.leave(this);
    }
}
