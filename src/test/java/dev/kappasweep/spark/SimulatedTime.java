package dev.kappasweep.spark;

import dev.kappasweep.Latency;
import java.util.PriorityQueue;

/**
 * A clock that trials of this JVM share, so that what they seem to take does not depend on the machine. It goes on to the next
 * end of a trial as soon as every slot has one, or none is left to start. A slot that stays empty although trials are left costs
 * patience, and then counts as idle.
 */
final class SimulatedTime {
    private static SimulatedTime shared = new SimulatedTime(1, 0);

    private final PriorityQueue<Long> ends = new PriorityQueue<>();
    private final int slots;
    private int left;
    private long now;

    private SimulatedTime(int slots, int trials) {
        this.slots = slots;
        this.left = trials;
    }

    /** A clock at 0 for {@code trials} that are to come. */
    static synchronized void restart(int slots, int trials) {
        shared = new SimulatedTime(slots, trials);
    }

    private static synchronized SimulatedTime shared() {
        return shared;
    }

    static long now() {
        SimulatedTime time = shared();
        synchronized (time) {
            return time.now;
        }
    }

    /** Returns when {@code duration} units have passed for a trial that starts now. */
    static void pass(long duration) {
        try {
            shared().passOne(duration);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized void passOne(long duration) throws InterruptedException {
        long end = now + duration;
        ends.add(end);
        left--;
        notifyAll();
        long start = System.nanoTime();
        while (!isNext(end) && System.nanoTime() - start < Latency.PATIENCE.toNanos()) {
            wait(1000);
        }
        ends.remove(end);
        now = Math.max(now, end);
        notifyAll();
    }

    private boolean isNext(long end) {
        Long first = ends.peek();
        return first != null && first == end && (ends.size() == slots || left == 0);
    }
}
