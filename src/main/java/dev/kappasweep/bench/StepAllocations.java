package dev.kappasweep.bench;

import com.sun.management.ThreadMXBean;
import dev.kappasweep.bench.MemoryBenchmark.Allocated;
import dev.kappasweep.linalg.OffHeap;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialObserver;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Counts what the steps of a running trial allocate, all that its loop does included but for what is done between two epochs,
 * and cancels the trial when it knows. Loops allocate until they are compiled, which happens in the background and on a busy
 * machine late: so it counts in windows of steps until three of them allocate nothing, or until its patience ends. It allocates
 * nothing itself while it counts.
 */
final class StepAllocations implements TrialObserver {
    private static final int FREE_WINDOWS = 3;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final int window;
    private final long patience;
    private boolean isWithinEpoch;
    private long heapBefore;
    private long piecesBefore;
    private long offHeapBefore;
    private long heap;
    private long pieces;
    private long offHeap;
    private int steps;
    private int freeWindows;
    private boolean isKnown;
    private long firstStep = -1;
    private Allocated last = new Allocated(-1, -1, -1);

    /**
     * Counts in windows of {@code window} steps.
     *
     * @param patience CPU time of the training thread, after which the window at hand is the last one. The compiler's threads get
     *     about as much of the CPU as this one, so it is as long on a busy machine as on an idle one.
     */
    StepAllocations(int window, Duration patience) {
        this.window = window;
        this.patience = patience.toNanos();
    }

    /** Asked at the beginning of every step. */
    @Override
    public boolean isCancelled() {
        if (isWithinEpoch) {
            heap += threads.getCurrentThreadAllocatedBytes() - heapBefore;
            pieces += OffHeap.allocations() - piecesBefore;
            offHeap += OffHeap.bytes() - offHeapBefore;
            steps++;
        }
        if (steps == window) {
            endWindow();
        }
        if (firstStep < 0) {
            firstStep = threads.getCurrentThreadCpuTime();
        }
        isWithinEpoch = true;
        piecesBefore = OffHeap.allocations();
        offHeapBefore = OffHeap.bytes();
        heapBefore = threads.getCurrentThreadAllocatedBytes();
        return isKnown;
    }

    private void endWindow() {
        last = new Allocated(heap, pieces, offHeap);
        freeWindows = last.equals(Allocated.NOTHING) ? freeWindows + 1 : 0;
        isKnown = freeWindows == FREE_WINDOWS || threads.getCurrentThreadCpuTime() - firstStep > patience;
        heap = 0;
        pieces = 0;
        offHeap = 0;
        steps = 0;
    }

    @Override
    public void epochEnded(TrialId trial, EpochMeasurement epoch) {
        isWithinEpoch = false;
    }

    /** The last window. */
    Allocated last() {
        return last;
    }
}
