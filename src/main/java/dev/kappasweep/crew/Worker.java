package dev.kappasweep.crew;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One thread that helps one trial after the other. */
final class Worker implements Runnable {
    private final Crew crew;
    private final Thread thread;
    private final AtomicBoolean rests = new AtomicBoolean();
    private volatile @Nullable Lease helped;
    /** The last call of its trial when it began to rest: for that one nobody wakes it again. */
    private volatile long heard;

    Worker(Crew crew) {
        this.crew = crew;
        this.thread = new Thread(this, "kappasweep-crew");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    Thread thread() {
        return thread;
    }

    /** The trial that it helps, or goes to. */
    @Nullable
    Lease helped() {
        return helped;
    }

    /** From the next part on. */
    void help(@Nullable Lease lease) {
        helped = lease;
        wake();
    }

    /** Returns whether it rested, and had not heard this call. */
    boolean wake(long call) {
        return rests.get() && heard != call && wake();
    }

    private boolean wake() {
        boolean rested = rests.compareAndSet(true, false);
        if (rested) {
            LockSupport.unpark(thread);
        }
        return rested;
    }

    @Override
    public void run() {
        while (true) {
            Lease lease = helped;
            if (lease != null) {
                help(lease, lease.sit());
            } else if (!restWithoutTrial()) {
                return;
            }
        }
    }

    private void help(Lease lease, int seat) {
        if (seat < 0) {
            Thread.onSpinWait(); // whoever leaves it does so after a part
            return;
        }
        try {
            while (helped == lease) {
                if (!lease.take(seat) && !comesSoon(lease)) {
                    rest(lease);
                }
            }
        } finally {
            lease.standUp(seat);
        }
    }

    /** Waits for a part, not for long. */
    private boolean comesSoon(Lease lease) {
        long start = System.nanoTime();
        do {
            for (int turn = 0; turn < Lease.TURNS; turn++) {
                if (lease.hasParts() || helped != lease) {
                    return true;
                }
                Thread.onSpinWait();
            }
        } while (System.nanoTime() - start < Lease.SPIN_NANOS);
        return false;
    }

    private void rest(Lease lease) {
        heard = lease.calls();
        rests.set(true);
        while (rests.get() && helped == lease && !lease.hasParts()) {
            LockSupport.park(this);
        }
        if (!rests.getAndSet(false)) {
            lease.wakeOthers();
        }
    }

    /** Returns whether there is a trial again; where there is none for long the thread ends. */
    private boolean restWithoutTrial() {
        rests.set(true);
        long start = System.nanoTime();
        while (rests.get() && helped == null) {
            LockSupport.parkNanos(this, crew.idleNanos());
            if (helped == null && System.nanoTime() - start >= crew.idleNanos() && crew.dismiss(this)) {
                return false;
            }
        }
        rests.set(false);
        return true;
    }
}
