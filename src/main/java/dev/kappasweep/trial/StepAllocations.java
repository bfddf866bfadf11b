package dev.kappasweep.trial;

import com.sun.management.ThreadMXBean;
import dev.kappasweep.linalg.OffHeap;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialObserver;
import java.lang.management.ManagementFactory;

/**
 * Counts what the steps of a running trial allocate, all that its loop does included but for what is done between two epochs,
 * and cancels the trial when it knows. Loops allocate until they are compiled, which happens in the background: so it counts in
 * windows of steps, and the last of three alike is the count. It allocates nothing itself while it counts.
 */
final class StepAllocations implements TrialObserver {
    private static final int ALIKE = 3;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final int window;
    private final int mostWindows;
    private boolean isWithinEpoch;
    private long heapBefore;
    private long piecesBefore;
    private long offHeapBefore;
    private long heap;
    private long pieces;
    private long offHeap;
    private int steps;
    private int windows;
    private int alike;
    private Count last = new Count(-1, -1, -1);

    /**
     * What one window allocated; off the heap, what there was more of at the end of its steps.
     *
     * @param offHeapAllocations the number of pieces
     */
    record Count(long heapBytes, long offHeapAllocations, long offHeapBytes) {}

    /**
     * Counts in windows of {@code window} steps.
     *
     * @param mostWindows after so many the last one counts, whatever those before were
     */
    StepAllocations(int window, int mostWindows) {
        this.window = window;
        this.mostWindows = mostWindows;
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
        isWithinEpoch = true;
        piecesBefore = OffHeap.allocations();
        offHeapBefore = OffHeap.bytes();
        heapBefore = threads.getCurrentThreadAllocatedBytes();
        return alike == ALIKE || windows == mostWindows;
    }

    private void endWindow() {
        Count count = new Count(heap, pieces, offHeap);
        alike = count.equals(last) ? alike + 1 : 1;
        last = count;
        windows++;
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
    Count last() {
        return last;
    }
}
