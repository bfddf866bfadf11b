package dev.kappasweep.bench;

import dev.kappasweep.linalg.OffHeap;
import java.util.concurrent.locks.LockSupport;

/** Looks every half millisecond at how much is allocated outside the heap, from its creation until it is closed. */
final class OffHeapPeak implements AutoCloseable {
    private static final long PERIOD_NANOS = 500_000;

    private final long before = OffHeap.bytes();
    private final Thread watcher = new Thread(this::watch, "off-heap-peak");
    private volatile boolean ended;
    private volatile long peak = before;

    OffHeapPeak() {
        watcher.setDaemon(true);
        watcher.start();
    }

    private void watch() {
        while (!ended) {
            peak = Math.max(peak, OffHeap.bytes());
            LockSupport.parkNanos(PERIOD_NANOS);
        }
    }

    /** The most bytes above what there was at the start, now included. */
    long bytes() {
        return Math.max(peak, OffHeap.bytes()) - before;
    }

    @Override
    public void close() {
        ended = true;
        watcher.interrupt();
    }
}
